// node scripts/release-contracts.mjs [FOLDER]: stores the current schemas and the digests of the golden fixtures as the
// released state in packages/contracts/baseline, which every later change is compared with. Run it once per release.
// FOLDER is another checkout whose documents are released.
import { resolve } from 'node:path';
import { commandEnvironment, continueUnderPinnedNode, fail, root, run } from '../infra/local/prepare.mjs';
import { storeBaseline, wasReleased } from './docs/baseline.mjs';

await continueUnderPinnedNode();
const folder = resolve(process.argv[2] ?? root);
const env = commandEnvironment();
if ((await run('node', ['scripts/generate-docs.mjs', '--check', '--into', folder], { env })) !== 0)
  fail('Not released: the generated documents are not those of the code.');
const tests = [
  'packages/contracts/src/catalogue/events.test.ts',
  ...(wasReleased(folder) ? ['packages/contracts/src/release/released-contracts.test.ts'] : []),
];
if ((await run('jest', ['--ci', ...tests], { env })) !== 0)
  fail('Not released: the contracts break what was released before, or their own rules.');
const { schemas, fixtures } = storeBaseline(folder);
console.log(`Released ${schemas} schemas and ${fixtures} fixtures: commit packages/contracts/baseline.`);
