import type { SigningKey } from '@ansinh/contracts/gateway/signing-keys.api';
import { CLOCK_TOLERANCE_SECONDS, LONGEST_TOKEN_SECONDS } from '@ansinh/contracts/wire/tokens';

/** A key of the platform with the moment from which it signs; it is published from the moment at which it is known. */
export type TimedKey<Jwk = unknown> = {
  readonly jwk: Jwk;
  readonly kid: string;
  readonly signsFrom: Date;
  /** Of the settings, not of the table. */
  readonly isOfSettings: boolean;
};

/**
 * So long a key is published before it signs: longer than any verifier keeps the keys that it has fetched (ten minutes,
 * the default of jose), and than a replica takes to hear of it.
 */
export const PUBLISHED_AHEAD_MINUTES = 15;
const MINUTE_MS = 60_000;

export const signsFromOf = (now: Date): Date => new Date(now.getTime() + PUBLISHED_AHEAD_MINUTES * MINUTE_MS);

const LAST_TOKEN_MS = (LONGEST_TOKEN_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1_000;

/** In the order in which they sign; of two of one moment the first of them later, as the settings have them. */
const inOrder = <Key extends TimedKey>(keys: readonly Key[]): readonly Key[] =>
  keys
    .map((key, place) => ({ key, place }))
    .sort((one, other) => one.key.signsFrom.getTime() - other.key.signsFrom.getTime() || other.place - one.place)
    .map(({ key }) => key);

export type Shown<Key extends TimedKey> = {
  readonly key: Key;
  readonly status: SigningKey['status'];
  /** When the last token that it has signed has ended; undefined while no other key follows it. */
  readonly publishedUntil: Date | undefined;
};

/**
 * What is published at a moment, the key that signs first: those that will sign, that one, and those whose tokens may still
 * be good. What stands in the settings is published for as long as it stands there.
 */
export const publishedKeys = <Key extends TimedKey>(keys: readonly Key[], now: Date): readonly Shown<Key>[] => {
  const ordered = inOrder(keys);
  const signing = ordered.findLastIndex(({ signsFrom }) => signsFrom <= now);
  const shown = ordered.map((key, place): Shown<Key> => {
    const next = ordered[place + 1];
    const publishedUntil = next && new Date(next.signsFrom.getTime() + LAST_TOKEN_MS);
    const status = place === signing ? 'signs' : place > signing ? 'next' : 'former';
    return { key, status, publishedUntil };
  });
  return shown
    .filter(
      ({ key, status, publishedUntil }) =>
        status !== 'former' || key.isOfSettings || publishedUntil === undefined || now < publishedUntil,
    )
    .sort((one, other) => Number(other.status === 'signs') - Number(one.status === 'signs'));
};
