// node infra/local/downloads.mjs CACHE [kafka] [zipkin-slim]: what Maven brings for the local platform (pom.xml), each into a
// folder of the cache that is named by its version. Plain JavaScript for Node.js 20, since npm start and npm test download
// while npm still installs; the platform itself runs it for what is missing.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = resolve(fileURLToPath(import.meta.url), '..');
const pom = join(here, 'pom.xml');
// It copies files: nothing runs long enough to be worth compiling well.
const JVM_FLAGS = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
const GOALS = { kafka: 'copy-dependencies', 'zipkin-slim': 'copy' };

/** The folder inside the cache; holds the version, so that a new version is a new download. */
function folderOf(name) {
  const [, version] = new RegExp(`<${name}\\.version>(.+)</`).exec(readFileSync(pom, 'utf8')) ?? [];
  return `${name}-${version}`;
}

export function missingIn(cache, names = Object.keys(GOALS)) {
  return names.filter((name) => !existsSync(join(cache, folderOf(name))));
}

/**
 * Downloads into a folder of its own that is renamed when it is complete: an interrupted download leaves nothing that looks
 * whole, and of two at a time one wins. Resolves with the exit code of Maven.
 */
async function download(cache, names) {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, '.download-'));
  const clean = () => rmSync(unfinished, { recursive: true, force: true });
  try {
    const code = await runMaven(
      // -C: a file whose checksum differs fails the download instead of being warned about.
      ['-q', '-B', '-C', '-f', pom, ...names.map((name) => `dependency:${GOALS[name]}@${name}`)].concat(
        names.map((name) => `-Dfolder.${name}=${join(unfinished, name)}`),
      ),
      // Run in the cache, where no project of the user can change what Maven does.
      cache,
    );
    if (code === 0) for (const name of names) keep(join(unfinished, name), join(cache, folderOf(name)));
    return code;
  } finally {
    clean();
  }
}

function keep(files, target) {
  try {
    renameSync(files, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

function runMaven(args, cwd) {
  return new Promise((done) => {
    const env = { ...process.env, MAVEN_OPTS: `${JVM_FLAGS} ${process.env.MAVEN_OPTS ?? ''}` };
    const maven = spawn('mvn', args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => maven.kill());
    maven.on('error', (error) => {
      console.error(`[ERROR] mvn could not be started: ${error.message}`);
      done(1);
    });
    maven.on('exit', (code) => done(code ?? 1));
  });
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const [cache, ...names] = process.argv.slice(2);
  const missing = missingIn(cache, names.length === 0 ? undefined : names);
  process.exitCode = missing.length === 0 ? 0 : await download(cache, missing);
}
