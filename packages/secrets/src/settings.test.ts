import { DEVELOPMENT_KEYS, fieldKeysIn } from './settings';

const KEY = Buffer.alloc(32, 7).toString('base64');
const faultOf = (text: string | undefined, environment = 'production'): string | undefined => {
  const found = fieldKeysIn({ FIELD_KEYS: text, NODE_ENV: environment });
  return 'fault' in found ? found.fault : undefined;
};

describe('the keys of an environment', () => {
  it('are those that it says, the newest first', () => {
    const said = JSON.stringify([
      { id: '2027-1', key: KEY },
      { id: '2026-1', key: KEY },
    ]);
    expect(fieldKeysIn({ FIELD_KEYS: said })).toEqual({
      keys: [
        { id: '2027-1', key: Buffer.alloc(32, 7) },
        { id: '2026-1', key: Buffer.alloc(32, 7) },
      ],
    });
  });

  it('are made up on a machine of a developer, and never in production', () => {
    expect(fieldKeysIn({})).toEqual({ keys: DEVELOPMENT_KEYS });
    expect(fieldKeysIn({ NODE_ENV: 'demonstration' })).toEqual({ keys: DEVELOPMENT_KEYS });
    expect(faultOf(undefined)).toMatch(/^is not said/);
    for (const { key } of DEVELOPMENT_KEYS) expect(key).toHaveLength(32);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['an empty list', '[]'],
    ['a short key', JSON.stringify([{ id: 'a', key: 'c2hvcnQ=' }])],
    ['a key that is no base64', JSON.stringify([{ id: 'a', key: `${KEY}!` }])],
    ['an id with a dot', JSON.stringify([{ id: 'a.b', key: KEY }])],
    [
      'two keys of one id',
      JSON.stringify([
        { id: 'a', key: KEY },
        { id: 'a', key: KEY },
      ]),
    ],
  ])('are refused when they are %s, without a word of the key', (_name, text) => {
    expect(faultOf(text)).toMatch(/^must be a JSON list of keys/);
    expect(faultOf(text)).not.toContain(KEY);
    expect(faultOf(text, 'development')).toBeDefined();
  });
});
