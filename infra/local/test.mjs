// npm test: builds and checks, then every test, against real servers. `npm test -- <jest arguments>` skips the check.
import { commandEnvironment, ensureInstalled, run } from './prepare.mjs';

await ensureInstalled();
const env = commandEnvironment();
const jestArguments = process.argv.slice(2);
// Tests run even if a check fails: one run then shows all that is wrong.
const checked = jestArguments.length > 0 ? 0 : await run('node', ['infra/local/check.mjs'], { env });
const tested = await run('jest', ['--ci', ...jestArguments], { env });
if (checked !== 0) console.error('The check before the tests failed: see above, or run "npm run check".');
process.exit(tested !== 0 ? tested : checked);
