// node infra/local/with-node.mjs COMMAND [ARGUMENTS]: installs what is missing, then runs the command with the pinned
// Node.js and the tools of this checkout first in the PATH.
import { commandEnvironment, ensureInstalled, fail, followNpm, run } from './prepare.mjs';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) fail('Usage: node infra/local/with-node.mjs COMMAND [ARGUMENTS]');
followNpm();
await ensureInstalled();
process.exit(await run(command, args, { env: commandEnvironment() }));
