// Checks the seals over audit and books in the databases that are named, and every row under them:
//
//   npm run seals -- payment=postgresql://.../payment collection=postgresql://.../collection --expect payment:17:<hash>
//
// A hash that was written down elsewhere (the log of each sealing has it) finds also whoever wrote the seals anew. A password
// stands in PGPASSWORD or in the file of passwords of PostgreSQL, and not here, where every process of the machine reads it.
// Changes nothing, and ends with 1 when something does not agree, else with 2 when a database could not be read; the others are
// checked all the same. Needs a build.
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyNot } from './seal-answers.mjs';
import { readArguments } from './seal-arguments.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
// The settings of a service are not asked for: only what it keeps is read, in the database that is named.
process.env.NODE_ENV = 'development';
const { checkService } = require(resolve(root, 'packages/platform/dist'));
const { SERVICES } = require(resolve(root, 'packages/contracts/dist/vocabulary/services'));

const read = () => {
  try {
    return readArguments(process.argv.slice(2), SERVICES);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
};

const told = ({ what, register, seal, position, rows }) =>
  [
    what,
    ...(register === '' ? [] : [`in ${register}`]),
    ...(position === undefined ? [] : [`row ${position}`]),
    ...(rows === undefined ? [] : [`${rows} rows`]),
    ...(seal === undefined ? [] : [`of seal ${seal}`]),
  ].join(' ');

const check = async ({ name, url, expected }) => {
  const { service } = require(resolve(root, `apps/${name}/dist/service.js`));
  const { seals, rows, hash, findings, more } = await checkService(service, url, expected);
  console.log(`${name}: ${seals} seals over ${rows} rows, the newest ${hash}`);
  for (const finding of findings) console.log(`  ${told(finding)}`);
  if (more > 0) console.log(`  and ${more} more`);
  return findings.length === 0;
};

let [isWhole, isRead] = [true, true];
for (const database of read())
  try {
    if (!(await check(database))) isWhole = false;
  } catch (error) {
    console.log(`${database.name} cannot be checked: ${whyNot(error)}`);
    isRead = false;
  }
if (!isRead) process.exitCode = 2;
if (!isWhole) process.exitCode = 1;
