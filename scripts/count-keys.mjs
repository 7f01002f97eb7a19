// How many values each key of FIELD_KEYS holds in the databases that are named, by column:
//
//   npm run keys -- payment=postgresql://.../payment health-insurance=postgresql://.../health_insurance
//
// A key that holds nothing any more may be destroyed (docs/operators.md). Reads no value and needs no key. Needs a build.
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const { countHeldKeys } = require(resolve(root, 'packages/platform/dist'));

const SERVICES = ['enrollment', 'collection', 'health-insurance', 'payment', 'notification', 'gateway'];

const databases = process.argv.slice(2).map((word) => {
  const [name, ...url] = word.split('=');
  return { name, url: url.join('=') };
});
if (databases.length === 0 || databases.some(({ name, url }) => !SERVICES.includes(name) || url === '')) {
  console.error(`<service>=<url of its database>, of ${SERVICES.join(', ')}`);
  process.exit(2);
}

for (const { name, url } of databases) {
  const { service } = require(resolve(root, `apps/${name}/dist/service.js`));
  for (const { column, held } of await countHeldKeys(service, url)) {
    const told = held.map(({ key, values }) => `${key === '' ? 'not sealed' : key} ${values}`);
    console.log(`${name} ${column}: ${told.length === 0 ? 'none' : told.join(', ')}`);
  }
}
