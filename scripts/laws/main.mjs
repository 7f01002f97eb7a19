// node scripts/laws/main.mjs: says where the code breaks a law of the house; the laws are in docs/ARCHITECTURE.md.
//   --draft payment   a first rooms.json of an app, as its code is
//   --open            what exceptions.json would have to name, without reasons
//   --prune           takes out of exceptions.json what is no longer needed
//   --only sizes      one law
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const args = process.argv.slice(2);

if (process.features.typescript) {
  const { runLaws } = await import('./cli.mts');
  process.exitCode = runLaws(root, args) ? 0 : 1;
} else {
  // An older Node.js cannot read the laws, which are written in TypeScript; the one of this checkout can.
  const pinned = join(root, 'node_modules', 'node', 'bin', 'node');
  const { status, error } = spawnSync(pinned, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
  if (error !== undefined) console.error(`The laws need the Node.js of this checkout: ${error.message}`);
  process.exitCode = status ?? 1;
}
