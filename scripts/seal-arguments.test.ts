import { runWith } from './testing/scripts';

const SERVICES = ['payment', 'collection'];
const HASH = 'a'.repeat(64);

/** What is asked for by these words: databases with the hashes that are expected of them, or why it is refused. */
const read = (...words: string[]): unknown => {
  const { code, output, errors } = runWith(
    'scripts/seal-arguments.mjs',
    `const told = () => {
       try {
         return module.readArguments(${JSON.stringify(words)}, ${JSON.stringify(SERVICES)})
           .map(({ name, url, expected }) => [name, url, ...[...expected].map(([number, hash]) => \`\${number} \${hash}\`)]);
       } catch (error) {
         return error.message;
       }
     };
     console.log(JSON.stringify(told()));`,
  );
  if (code !== 0) throw new Error(errors);
  return JSON.parse(output) as unknown;
};

describe('what npm run keys is asked for', () => {
  it('is databases alone', () => {
    const told = `const told = (words) => {
      try {
        return module.readDatabases(words, ${JSON.stringify(SERVICES)});
      } catch (error) {
        return error.message;
      }
    };
    console.log(JSON.stringify([['payment=postgresql://h/payment?a=b'], [], ['payment=x', '--expect']].map(told)));`;
    expect(JSON.parse(runWith('scripts/seal-arguments.mjs', told).output)).toEqual([
      [{ name: 'payment', url: 'postgresql://h/payment?a=b' }],
      'name a database: <service>=<url>',
      '<service>=<url of its database>, of payment, collection',
    ]);
  });
});

describe('what npm run seals is asked for', () => {
  it('is each database, with the hashes that are expected of it', () => {
    expect(read('payment=postgresql://h/payment?a=b', '--expect', `payment:17:${HASH}`, 'collection=x')).toEqual([
      ['payment', 'postgresql://h/payment?a=b', `17 ${HASH}`],
      ['collection', 'x'],
    ]);
  });

  it.each([
    [[], 'name a database: <service>=<url>'],
    [['payment'], '<service>=<url of its database>, of payment, collection'],
    [['gateway=x'], '<service>=<url of its database>, of payment, collection'],
    [['payment=x', '--expect'], '--expect <service>:<number of a seal>:<its hash>'],
    [['payment=x', '--expect', `payment:0:${HASH}`], '--expect <service>:<number of a seal>:<its hash>'],
    [['payment=x', '--expect', 'payment:17:abc'], '--expect <service>:<number of a seal>:<its hash>'],
    [
      ['payment=x', '--expect', `collection:17:${HASH}`],
      'a seal of collection is expected, and its database is not named',
    ],
  ])('is refused where it would be held against nothing: %j', (words, why) => {
    expect(read(...words)).toBe(why);
  });
});
