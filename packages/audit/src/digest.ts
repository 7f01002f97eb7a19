import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** RFC 8785: one text for one value, whichever language writes it. Dates are instants, whole numbers of any size texts. */
export const canonicalText = (value: unknown): string =>
  canonicalize(JSON.parse(JSON.stringify(value ?? null, plain))) ?? 'null';

export const digestOf = (value: unknown): string => sha256(canonicalText(value));
