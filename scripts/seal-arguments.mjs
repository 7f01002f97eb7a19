// What `npm run seals` and `npm run keys` are asked for: databases; of the former also hashes that were written down elsewhere.

const EXPECTED = /^([^:]*):([1-9]\d*):([0-9a-f]{64})$/;

/** `<service>=<url>` @throws Error */
const databaseOf = (word, services) => {
  const [name, ...url] = word.split('=');
  if (!services.includes(name) || url.length === 0)
    throw new Error(`<service>=<url of its database>, of ${services.join(', ')}`);
  return { name, url: url.join('=') };
};

const requireOne = (databases) => {
  if (databases.length === 0) throw new Error('name a database: <service>=<url>');
  return databases;
};

/** Databases alone. @throws Error with what is not as it must be */
export const readDatabases = (words, services) => requireOne(words.map((word) => databaseOf(word, services)));

/** @throws Error with what is not as it must be; an expectation that would be held against nothing is none. */
export const readArguments = (words, services) => {
  const databases = [];
  const expected = new Map(services.map((name) => [name, new Map()]));
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '--expect') {
      index += 1;
      const [, name, number, hash] = EXPECTED.exec(words[index] ?? '') ?? [];
      if (!services.includes(name)) throw new Error('--expect <service>:<number of a seal>:<its hash>');
      expected.get(name).set(BigInt(number), hash);
      continue;
    }
    databases.push(databaseOf(word, services));
  }
  requireOne(databases);
  for (const [name, hashes] of expected)
    if (hashes.size > 0 && !databases.some((database) => database.name === name))
      throw new Error(`a seal of ${name} is expected, and its database is not named`);
  return databases.map((database) => ({ ...database, expected: expected.get(database.name) }));
};
