// npm run load -- NAME [OPTIONS]: builds, starts a PostgreSQL and a Kafka of its own, or the whole platform when the test
// says so (`export const platform = true`), and measures with tests/load/NAME.ts, of which Node.js strips the types.
// The options of a test stand in its first lines and in docs/load.md. LOAD_APPS names another built checkout whose apps are
// measured instead, by the same sender and on the same servers: so that old and new can be alternated.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll, continueUnderPinnedNode, ensureInstalled, fail, followNpm, root } from './prepare.mjs';

const folder = join(root, 'tests/load');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.replace('.ts', ''));
const [name, ...options] = process.argv.slice(2);
if (!names.includes(name)) fail(`Usage: npm run load -- NAME [OPTIONS], where NAME is one of: ${names.join(', ')}.`);

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();
if ((await buildAll()) !== 0) process.exit(1);

const require = createRequire(import.meta.url);
const local = require(join(root, 'infra/local/dist/index.js'));
local.requireSupportedPlatform();
await local.requireJava();
const directory = mkdtempSync(join(tmpdir(), 'ansinh-load-'));
const supervisor = local.createSupervisor({
  logDirectory: join(directory, 'logs'),
  readyTimeoutMs: local.readyTimeoutFromEnvironment(),
});
const aborted = new AbortController();
let platform;
let stopping;
const stop = () => {
  stopping ??= Promise.all([platform?.stop(), supervisor.stopAll()]).then(() =>
    rmSync(directory, { recursive: true, force: true }),
  );
  return stopping;
};
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    aborted.abort();
    stop().then(() => process.exit(1));
  });

// As durable as in production: what is measured is what an acknowledgement costs.
async function startServers() {
  const [postgresPort, port, controllerPort] = await local.findFreePorts(3);
  const { cacheDirectory } = local.readLocalConfig({});
  const [postgres, kafka] = await Promise.all([
    local.startPostgres({ supervisor, directory: join(directory, 'postgres'), port: postgresPort, isLarge: true }),
    local.startKafka({ supervisor, cacheDirectory, directory: join(directory, 'kafka'), port, controllerPort }),
  ]);
  return { postgres, kafka };
}

async function startPlatform() {
  const config = {
    ...(await local.ownConfig(directory)),
    ...(process.env.LOAD_APPS === undefined ? {} : { rootDirectory: resolve(process.env.LOAD_APPS) }),
  };
  platform = await local.startPlatform(config, { onProgress: console.log, signal: aborted.signal });
  return { platform };
}

let code = 1;
try {
  const test = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  const servers = test.platform === true ? await startPlatform() : await startServers();
  code = (await test.run({ ...servers, options, directory, signal: aborted.signal })) ? 0 : 1;
} catch (error) {
  console.error(error);
} finally {
  await stop();
}
process.exit(code);
