import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** 256 random bits: too many to guess, so one SHA-256 is enough to keep them. */
export const newClientSecret = (): string => randomBytes(32).toString('base64url');
export const secretHashOf = (secret: string): string => sha256Hex(secret);

const HASH_BYTES = 32;

export const secretMatches = (secretHash: string, offered: string): boolean => {
  const hash = Buffer.from(secretHash, 'hex');
  return hash.length === HASH_BYTES && timingSafeEqual(hash, Buffer.from(sha256Hex(offered), 'hex'));
};

/** What the national protocol sends in place of a password: MD5 in upper-case hex. It is a password itself. */
export const nationalDigestOf = (password: string): string =>
  createHash('md5').update(password).digest('hex').toUpperCase();

// People choose these passwords, so a stolen table must be slow to try: about 50 ms and 16 MB for each guess.
const COST = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;

const derive = (digest: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, rejectPromise) =>
    scrypt(digest.toUpperCase(), salt, KEY_BYTES, COST, (error, key) =>
      error === null ? resolve(key) : rejectPromise(error),
    ),
  );

/** `salt.key`, both base64url. Some HIS send the MD5 in small letters, so the case does not count. */
export const hashNationalDigest = async (digest: string): Promise<string> => {
  const salt = randomBytes(16);
  return `${salt.toString('base64url')}.${(await derive(digest, salt)).toString('base64url')}`;
};

export const nationalDigestMatches = async (stored: string, offered: string): Promise<boolean> => {
  const [salt, key] = stored.split('.');
  if (salt === undefined || key === undefined) return false;
  return timingSafeEqual(Buffer.from(key, 'base64url'), await derive(offered, Buffer.from(salt, 'base64url')));
};
