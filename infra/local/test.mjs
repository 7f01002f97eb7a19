// npm test: builds and checks, then every test, against real servers. `npm test -- <jest arguments>` only builds before them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, HOW_TO_GET_ONE } from './browser.mjs';
import { buildAll, commandEnvironment, downloadMeanwhile, ensureInstalled, root, run } from './prepare.mjs';

const jestArguments = process.argv.slice(2);
const downloaded = jestArguments.length > 0 ? undefined : downloadMeanwhile();
await ensureInstalled();
const env = commandEnvironment();
// Tests run even if a check fails: one run then shows all that is wrong.
const checked = jestArguments.length > 0 ? await buildAll() : await run('node', ['infra/local/check.mjs'], { env });
await downloaded;
const browser = findBrowser();
if (browser === undefined)
  console.log(`Without a browser the tests in one (tests/browsers) are left out: ${HOW_TO_GET_ONE}.`);
// Faults are played after everything else and alone: they measure how long things take.
const runs =
  jestArguments.length > 0
    ? [jestArguments]
    : [
        // Node.js may spin in its own clean-up after connections that were reset; an explicit exit goes without it.
        ['--selectProjects', 'rules', 'servers', ...(browser === undefined ? [] : ['browsers']), '--forceExit'],
        ['--selectProjects', 'faults', '--forceExit'],
      ];
const totals = { passed: 0, failed: 0, skipped: 0 };
let tested = 0;
for (const args of runs) {
  const code = await runJest(args);
  if (code !== 0) tested = code;
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
if (checked !== 0) console.error('The check before the tests failed: see above, or run "npm run check".');
process.exit(tested !== 0 ? tested : checked);

async function runJest(args) {
  const resultFile = join(root, '.local/jest.json');
  mkdirSync(join(root, '.local'), { recursive: true });
  rmSync(resultFile, { force: true });
  const code = await run('jest', ['--ci', '--json', `--outputFile=${resultFile}`, ...args], {
    // `npm run faults` plays those too that start whole servers again, or take more than half a minute.
    env: {
      ...env,
      ...(browser === undefined ? {} : { CHROMIUM: browser }),
      ...(jestArguments.length > 0 ? {} : { FAULTS_SLICE: 'true', BROWSERS_SLICE: 'true' }),
    },
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(resultFile, 'utf8'));
    totals.passed += numPassedTests;
    totals.failed += numFailedTests;
    totals.skipped += numPendingTests;
  } catch {
    console.error('jest ended without a result: see its message above.');
    return code === 0 ? 1 : code;
  }
  return code;
}
