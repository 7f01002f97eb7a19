// Checks the seals over audit and books in the databases that are named, and every row under them:
//
//   npm run seals -- payment=postgresql://.../payment collection=postgresql://.../collection --expect payment:17:<hash>
//
// A hash that was written down elsewhere (the log of each sealing has it) finds also whoever wrote the seals anew. Changes
// nothing, and ends with 1 when something does not agree. Needs a build.
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const { checkService } = require(resolve(root, 'packages/platform/dist'));

const SERVICES = ['enrollment', 'collection', 'health-insurance', 'payment', 'notification', 'gateway'];

const fail = (message) => {
  console.error(message);
  process.exit(2);
};

const databases = [];
const expected = new Map(SERVICES.map((name) => [name, new Map()]));
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '--expect') {
    const [name, number, hash] = (words.shift() ?? '').split(':');
    if (!SERVICES.includes(name) || !/^\d+$/.test(number ?? '') || !/^[0-9a-f]{64}$/.test(hash ?? ''))
      fail('--expect <service>:<number of a seal>:<its hash>');
    expected.get(name).set(BigInt(number), hash);
    continue;
  }
  const [name, ...url] = word.split('=');
  if (!SERVICES.includes(name) || url.length === 0) fail(`<service>=<url of its database>, of ${SERVICES.join(', ')}`);
  databases.push({ name, url: url.join('=') });
}
if (databases.length === 0) fail('name a database: <service>=<url>');

const told = ({ what, register, seal, position }) =>
  [
    what,
    ...(register === '' ? [] : [`in ${register}`]),
    ...(position === undefined ? [] : [`row ${position}`]),
    ...(seal === undefined ? [] : [`of seal ${seal}`]),
  ].join(' ');

let isWhole = true;
for (const { name, url } of databases) {
  const { service } = require(resolve(root, `apps/${name}/dist/service.js`));
  const { seals, rows, hash, findings, more } = await checkService(service, url, expected.get(name));
  console.log(`${name}: ${seals} seals over ${rows} rows, the newest ${hash}`);
  for (const finding of findings) console.log(`  ${told(finding)}`);
  if (more > 0) console.log(`  and ${more} more`);
  if (findings.length > 0) isWhole = false;
}
if (!isWhole) process.exitCode = 1;
