import { createHash } from 'node:crypto';
import { keyRing } from '@ansinh/secrets';
import canonicalize from 'canonicalize';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** RFC 8785: one text for one value, whichever language writes it. Dates are instants, whole numbers of any size texts. */
export const canonicalText = (value: unknown): string =>
  canonicalize(JSON.parse(JSON.stringify(value ?? null, plain))) ?? 'null';

/** Of what everybody may know, as the numbers and hashes of seals: whoever has no key can check it. */
export const publicDigestOf = (value: unknown): string => sha256(canonicalText(value));

/**
 * Of what may hold the number of an account or of a person: few values are possible, and without the key nobody can try
 * them out. Equal values have equal digests as long as one key is the newest; the digest names its key.
 */
export const digestOf = (value: unknown): string => keyRing().digest(canonicalText(value));

/** As digests were made before they had a key. */
const WITHOUT_KEY = /^[0-9a-f]{64}$/;

/** Whether a digest is of this value, by whichever key of the ring it was made, or before there was one. */
export const isDigestOf = (digest: string, value: unknown): boolean => {
  const text = canonicalText(value);
  return WITHOUT_KEY.test(digest) ? digest === sha256(text) : keyRing().isDigestOf(digest, text);
};
