import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { bytesOf, type Owner, partsOfBytes, partsOfText, prefixOf, type SealedParts, textOf } from './sealed-value';

/** A key of 32 bytes, and the name by which values say that it has sealed them. */
export type FieldKey = { readonly id: string; readonly key: Buffer };

export type KeyRing = {
  /** The names of its keys, the newest first. */
  readonly ids: readonly [string, ...string[]];
  /** What values of the newest key begin with. */
  readonly prefix: string;
  /** Another text each time: equal values are not seen to be equal. */
  readonly seal: (text: string, owner: Owner) => string;
  /** @throws CannotOpen for what was changed, belongs to somebody else, or was sealed by a key that is not in the ring */
  readonly open: (sealed: string, owner: Owner) => string;
  /**
   * What a sealed text says, whosever it is: nothing proves that it was not changed, so that it is good for one thing alone, to
   * compare what two texts say. Undefined for what is not sealed, or by a key that is not in the ring.
   */
  readonly unproved: (sealed: string) => string | undefined;
  readonly sealBytes: (content: Uint8Array, owner: Owner) => Buffer;
  /** @throws CannotOpen */
  readonly openBytes: (sealed: Uint8Array, owner: Owner) => Buffer;
  /** What a text is compared by where it is not kept: without the key nobody can try texts out. */
  readonly digest: (text: string) => string;
  /** False also when the key of the digest is not in the ring any more. */
  readonly isDigestOf: (digest: string, text: string) => boolean;
};

/** Says of what a value is, and never what stands in it. */
export class CannotOpen extends Error {
  constructor([what]: Owner, why: string) {
    super(`a sealed value (${what}) does not open: ${why}`);
    this.name = 'CannotOpen';
  }
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The key and the owner are part of what is proved: a value that is carried to another row does not open there. */
const associated = (keyId: string, owner: Owner): Buffer => Buffer.from(`${prefixOf(keyId)}${JSON.stringify(owner)}`);

/** Prepared once: a key of bytes would be read anew for each value, which takes four times as long. */
type ReadyKey = { readonly id: string; readonly key: KeyObject; readonly forDigests: KeyObject };
const ready = ({ id, key }: FieldKey): ReadyKey => ({
  id,
  key: createSecretKey(key),
  forDigests: createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'digest', key.length))),
});

/** `d1.<id of the key>.<HMAC-SHA-256>` */
const digestBy = ({ id, forDigests }: ReadyKey, text: string): string =>
  `d1.${id}.${createHmac('sha256', forDigests).update(text).digest('base64url')}`;

const encrypt = ({ id, key }: ReadyKey, content: Uint8Array, owner: Owner): SealedParts => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(associated(id, owner));
  return { keyId: id, iv, sealed: Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]) };
};

const decrypt = (key: KeyObject, { keyId, iv, sealed }: SealedParts, owner: Owner): Buffer => {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) throw new CannotOpen(owner, 'it is too short');
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(associated(keyId, owner));
  decipher.setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch {
    throw new CannotOpen(owner, 'it was changed, or belongs to somebody else');
  }
};

/** The first key seals, all of them open. */
/** The cipher counts: without its proof it gives back the text all the same. */
const decryptUnproved = (key: KeyObject, { iv, sealed }: SealedParts): string =>
  createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .update(sealed.subarray(0, sealed.length - TAG_BYTES))
    .toString('utf8');

export const createKeyRing = ([first, ...older]: readonly [FieldKey, ...FieldKey[]]): KeyRing => {
  const newest = ready(first);
  const keys = new Map([newest, ...older.map(ready)].map((key) => [key.id, key]));
  const opened = (parts: SealedParts | undefined, owner: Owner): Buffer => {
    if (parts === undefined) throw new CannotOpen(owner, 'it is none');
    const key = keys.get(parts.keyId);
    if (key === undefined) throw new CannotOpen(owner, `its key ${parts.keyId} is not in FIELD_KEYS`);
    return decrypt(key.key, parts, owner);
  };
  return {
    ids: [first.id, ...older.map(({ id }) => id)],
    prefix: prefixOf(newest.id),
    seal: (text, owner) => textOf(encrypt(newest, Buffer.from(text, 'utf8'), owner)),
    open: (sealed, owner) => opened(partsOfText(sealed), owner).toString('utf8'),
    unproved: (sealed) => {
      const parts = partsOfText(sealed);
      const key = parts === undefined ? undefined : keys.get(parts.keyId);
      return parts === undefined || key === undefined ? undefined : decryptUnproved(key.key, parts);
    },
    sealBytes: (content, owner) => bytesOf(encrypt(newest, content, owner)),
    openBytes: (sealed, owner) => opened(partsOfBytes(sealed), owner),
    digest: (text) => digestBy(newest, text),
    isDigestOf: (digest, text) => {
      const key = keys.get(digest.split('.')[1] ?? '');
      return key !== undefined && digestBy(key, text) === digest;
    },
  };
};
