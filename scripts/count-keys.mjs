// How many values each key of FIELD_KEYS holds in the databases that are named, by column:
//
//   npm run keys -- payment=postgresql://.../payment health-insurance=postgresql://.../health_insurance
//
// A key that holds nothing any more may be destroyed (docs/operators.md). Reads no value and needs no key; a password stands in
// PGPASSWORD or in the file of passwords of PostgreSQL. Ends with 1 when a database could not be read. Needs a build.
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDatabases } from './seal-arguments.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
// The settings of a service are not asked for: only what it keeps is counted, in the database that is named.
process.env.NODE_ENV = 'development';
const { countHeldKeys } = require(resolve(root, 'packages/platform/dist'));
const { SERVICES } = require(resolve(root, 'packages/contracts/dist/vocabulary/services'));

const read = () => {
  try {
    return readDatabases(process.argv.slice(2), SERVICES);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
};

const told = ({ key, values }) => `${key === '' ? 'not sealed' : key} ${values}`;

/** The last line of what a driver says is what the server said. */
const lastLineOf = (error) =>
  String(error?.message ?? error)
    .trim()
    .split('\n')
    .at(-1);

for (const { name, url } of read())
  try {
    const { service } = require(resolve(root, `apps/${name}/dist/service.js`));
    for (const { column, held } of await countHeldKeys(service, url))
      console.log(`${name} ${column}: ${held.length === 0 ? 'none' : held.map(told).join(', ')}`);
  } catch (error) {
    console.log(`${name}: cannot be counted: ${lastLineOf(error)}`);
    process.exitCode = 1;
  }
