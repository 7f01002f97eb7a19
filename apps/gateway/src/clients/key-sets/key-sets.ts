import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Logger } from '@ansinh/telemetry';
import { LRUCache } from 'lru-cache';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { type SentKey, trustedKeys } from '../public-key.rules';
import { isOutside } from './key-address';

const FRESH_MS = 600_000;
/** A key that we do not know may be a new one: its partner has rolled over. */
const AGAIN_MS = 30_000;
/** While the partner's server is away its keys of before are good, for a day. */
const KEPT_MS = 86_400_000;
const REMEMBERED = 1_000;
const TIMEOUT_MS = 3_000;
const BYTES_MAX = 65_536;
const KEYS_MAX = 20;

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(KEYS_MAX) });
type Keys = z.infer<typeof KeySet>['keys'];

/** A name that leads inside is refused when it is looked up: what it led to before is of no use. */
const outsideLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, '', 0);
    const [first] = found;
    if (first === undefined || found.some(({ address }) => !isOutside(address)))
      return done(new Error('the address of a key set is not on the internet'), '', 0);
    if (options.all === true) return done(null, found);
    return done(null, first.address, first.family);
  });
};

export type KeySets = {
  /** The keys at an address that may be trusted; read anew when `kid` is none of them. None when it cannot be read. */
  readonly keysAt: (url: string, kid: string | undefined) => Promise<readonly SentKey[]>;
};

type Known = { readonly keys: Keys; readonly readMs: number; readonly triedMs: number };

type KeySetsOptions = {
  readonly logger: Logger;
  /** Of a test: how an address is read. */
  readonly read?: (url: string) => Promise<unknown>;
  readonly nowMs?: () => number;
};

const readerOf = () => {
  const agent = new Agent({ connect: { lookup: outsideLookup }, maxResponseSize: BYTES_MAX });
  return async (url: string): Promise<unknown> => {
    // Nothing is followed: a redirection would lead where nobody has looked.
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    if (statusCode !== 200) {
      await body.dump();
      throw new Error(`it answers ${statusCode}`);
    }
    return body.json();
  };
};

/** The key sets that partners publish themselves. A partner rolls a key over by publishing the new one beside the old one. */
export const openKeySets = ({ logger, read = readerOf(), nowMs = Date.now }: KeySetsOptions): KeySets => {
  const known = new LRUCache<string, Known>({ max: REMEMBERED });
  const reading = new Map<string, Promise<Known>>();

  const readAnew = async (url: string): Promise<Known> => {
    const before = known.get(url);
    const triedMs = nowMs();
    try {
      const { keys } = KeySet.parse(await read(url));
      return { keys: trustedKeys(keys), readMs: triedMs, triedMs };
    } catch (error) {
      logger.warn({ err: error, host: new URL(url).host }, 'the keys of a partner cannot be read');
      const isGood = before !== undefined && triedMs - before.readMs < KEPT_MS;
      return { keys: isGood ? before.keys : [], readMs: isGood ? before.readMs : 0, triedMs };
    }
  };

  /** Many requests at once read it once. */
  const readOnce = (url: string): Promise<Known> => {
    const running =
      reading.get(url) ??
      readAnew(url)
        .then((now) => {
          known.set(url, now);
          return now;
        })
        .finally(() => reading.delete(url));
    reading.set(url, running);
    return running;
  };

  const isDue = ({ keys, triedMs }: Known, kid: string | undefined): boolean => {
    const age = nowMs() - triedMs;
    if (age >= FRESH_MS) return true;
    return age >= AGAIN_MS && (keys.length === 0 || !keys.some((key) => kid === undefined || key.kid === kid));
  };

  return {
    keysAt: async (url, kid) => {
      const found = known.get(url);
      return found === undefined || isDue(found, kid) ? (await readOnce(url)).keys : found.keys;
    },
  };
};
