// node scripts/release-contracts.mjs: stores the current schemas and the digests of the golden fixtures as the released
// state in packages/contracts/baseline, which every later change is compared with. Run it once per release.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandEnvironment, continueUnderPinnedNode, fail, root, run } from '../infra/local/prepare.mjs';
import { formatted } from './docs/formatted.mjs';

await continueUnderPinnedNode();
const schemas = join(root, 'docs/schemas');
const fixtures = join(root, 'packages/contracts/fixtures');
const baseline = join(root, 'packages/contracts/baseline');

const env = commandEnvironment();
if ((await run('node', ['scripts/generate-docs.mjs', '--check'], { env })) !== 0)
  fail('Not released: the generated documents are not those of the code.');
const first = !namesIn(baseline).some((name) => name.endsWith('.json'));
const tests = [
  'packages/contracts/src/catalogue/events.test.ts',
  ...(first ? [] : ['packages/contracts/src/release/released-contracts.test.ts']),
];
if ((await run('jest', ['--ci', ...tests], { env })) !== 0)
  fail('Not released: the contracts break what was released before, or their own rules.');

mkdirSync(baseline, { recursive: true });
const released = namesIn(schemas);
for (const name of released) store(name, readFileSync(join(schemas, name), 'utf8'));
const digests = namesIn(fixtures).map((name) => [
  name,
  createHash('sha256')
    .update(readFileSync(join(fixtures, name), 'utf8'))
    .digest('hex'),
]);
store('fixtures.json', JSON.stringify(Object.fromEntries(digests)));
console.log(`Released ${released.length} schemas and ${digests.length} fixtures: commit packages/contracts/baseline.`);

function store(name, text) {
  writeFileSync(join(baseline, name), formatted(`packages/contracts/baseline/${name}`, text));
}

function namesIn(folder) {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder).sort();
}
