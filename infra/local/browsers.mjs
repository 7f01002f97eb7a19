// npm run browsers: builds, and plays the sign-in of persons in a real browser, beside a stranger who attacks it. It needs
// Chromium or Chrome (CHROMIUM says where); npm test plays them too where there is one.
import { findBrowser, HOW_TO_GET_ONE } from './browser.mjs';
import { buildAll, continueUnderPinnedNode, ensureInstalled, fail, followNpm, run } from './prepare.mjs';

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();

const found = findBrowser();
if (found === undefined) fail(`There is no Chromium or Chrome here: ${HOW_TO_GET_ONE}.`);

if ((await buildAll()) !== 0) process.exit(1);
process.exit(
  await run('jest', ['--selectProjects', 'browsers', '--forceExit'], { env: { ...process.env, CHROMIUM: found } }),
);
