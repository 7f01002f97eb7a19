import type { Logger } from '@ansinh/telemetry';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { SigningJwk } from '../../config';
import type { Db } from '../../kit';
import { publicJwk, type Signer, signerOf } from './key-parts';
import { publishedKeys, type Shown, type TimedKey } from './signing-key.rules';
import { listKeys } from './signing-key.store';

/** Far below the time for which a key is published before it signs. */
const EVERY_MS = 2_000;

export type SigningKeys = {
  /** What is published now; the one that signs first. The same list for as long as nothing changes. */
  readonly now: () => readonly Shown<TimedKey<SigningJwk>>[];
  /** For tokens of our own. */
  readonly verifying: JWTVerifyGetKey;
  readonly signer: () => Promise<Signer>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly db: Db;
  readonly ofSettings: readonly TimedKey<SigningJwk>[];
  readonly now: () => Date;
  readonly logger: Logger;
};

type Ready = {
  readonly name: string;
  readonly shown: readonly Shown<TimedKey<SigningJwk>>[];
  readonly verifying: JWTVerifyGetKey;
  readonly signer: Promise<Signer>;
};

const nameOf = (shown: readonly Shown<TimedKey>[]): string =>
  shown.map(({ key, status }) => `${key.kid} ${status}`).join();

const readied = (name: string, shown: readonly Shown<TimedKey<SigningJwk>>[]): Ready => {
  const jwks = shown.map(({ key }) => key.jwk);
  return { name, shown, verifying: createLocalJWKSet({ keys: jwks.map(publicJwk) }), signer: signerOf(jwks) };
};

/**
 * The keys of this installation as time goes on: those of its settings, or those of its table, which is read again and again. What signs changes by the clock, in every replica at its moment.
 */
export const openSigningKeys = async ({ db, ofSettings, now, logger }: Options): Promise<SigningKeys> => {
  let known = await listKeys(db, ofSettings);
  let ready: Ready | undefined;
  let reading: Promise<void> = Promise.resolve();
  const refresh = async (): Promise<void> => {
    try {
      known = await listKeys(db, ofSettings);
    } catch (error) {
      logger.warn({ err: error }, 'signing keys cannot be read');
    }
  };
  const watch = setInterval(() => {
    reading = refresh();
  }, EVERY_MS);
  watch.unref();

  const current = (): Ready => {
    const shown = publishedKeys(known, now());
    const name = nameOf(shown);
    if (ready?.name !== name) ready = readied(name, shown);
    return ready;
  };
  return {
    now: () => current().shown,
    verifying: (header, token) => current().verifying(header, token),
    signer: () => current().signer,
    stop: async () => {
      clearInterval(watch);
      await reading;
    },
  };
};
