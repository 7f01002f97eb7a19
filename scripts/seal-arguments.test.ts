import { readArguments } from './seal-arguments.mjs';

const SERVICES = ['payment', 'collection'];
const HASH = 'a'.repeat(64);
const read = (...words: string[]) => readArguments(words, SERVICES);

describe('what npm run seals is asked for', () => {
  it('is each database, with the hashes that are expected of it', () => {
    expect(read('payment=postgresql://h/payment?a=b', '--expect', `payment:17:${HASH}`, 'collection=x')).toEqual([
      { name: 'payment', url: 'postgresql://h/payment?a=b', expected: new Map([[17n, HASH]]) },
      { name: 'collection', url: 'x', expected: new Map() },
    ]);
  });

  it.each([
    [[], 'name a database'],
    [['payment'], '<service>=<url of its database>'],
    [['gateway=x'], '<service>=<url of its database>'],
    [['payment=x', '--expect'], '--expect <service>'],
    [['payment=x', '--expect', `payment:0:${HASH}`], '--expect <service>'],
    [['payment=x', '--expect', 'payment:17:abc'], '--expect <service>'],
    [['payment=x', '--expect', `collection:17:${HASH}`], 'its database is not named'],
  ])('is refused where it would be held against nothing: %j', (words, why) => {
    expect(() => read(...words)).toThrow(why);
  });
});
