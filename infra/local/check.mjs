// npm run check: everything that can be said about the code without starting a server. Must stay below 60 s on two cores.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandEnvironment, ensureInstalled, root, seconds } from './prepare.mjs';

await ensureInstalled();
const env = commandEnvironment();

/** Each step needs the ones named by `after`; `exists` is a file without which there is nothing to check yet. */
const steps = [
  { name: 'format and lint', command: 'biome ci --error-on-warnings --colors=off .' },
  { name: 'laws of the house', command: 'node scripts/laws/main.mjs' },
  { name: 'promises have proofs', command: 'node scripts/check-promises.mjs' },
  {
    name: 'build and types',
    command: 'turbo run build --continue=dependencies-successful --output-logs=errors-only --no-color',
  },
  { name: 'types of tests', command: 'tsc -p tsconfig.test.json', after: 'build and types' },
  {
    name: 'import rules',
    command: 'depcruise --config .dependency-cruiser.cjs packages/*/src apps/*/{src,testing} infra/*/src tests',
    after: 'build and types',
  },
  { name: 'unused code', command: 'knip --no-progress --no-config-hints', after: 'build and types' },
  {
    name: 'generated documents',
    command: 'node scripts/generate-docs.mjs --check',
    after: 'build and types',
    exists: 'scripts/generate-docs.mjs',
  },
].filter((step) => step.exists === undefined || existsSync(join(root, step.exists)));

const started = performance.now();
const results = new Map();
const atOnce = 2;

await new Promise((done) => {
  const waiting = [...steps];
  let running = 0;
  const next = () => {
    if (waiting.length === 0 && running === 0) return done();
    for (const step of [...waiting]) {
      if (running >= atOnce) return;
      const before = step.after === undefined ? true : results.get(step.after);
      if (before === undefined) continue;
      waiting.splice(waiting.indexOf(step), 1);
      if (!before) {
        report(step, false, 'skipped, since the build failed');
        continue;
      }
      running += 1;
      runStep(step).then((ok) => {
        running -= 1;
        report(step, ok.passed, `${ok.seconds} s`, ok.output);
        next();
      });
    }
    if (waiting.length === 0 && running === 0) done();
  };
  next();
});

const failed = steps.filter((step) => !results.get(step.name));
console.log(
  failed.length === 0
    ? `All ${steps.length} checks passed in ${seconds(started)} s.`
    : `${failed.length} of ${steps.length} checks failed in ${seconds(started)} s: ${failed.map(({ name }) => name).join(', ')}.`,
);
process.exit(failed.length === 0 ? 0 : 1);

function report(step, passed, note, output = '') {
  results.set(step.name, passed);
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${step.name} (${note})`);
  if (!passed && output !== '') console.log(`${output.trimEnd()}\n  -> ${step.command}`);
}

/** The output is shown only when the step fails, so that two at a time do not mix. */
function runStep(step) {
  const from = performance.now();
  const [command, ...args] = step.command.split(' ');
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ passed: false, seconds: seconds(from), output: error.message }));
    child.on('close', (code) => done({ passed: code === 0, seconds: seconds(from), output }));
  });
}
