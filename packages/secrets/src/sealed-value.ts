/** Of the form `v1.<id of the key>.<iv>.<data and tag>`, the last two in base64url; of bytes they follow the prefix as they are. */
const VERSION = 'v1';
const KEY_ID = /^[a-z0-9][a-z0-9-]{0,15}$/;
const SEALED_TEXT = /^v1\.([a-z0-9][a-z0-9-]{0,15})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;
const SEALED_PREFIX = /^v1\.([a-z0-9][a-z0-9-]{0,15})\./;
const PREFIX_MAX = 20;

/** Whose a value is, e.g. `['payout-account', '<id of the attempt>']`: sealed for one owner it opens for no other. */
export type Owner = readonly [what: string, ...whose: string[]];

export const isKeyId = (text: string): boolean => KEY_ID.test(text);

/** What every value begins with that a key has sealed: a condition in SQL finds the others by it. */
export const prefixOf = (keyId: string): string => `${VERSION}.${keyId}.`;

export type SealedParts = { readonly keyId: string; readonly iv: Buffer; readonly sealed: Buffer };

export const partsOfText = (text: string): SealedParts | undefined => {
  const [, keyId, iv, sealed] = SEALED_TEXT.exec(text) ?? [];
  if (keyId === undefined || iv === undefined || sealed === undefined) return undefined;
  return { keyId, iv: Buffer.from(iv, 'base64url'), sealed: Buffer.from(sealed, 'base64url') };
};

export const isSealed = (text: string): boolean => SEALED_TEXT.test(text);

export const textOf = ({ keyId, iv, sealed }: SealedParts): string =>
  `${prefixOf(keyId)}${iv.toString('base64url')}.${sealed.toString('base64url')}`;

const IV_BYTES = 12;

export const partsOfBytes = (bytes: Uint8Array): SealedParts | undefined => {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [prefix, keyId] = SEALED_PREFIX.exec(content.toString('latin1', 0, PREFIX_MAX)) ?? [];
  if (prefix === undefined || keyId === undefined) return undefined;
  const start = prefix.length + IV_BYTES;
  return { keyId, iv: content.subarray(prefix.length, start), sealed: content.subarray(start) };
};

export const bytesOf = ({ keyId, iv, sealed }: SealedParts): Buffer =>
  Buffer.concat([Buffer.from(prefixOf(keyId), 'latin1'), iv, sealed]);
