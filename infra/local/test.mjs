// npm test: builds and checks, then every test, against real servers. `npm test -- <jest arguments>` only builds before them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, commandEnvironment, ensureInstalled, root, run } from './prepare.mjs';

await ensureInstalled();
const env = commandEnvironment();
const jestArguments = process.argv.slice(2);
// Tests run even if a check fails: one run then shows all that is wrong.
const checked = jestArguments.length > 0 ? await buildAll() : await run('node', ['infra/local/check.mjs'], { env });
const resultFile = join(root, '.local/jest.json');
mkdirSync(join(root, '.local'), { recursive: true });
rmSync(resultFile, { force: true });
const tested = await run('jest', ['--ci', '--json', `--outputFile=${resultFile}`, ...jestArguments], { env });
try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(resultFile, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
} catch {
  console.error('jest ended without a result: see its message above.');
}
if (checked !== 0) console.error('The check before the tests failed: see above, or run "npm run check".');
process.exit(tested !== 0 ? tested : checked);
