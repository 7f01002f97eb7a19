import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { normalizedPassword } from './password.rules';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes and one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const VERSION = 19;

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };
type Salted = { readonly cost: Cost; readonly salt: Buffer };
type Parsed = Salted & { readonly key: Buffer };

const derive = (password: string, { cost, salt }: Salted): Promise<Buffer> =>
  new Promise((resolve, rejectPromise) =>
    argon2(
      'argon2id',
      { ...cost, message: Buffer.from(normalizedPassword(password)), nonce: salt, tagLength: KEY_BYTES },
      (error, key) => (error === null ? resolve(key) : rejectPromise(error)),
    ),
  );

const base64Of = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** The PHC string format: what it was made with stands in it, so that it can be made anew when that is too little. */
const phcOf = ({ cost, salt, key }: Parsed): string =>
  `$argon2id$v=${VERSION}$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64Of(salt)}$${base64Of(key)}`;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const Parts = z.tuple([z.string(), z.coerce.number(), z.coerce.number(), z.coerce.number(), z.string(), z.string()]);

const parse = (hash: string): Parsed => {
  const [, memory, passes, parallelism, salt, key] = Parts.parse([...(PHC.exec(hash) ?? [])]);
  return { cost: { memory, passes, parallelism }, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
};

export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  return phcOf({ cost: COST, salt, key: await derive(password, { cost: COST, salt }) });
};

/** Of nobody: it takes as long to be refused by it as by a password that somebody has. */
const NOBODYS: Parsed = { cost: COST, salt: Buffer.alloc(SALT_BYTES), key: Buffer.alloc(KEY_BYTES) };

/** Whether it is the password of which this is the hash; never, where there is none. */
export const isPassword = async (hash: string | undefined, offered: string): Promise<boolean> => {
  const stored = hash === undefined ? NOBODYS : parse(hash);
  const isSame = timingSafeEqual(await derive(offered, stored), stored.key);
  return isSame && hash !== undefined;
};

/** Made when less was thought to be enough. */
export const isOutdated = (hash: string): boolean => {
  const { cost } = parse(hash);
  return cost.memory < COST.memory || cost.passes < COST.passes;
};
