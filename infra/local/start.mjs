// npm start: installs, builds, then runs the platform (infra/local/src/main.ts) in this same process.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, continueUnderPinnedNode, ensureInstalled, fail, followNpm, root, seconds } from './prepare.mjs';

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();

const started = performance.now();
const code = await buildAll();
if (code !== 0) process.exit(code);
console.log(`Built in ${seconds(started)} s.`);

const main = join(root, 'infra/local/dist/main.js');
if (!existsSync(main))
  fail(`${main} is missing although the build succeeded: remove infra/local/dist and start again.`);
await import(pathToFileURL(main).href);
