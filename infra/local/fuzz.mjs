// npm run fuzz -- [--seed N] [--examples N] [--seconds N] [--cases N] [--roles officer,bank]: builds, starts a platform of its own, plays
// the sample month, and lets schemathesis try every operation of the OpenAPI document as every role, with valid and with
// broken requests. It needs Python 3.10 or newer; npm test does not play it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, continueUnderPinnedNode, ensureInstalled, followNpm, root } from './prepare.mjs';

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();
if ((await buildAll()) !== 0) process.exit(1);
await import(pathToFileURL(join(root, 'infra/local/dist/fuzz/main.js')).href);
