// What every command of this checkout does first: install what is missing and continue under the pinned Node.js.
// Plain JavaScript for Node.js 20 or newer, since it runs before anything is installed.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingIn } from './downloads.mjs';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');
const PINNED_NODE = 'node_modules/node/bin/node';
const localBinaries = join(root, 'node_modules/.bin');

/** The same script has begun under another Node.js, and has prepared everything. */
export const isContinued = process.env.ANSINH_TETHER !== undefined;

/** Ends with one sentence on standard error, without a stack. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Runs `npm ci` when node_modules is missing or holds other versions than package-lock.json names. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    fail(`An Sinh needs Node.js 20 or newer, but this is ${process.version}: install it from https://nodejs.org.`);
  if (isInstalled()) return;
  const started = performance.now();
  console.log('Installing the dependencies (npm ci), once for each change of package-lock.json ...');
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    // npm removes node_modules, so it must not run on a Node.js from inside of it.
    env: { ...process.env, PATH: withoutLocalBinaries() },
  });
  if (code !== 0) fail('npm ci failed: see its message above; with the network back, run the same command again.');
  if (!isInstalled()) fail('npm ci ended well, but node_modules is incomplete: remove node_modules and try again.');
  console.log(`Installed in ${seconds(started)} s.`);
}

/**
 * Restarts the running script under the pinned Node.js when this is another one, and ends with its exit code.
 * Returns when this already is the pinned one.
 */
export async function continueUnderPinnedNode() {
  const pinned = JSON.parse(readFileSync(join(root, 'node_modules/node/package.json'), 'utf8')).version;
  if (process.versions.node !== pinned)
    process.exit(await run(join(root, PINNED_NODE), process.argv.slice(1), { tether: true }));
  Object.assign(process.env, commandEnvironment());
  followTether();
}

/**
 * Ends this process when npm is gone. npm passes SIGTERM on to the shell between it and us, which may end without
 * telling us, and npm itself may be killed. Started without npm, a process may well outlive its shell.
 */
export function followNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  check.unref();
}

/** The environment under which `node`, `turbo`, `jest` ... are the ones of this checkout. */
export function commandEnvironment() {
  return {
    ...process.env,
    PATH: [join(root, 'node_modules/node/bin'), localBinaries, withoutLocalBinaries()].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    // Prisma generates its client without an engine, but its command would try to download one first.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? '/bin/true',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
}

/** Builds every workspace that changed, or those named and what they need; prints the output of what fails. */
export function buildAll(...workspaces) {
  const filters = workspaces.map((workspace) => `--filter=${workspace}`);
  return run('turbo', ['run', 'build', ...filters, '--output-logs=errors-only', '--log-prefix=none'], {
    env: commandEnvironment(),
  });
}

/**
 * Downloads the servers of the platform while something else is done, and resolves when that has ended in whatever way: what
 * is missing then is asked for again, and explained, by who needs it.
 */
export function downloadMeanwhile() {
  const cache = join(root, '.local/cache');
  if (missingIn(cache).length === 0) return Promise.resolve();
  console.log('Downloading Kafka and Zipkin (once) ...');
  const script = join(root, 'infra/local/downloads.mjs');
  const child = spawn(process.execPath, [script, cache], { stdio: 'ignore' });
  process.on('exit', () => child.kill());
  return new Promise((done) => {
    child.on('error', done);
    child.on('exit', done);
  });
}

/**
 * Runs a command in the root of the checkout, or in `cwd`, with this terminal and resolves with its exit code. SIGTERM is passed on;
 * Ctrl-C reaches the command by the terminal itself.
 */
export function run(command, args, { env = process.env, tether = false, cwd = root } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      stdio: tether ? ['inherit', 'inherit', 'inherit', 'pipe'] : 'inherit',
      env: tether ? { ...env, ANSINH_TETHER: '3' } : env,
    });
    const forward = (signal) => child.kill(signal);
    const wait = () => undefined;
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    process.on('SIGINT', wait);
    const end = (code) => {
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
      process.off('SIGINT', wait);
      done(code);
    };
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      end(1);
    });
    child.on('exit', (code, signal) => end(code ?? 128 + (signalNumbers[signal] ?? 0)));
  });
}

export const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** The launcher keeps the other end of this pipe: when it is gone, even by SIGKILL, this process has to end too. */
function followTether() {
  if (process.env.ANSINH_TETHER === undefined) return;
  const tether = new Socket({ fd: Number(process.env.ANSINH_TETHER), readable: true });
  delete process.env.ANSINH_TETHER;
  const launcherIsGone = () => process.kill(process.pid, 'SIGTERM');
  tether.on('error', () => undefined);
  tether.on('close', launcherIsGone);
  tether.resume();
  tether.unref();
}

/** Compares what npm wrote about the last installation with the lock file, by content: times lie after a checkout. */
export function isInstalled(folder = root) {
  try {
    accessSync(join(folder, PINNED_NODE), constants.X_OK);
    const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (!path.includes('node_modules/')) return true;
      // A package of this checkout, which another commit may have brought.
      if (entry.link) return existsSync(join(folder, path));
      // An optional one may be meant for another platform.
      return entry.optional || installed[path]?.version === entry.version;
    });
  } catch {
    return false;
  }
}

function withoutLocalBinaries() {
  const inside = join(root, 'node_modules');
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(inside))
    .join(delimiter);
}
