import { generateKeyPairSync } from 'node:crypto';
import { createLogger } from '@ansinh/telemetry';
import { openKeySets } from './key-sets';

const URL_OF_KEYS = 'https://keys.example/jwks';
const keyOf = (kid: string, modulusLength = 2_048) => ({
  ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }),
  kty: 'RSA',
  kid,
});

describe('the keys that a partner publishes itself', () => {
  const [first, second, weak] = [keyOf('first'), keyOf('second'), keyOf('weak', 1_024)];
  let nowMs: number;
  let reads: number;
  let published: () => Promise<unknown>;
  const open = () =>
    openKeySets({
      logger: createLogger('gateway', 'silent'),
      nowMs: () => nowMs,
      read: () => {
        reads += 1;
        return published();
      },
    });
  const kidsAt = async (sets: ReturnType<typeof open>, kid?: string) =>
    (await sets.keysAt(URL_OF_KEYS, kid)).map((key) => key.kid);
  beforeEach(() => {
    nowMs = 1_000_000;
    reads = 0;
    published = async () => ({ keys: [first] });
  });

  it('are read once for many, and again after ten minutes', async () => {
    const sets = open();
    expect(await Promise.all([kidsAt(sets, 'first'), kidsAt(sets, 'first')])).toEqual([['first'], ['first']]);
    nowMs += 599_000;
    await kidsAt(sets, 'first');
    expect(reads).toBe(1);
    nowMs += 1_000;
    await kidsAt(sets, 'first');
    expect(reads).toBe(2);
  });

  it('roll over: one that is not known is looked for at once, yet not again and again', async () => {
    const sets = open();
    await kidsAt(sets, 'first');
    published = async () => ({ keys: [first, second] });
    nowMs += 30_000;
    expect(await kidsAt(sets, 'second')).toEqual(['first', 'second']);
    for (let times = 0; times < 5; times += 1) expect(await kidsAt(sets, 'made-up')).toEqual(['first', 'second']);
    expect(reads).toBe(2);
  });

  it('are those of before while the partner is away, for a day', async () => {
    const sets = open();
    await kidsAt(sets, 'first');
    published = () => Promise.reject(new Error('away'));
    nowMs += 3_600_000;
    expect(await kidsAt(sets, 'first')).toEqual(['first']);
    nowMs += 86_400_000;
    expect(await kidsAt(sets, 'first')).toEqual([]);
    published = async () => ({ keys: [first] });
    nowMs += 30_000;
    expect(await kidsAt(sets, 'first')).toEqual(['first']);
  });

  it.each<[string, unknown]>([
    ['no key set', { hello: 'world' }],
    ['a text', 'keys'],
    ['too many', { keys: Array.from({ length: 21 }, () => ({ kty: 'RSA' })) }],
  ])('are none where there is %s', async (_what, answer) => {
    published = async () => answer;
    expect(await kidsAt(open())).toEqual([]);
  });

  it('are taken only when they are strong enough', async () => {
    published = async () => ({ keys: [weak, second] });
    expect(await kidsAt(open())).toEqual(['second']);
  });

  it('are never read from inside, whatever name leads there', async () => {
    const sets = openKeySets({ logger: createLogger('gateway', 'silent') });
    expect(await sets.keysAt('https://localhost:1/jwks', undefined)).toEqual([]);
  });
});
