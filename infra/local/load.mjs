// npm run load -- NAME: builds, starts a PostgreSQL and a Kafka of its own and measures with tests/load/NAME.mjs.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, continueUnderPinnedNode, ensureInstalled, fail, followNpm, root } from './prepare.mjs';

const folder = join(root, 'tests/load');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.replace('.mjs', ''));
const [name] = process.argv.slice(2);
if (!names.includes(name)) fail(`Usage: npm run load -- NAME, where NAME is one of: ${names.join(', ')}.`);

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();
if ((await buildAll()) !== 0) process.exit(1);

const local = createRequire(import.meta.url)(join(root, 'infra/local/dist/index.js'));
local.requireSupportedPlatform();
await local.requireJava();
const directory = mkdtempSync(join(tmpdir(), 'ansinh-load-'));
const supervisor = local.createSupervisor({ logDirectory: join(directory, 'logs') });
let stopping;
const stop = () => {
  stopping ??= supervisor.stopAll().then(() => rmSync(directory, { recursive: true, force: true }));
  return stopping;
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop().then(() => process.exit(1)));

let code = 1;
try {
  const [postgresPort, port, controllerPort] = await local.findFreePorts(3);
  const { cacheDirectory } = local.readLocalConfig({});
  // As durable as in production: what is measured is what an acknowledgement costs.
  const [postgres, kafka] = await Promise.all([
    local.startPostgres({ supervisor, directory: join(directory, 'postgres'), port: postgresPort }),
    local.startKafka({ supervisor, cacheDirectory, directory: join(directory, 'kafka'), port, controllerPort }),
  ]);
  const { run } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  code = (await run({ postgres, kafka, local })) ? 0 : 1;
} catch (error) {
  console.error(error);
} finally {
  await stop();
}
process.exit(code);
