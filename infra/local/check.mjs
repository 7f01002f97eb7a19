// npm run check [-- NAME ...]: everything that can be said about the code without starting a server, below 60 s on two
// cores. A check is a script check:NAME of package.json and a root task of turbo.json, which says what it needs built.
// --in FOLDER checks another checkout.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commandEnvironment, ensureInstalled, fail, root, run, seconds } from './prepare.mjs';

const PREFIX = 'check:';
/** What a command can write by itself, of the checks that do not name it. */
const CURES = { format: '"npm run format" writes what can be written by itself.' };
const { values: options, positionals: wanted } = parseArgs({
  options: { in: { type: 'string', default: root } },
  allowPositionals: true,
});
const folder = resolve(options.in);
const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const all = Object.keys(scripts)
  .filter((script) => script.startsWith(PREFIX))
  .map((script) => script.slice(PREFIX.length));
for (const name of wanted)
  if (!all.includes(name))
    fail(`There is no check "${name}": npm run check -- NAME, where NAME is one of ${all.join(', ')}.`);
const checks = wanted.length === 0 ? all : wanted;

await ensureInstalled();
const started = performance.now();
const summaries = join(folder, '.turbo/runs');
const summariesBefore = new Set(summaryFiles());
const tasks = [...(wanted.length === 0 ? ['build'] : []), ...checks.map((name) => PREFIX + name)];
const code = await run(
  'turbo',
  [
    ...['run', ...tasks, '--continue=dependencies-successful', '--concurrency=100%', '--summarize', '--no-color'],
    ...['--output-logs=errors-only', '--log-order=grouped', '--log-prefix=none'],
  ],
  { env: commandEnvironment(), cwd: folder },
);
const results = readResults();
const outcomes = [...outcomesOfBuild(), ...checks.map(outcomeOf)];
for (const { name, word, note } of outcomes) console.log(`${word.padEnd(7)} ${name} (${note})`);

const failed = outcomes.filter(({ word }) => word !== 'ok').map(({ name }) => name);
console.log(
  failed.length === 0 && code === 0
    ? `All ${outcomes.length} checks passed in ${seconds(started)} s.`
    : [
        `${failed.length} of ${outcomes.length} checks failed in ${seconds(started)} s: ${failed.join(', ')}.`,
        howToRunAlone(failed),
        ...failed.flatMap((name) => CURES[name] ?? []),
      ].join(' '),
);
process.exit(code);

function howToRunAlone(names) {
  const [first] = names.filter((name) => name !== 'build');
  return first === undefined || names.includes('build')
    ? 'The build alone: npm run build.'
    : `One alone: npm run check -- ${first}.`;
}

/** What was built is one line; of a check that needs none there is none. */
function outcomesOfBuild() {
  const built = [...results].filter(([task]) => !task.startsWith('//'));
  if (built.length === 0) return [];
  const broken = built.filter(([, { exitCode }]) => exitCode !== 0).map(([task]) => task);
  const note = broken.length === 0 ? 'with what is generated before' : broken.join(', ');
  return [{ name: 'build', word: broken.length === 0 ? 'ok' : 'FAILED', note }];
}

function outcomeOf(name) {
  const result = results.get(`//#${PREFIX}${name}`);
  if (result === undefined) return { name, word: 'SKIPPED', note: 'what it needs was not built' };
  const note = `${((result.endTime - result.startTime) / 1000).toFixed(1)} s`;
  return { name, word: result.exitCode === 0 ? 'ok' : 'FAILED', note };
}

/** How each task ended, from the summary that turbo writes of a run. */
function readResults() {
  const mine = summaryFiles().filter((file) => !summariesBefore.has(file));
  const results = new Map();
  for (const file of mine) {
    const { tasks: ended } = JSON.parse(readFileSync(join(summaries, file), 'utf8'));
    for (const { taskId, execution } of ended) if (execution !== undefined) results.set(taskId, execution);
    rmSync(join(summaries, file));
  }
  return results;
}

function summaryFiles() {
  return existsSync(summaries) ? readdirSync(summaries).filter((file) => file.endsWith('.json')) : [];
}
