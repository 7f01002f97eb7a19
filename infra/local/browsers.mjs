// npm run browsers: builds, and plays the sign-in of persons in a real browser, beside a stranger who attacks it. It needs
// Chromium or Chrome (CHROMIUM says where); npm test plays the same attacks without one, as far as they need none.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildAll, continueUnderPinnedNode, ensureInstalled, fail, followNpm, run } from './prepare.mjs';

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const found =
  process.env.CHROMIUM ??
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .concat(MAC)
    .find((path) => existsSync(path));
if (found === undefined || !existsSync(found))
  fail(
    'There is no Chromium or Chrome here: install one (Debian: apt-get install chromium), or say where by CHROMIUM.',
  );

if ((await buildAll()) !== 0) process.exit(1);
process.exit(
  await run('jest', ['--selectProjects', 'browsers', '--forceExit'], { env: { ...process.env, CHROMIUM: found } }),
);
