// npm run containers: builds the images, plays the month in containers, takes everything down but the volumes, starts it
// again, and says what was lost. It needs a Docker engine with Compose, and takes some minutes.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, continueUnderPinnedNode, ensureInstalled, followNpm, root } from './prepare.mjs';

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();
if ((await buildAll()) !== 0) process.exit(1);
await import(pathToFileURL(join(root, 'infra/local/dist/containers/main.js')).href);
