// Every pattern of the code that runs in production is read in a time that grows with the length of the text, whatever the
// text is: strangers send it. recheck says so, or shows a text that it takes long for. Run by npm run check; another checkout
// may be named: check-patterns.mjs FOLDER. What is quick for another reason stands in scripts/patterns/bounded.json; what was
// found linear stands in scripts/patterns/linear.json and is not judged again: some take longer than all the other checks.
// --write judges every pattern and writes that list.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { patternsIn } from './patterns/patterns-in.mjs';

// Without it the library starts a process of its own, of another language.
process.env.RECHECK_BACKEND = 'pure';
const { checkSync } = await import('recheck');

const { values: options, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = resolve(positionals[0] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const LINEAR = 'scripts/patterns/linear.json';
const BOUNDED = 'scripts/patterns/bounded.json';
const SOURCES = ['apps/*/src/**/*.ts', 'packages/*/src/**/*.ts'];
const NOT_RUN = /\.test\.ts$|\/generated\/|^packages\/testkit\//;
/** One pattern takes some milliseconds, few take seconds; one that is not decided by then is too hard to be trusted. */
const CHECK = { timeout: 60_000, logger: null };

const boundedFile = join(root, BOUNDED);
const bounded = existsSync(boundedFile) ? JSON.parse(readFileSync(boundedFile, 'utf8')) : [];
const keyOf = ({ file, pattern }) => `${file} ${pattern}`;
const reasons = new Map(bounded.map((one) => [keyOf(one), one.why]));
const needed = new Set();
const linearFile = join(root, LINEAR);
const known = !options.write && existsSync(linearFile) ? JSON.parse(readFileSync(linearFile, 'utf8')) : [];
/** Why each pattern is not taken; undefined for one that is linear. */
const verdicts = new Map(known.map((key) => [key, undefined]));
const used = new Set();
const wrong = [];
let count = 0;

for (const file of SOURCES.flatMap((glob) => globSync(glob, { cwd: root })).sort())
  if (!NOT_RUN.test(file))
    for (const found of patternsIn(readFileSync(join(root, file), 'utf8'))) {
      count += 1;
      const fault = faultOf(found);
      if (fault === undefined) continue;
      const key = keyOf({ file, pattern: found.pattern ?? '' });
      if (reasons.has(key)) needed.add(key);
      else wrong.push(`${file}:${found.line}: /${found.pattern ?? '?'}/ ${fault}`);
    }
for (const key of known) if (!used.has(key)) wrong.push(`${LINEAR} names a pattern that is gone: ${key}`);
for (const key of reasons.keys()) if (!needed.has(key)) wrong.push(`${BOUNDED} names what is no longer slow: ${key}`);

for (const line of wrong) console.error(line);
if (options.write) writeLinear();
if (wrong.length === 0) console.log(`${count} patterns are linear.`);
process.exit(wrong.length === 0 ? 0 : 1);

/** Why a pattern is not taken; undefined for one that is linear. */
function faultOf({ pattern, flags }) {
  if (pattern === undefined)
    return 'is put together while the program runs: write it down, or search without a pattern';
  const key = `${flags} ${pattern}`;
  used.add(key);
  if (!verdicts.has(key)) verdicts.set(key, verdictOf(pattern, flags));
  return verdicts.get(key);
}

function verdictOf(pattern, flags) {
  const { status, complexity, attack, error } = checkSync(pattern, flags, CHECK);
  if (status === 'safe') return undefined;
  if (status === 'unknown') return `cannot be judged (${error?.kind ?? 'unknown'}): write it more plainly`;
  const growth = complexity?.summary ?? 'slow';
  return `is ${growth}, for instance with ${String(attack?.pattern ?? '').slice(0, 200)}: write it so that it reads each sign once`;
}

function writeLinear() {
  const linear = [...used].filter((key) => verdicts.get(key) === undefined).sort();
  writeFileSync(linearFile, `${JSON.stringify(linear, undefined, 2)}\n`);
}
