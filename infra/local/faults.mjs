// npm run faults -- [--seed N] [--only F5,F6] [--slice] [--write]: plays the fault catalogue on servers of its own and
// prints what was measured. --seed takes the schedule of an earlier run, --slice the bounds of npm test; --write puts the
// measurements of every seed in .local/faults into docs/promises.md.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll, continueUnderPinnedNode, ensureInstalled, fail, followNpm, root, run } from './prepare.mjs';

followNpm();
await ensureInstalled();
await continueUnderPinnedNode();

const results = join(root, '.local/faults');
const { values } = readOptions();
const seed = values.seed ?? String(1 + (Date.now() % 1_000_000));
if (!/^\d{1,9}$/.test(seed)) fail(`--seed is "${seed}", but it must be a whole number.`);
if (values.only !== undefined && !/^F\d+(,F\d+)*$/.test(values.only))
  fail(`--only is "${values.only}", but it must name faults: F5 or F5,F9.`);

if ((await buildAll()) !== 0) process.exit(1);
const file = join(results, `${seed}.jsonl`);
rmSync(file, { force: true });
console.log(`Seed ${seed}: "npm run faults -- --seed ${seed}" plays the same schedule.`);
const code = await run('jest', ['--selectProjects', 'faults', '--forceExit'], {
  env: {
    ...process.env,
    FAULTS_SEED: seed,
    FAULTS_FULL: String(!values.slice),
    ...(values.only === undefined ? {} : { FAULTS_ONLY: values.only }),
  },
});
const measured = existsSync(file) ? readResults(file) : [];
console.log(tableOf(measured));
if (values.write) writeTable();
process.exit(code);

function readOptions() {
  try {
    return parseArgs({
      options: {
        seed: { type: 'string' },
        only: { type: 'string' },
        slice: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(`${error.message}\nUsage: npm run faults -- [--seed N] [--only F5,F6] [--slice] [--write]`);
  }
}

function readResults(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** One line a fault; several seeds are added up, and of the times the worst counts. */
function tableOf(all) {
  const lines = [...Map.groupBy(all, ({ fault }) => fault)].map(([fault, runs]) => {
    const sum = (name) => runs.reduce((total, one) => total + one[name], 0);
    const recoveries = runs.flatMap(({ recoverySeconds }) => (recoverySeconds === undefined ? [] : [recoverySeconds]));
    const recovery = recoveries.length === 0 ? '-' : Math.max(...recoveries).toFixed(1);
    const figures = ['runs', 'operations', 'lost', 'doubled', 'inverted', 'others'].map(sum);
    return { number: Number(fault.slice(1)), cells: [fault, ...figures, recovery, runs.at(-1).note ?? ''] };
  });
  const rows = lines.sort((one, other) => one.number - other.number).map(({ cells }) => cells);
  const head = [
    'Fault',
    'Runs',
    'Operations',
    'Lost',
    'Doubled',
    'Inverted',
    'Other findings',
    'Recovery, s',
    'Of the last seed',
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function writeTable() {
  const page = join(root, 'docs/promises.md');
  const seeds = readdirSync(results).filter((name) => name.endsWith('.jsonl'));
  const all = seeds.flatMap((name) => readResults(join(results, name)));
  const names = seeds.map((name) => name.replace('.jsonl', '')).join(', ');
  const [before, , after] = readFileSync(page, 'utf8').split(/<!-- measured -->|<!-- end of measured -->/);
  const measurements = `\nSeeds ${names}; the sums of all, and the longest recovery.\n\n${tableOf(all)}\n`;
  writeFileSync(page, `${before}<!-- measured -->\n${measurements}\n<!-- end of measured -->${after}`);
  console.log(`docs/promises.md holds the measurements of the seeds ${names}.`);
}
