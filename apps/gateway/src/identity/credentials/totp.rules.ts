// One-time codes by time: RFC 6238 with what every app knows, SHA-1, six digits and steps of half a minute.
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
export const SECRET_BYTES = 20;
/** The clock of a telephone is not ours. */
const STEPS_AROUND = [0, -1, 1] as const;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_OF_CHARACTER = 5;
const BITS_OF_BYTE = 8;

/** RFC 4648, without padding: what a person can type. */
export const base32Of = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(BITS_OF_BYTE, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(BITS_OF_CHARACTER, '0'), 2)]).join('');
};

export const bytesOfBase32 = (text: string): Buffer => {
  const bits = [...text].map((one) => ALPHABET.indexOf(one).toString(2).padStart(BITS_OF_CHARACTER, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
};

export const stepAt = (instant: Date): number => Math.floor(instant.getTime() / 1_000 / STEP_SECONDS);

const SIGN_OFF = 0x7fff_ffff;
const LAST_BYTE = 19;

export const codeOf = (secret: Buffer, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(LAST_BYTE) & 0xf;
  const number = mac.readUInt32BE(offset) & SIGN_OFF;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
};

/** Compared as bytes: a digit of another script is one letter, and more than one byte. */
const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

/**
 * The step of which a code is, within one step of now; undefined for a code of no such step. A step that was used, and all
 * before it, are used up: a code that was looked at over a shoulder opens nothing.
 */
export const stepOfCode = (secret: Buffer, code: string, now: Date, lastStep = -1): number | undefined =>
  STEPS_AROUND.map((around) => stepAt(now) + around).find(
    (step) => step > lastStep && isSame(Buffer.from(codeOf(secret, step)), Buffer.from(code)),
  );

/** What an app reads from a picture: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export const uriOf = (secret: string, username: string): string =>
  `otpauth://totp/${encodeURIComponent(`An Sinh:${username}`)}?secret=${secret}&issuer=${encodeURIComponent('An Sinh')}`;
