import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
/** The form of a sealed text, should there ever be another one. */
const FORM = 'v1';

export type IdentityKeys = {
  /** The same for one person wherever it stands, and nobody can tell of whom without the key of the installation. */
  readonly personKeyOf: (personalId: string) => string;
  /** Of a name or an address that somebody tried to sign in with. */
  readonly maskOf: (text: string) => string;
  readonly seal: (accountId: string, secret: Buffer) => string;
  /** Throws for a text that was sealed for another account. */
  readonly unseal: (accountId: string, sealed: string) => Buffer;
};

/** What is made of the one key of an installation (PERSON_KEY): a key of its own for each use. */
export const openIdentityKeys = (installationKey: string): IdentityKeys => {
  const keyFor = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', Buffer.from(installationKey, 'hex'), '', `ansinh ${use}`, KEY_BYTES));
  const digestBy = (key: Buffer) => (text: string) => createHmac('sha256', key).update(text).digest('hex');
  const sealing = keyFor('secrets of one-time codes');
  return {
    personKeyOf: digestBy(keyFor('pseudonyms of persons')),
    maskOf: digestBy(keyFor('names and addresses of sign-ins')),
    seal: (accountId, secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(accountId));
      const content = Buffer.concat([cipher.update(secret), cipher.final()]);
      return [FORM, ...[nonce, content, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
    },
    unseal: (accountId, sealed) => {
      const [form, ...parts] = sealed.split('.');
      const [nonce, content, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (form !== FORM || nonce === undefined || content === undefined || tag === undefined)
        throw new Error(`what is sealed for ${accountId} has no form that is known`);
      const decipher = createDecipheriv(ALGORITHM, sealing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(accountId));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(content), decipher.final()]);
    },
  };
};

/** Of a random value of 256 bits there is nothing to guess: one SHA-256 is enough to keep it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
export const newSecret = (): string => randomBytes(KEY_BYTES).toString('base64url');
