import { LONGEST_TOKEN_SECONDS } from '@ansinh/contracts/wire/tokens';
import fc from 'fast-check';
import { PUBLISHED_AHEAD_MINUTES, publishedKeys, signsFromOf, type TimedKey } from './signing-key.rules';

const SEED = Number(process.env.SEED ?? 20_261_130);
const MINUTE_MS = 60_000;
/** What a verifier keeps of a key set by default. */
const CACHE_MS = 10 * MINUTE_MS;
const keyOf = (number: number, signsFromMs: number, isOfSettings = false): TimedKey => ({
  jwk: {},
  kid: String(number),
  signsFrom: new Date(signsFromMs),
  isOfSettings,
});
const kidsAt = (keys: readonly TimedKey[], ms: number) => publishedKeys(keys, new Date(ms)).map(({ key }) => key.kid);

describe('signing keys', () => {
  it('verify every token for its whole life with what any verifier fetched in the last ten minutes', () => {
    // Roll-overs one after the other, each begun when the one before signs.
    const pauses = fc.array(fc.integer({ min: 0, max: 200 * MINUTE_MS }), { minLength: 1, maxLength: 5 });
    const token = fc.record({
      issuedMs: fc.integer({ min: 0, max: 1_000 * MINUTE_MS }),
      ageMs: fc.integer({ min: 0, max: LONGEST_TOKEN_SECONDS * 1_000 }),
      cacheMs: fc.integer({ min: 0, max: CACHE_MS }),
    });
    fc.assert(
      fc.property(pauses, token, (waits, { issuedMs, ageMs, cacheMs }) => {
        const keys = [{ key: keyOf(0, 0), knownMs: 0 }];
        let atMs = 0;
        for (const wait of waits) {
          atMs += wait;
          const signsMs = signsFromOf(new Date(atMs)).getTime();
          keys.push({ key: keyOf(keys.length, signsMs), knownMs: atMs });
          atMs = signsMs;
        }
        const knownAt = (ms: number) => keys.filter(({ knownMs }) => knownMs <= ms).map(({ key }) => key);
        const [signer] = kidsAt(knownAt(issuedMs), issuedMs);
        const fetchedMs = Math.max(0, issuedMs + ageMs - cacheMs);
        // What was published before it signed, and is so until the last token has ended.
        expect(kidsAt(knownAt(fetchedMs), fetchedMs)).toContain(signer);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('are published before they sign, and go when the last token of theirs has ended', () => {
    const startMs = 1_000 * MINUTE_MS;
    const nextMs = startMs + PUBLISHED_AHEAD_MINUTES * MINUTE_MS;
    const keys = [keyOf(1, 0), keyOf(2, nextMs)];
    expect(kidsAt(keys, startMs)).toEqual(['1', '2']);
    expect(kidsAt(keys, nextMs - 1)).toEqual(['1', '2']);
    expect(kidsAt(keys, nextMs)).toEqual(['2', '1']);
    expect(kidsAt(keys, nextMs + LONGEST_TOKEN_SECONDS * 1_000)).toEqual(['2', '1']);
    expect(kidsAt(keys, nextMs + LONGEST_TOKEN_SECONDS * 1_000 + MINUTE_MS)).toEqual(['2']);
  });

  it('of the settings sign in their order, the first one of all, and stay published while they stand there', () => {
    const keys = [keyOf(1, 0, true), keyOf(2, 0, true)];
    expect(kidsAt(keys, 1_000 * MINUTE_MS)).toEqual(['1', '2']);
    const dated = [...keys, keyOf(3, 500 * MINUTE_MS, true)];
    expect(kidsAt(dated, 499 * MINUTE_MS)[0]).toBe('1');
    expect(kidsAt(dated, 900 * MINUTE_MS)).toEqual(['3', '2', '1']);
  });
});
