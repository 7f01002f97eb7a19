// npm start: installs, builds and downloads at the same time, then runs the platform (infra/local/src/main.ts) in this same
// process.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  buildAll,
  continueUnderPinnedNode,
  downloadMeanwhile,
  ensureInstalled,
  fail,
  followNpm,
  isContinued,
  root,
  seconds,
} from './prepare.mjs';

followNpm();
if (!isContinued) {
  const downloaded = downloadMeanwhile();
  await ensureInstalled();
  const started = performance.now();
  // What only tests need is left out.
  const code = await buildAll('./apps/*', './infra/local');
  if (code !== 0) process.exit(code);
  console.log(`Built in ${seconds(started)} s.`);
  await downloaded;
}
await continueUnderPinnedNode();

const main = join(root, 'infra/local/dist/main.js');
if (!existsSync(main))
  fail(`${main} is missing although the build succeeded: remove infra/local/dist and start again.`);
await import(pathToFileURL(main).href);
