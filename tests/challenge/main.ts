// node tests/challenge/main.ts make --claims N --seed S [--from K] [--out DIR]: writes a slice of the corpus with its key.
// node tests/challenge/main.ts score --out DIR --answers FILE: compares an engine's answers with the key.
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type KeyLine, writeCorpus } from './corpus/files/write.ts';
import { byText } from './model/exact.ts';
import { type Answer, compare } from './score/compare.ts';
import { belowGate, newCoverage } from './score/coverage.ts';
import { page } from './score/page.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    claims: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    out: { type: 'string', default: '.local/challenge' },
    answers: { type: 'string' },
  },
});

const make = async (): Promise<void> => {
  const slice = {
    seed: Number(values.seed),
    from: Number(values.from),
    claims: Number(values.claims),
    folder: values.out,
  };
  const coverage = newCoverage();
  await writeCorpus(slice, coverage.add);
  const counted = coverage.read();
  const counts = Object.fromEntries([...counted.counts].sort(([a], [b]) => byText(a, b)));
  writeFileSync(join(values.out, 'coverage.json'), `${JSON.stringify({ ...slice, counts }, null, 2)}\n`);
  const missing = belowGate(counted);
  say(`seed ${slice.seed}, claims ${slice.from} to ${slice.from + slice.claims - 1}: ${values.out}`);
  say(missing.length === 0 ? 'every finding code comes often enough' : `too seldom: ${missing.join(', ')}`);
  if (missing.length > 0) process.exitCode = 1;
};

const readLines = async <T>(file: string): Promise<T[]> => {
  const lines: T[] = [];
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (line !== '') lines.push(JSON.parse(line));
  return lines;
};

const score = async (): Promise<void> => {
  if (values.answers === undefined) throw new Error('--answers is missing');
  const keys = await readLines<KeyLine>(join(values.out, 'key.ndjson'));
  const result = compare(keys, await readLines<Answer>(values.answers));
  writeFileSync(join(values.out, 'score.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(
    join(values.out, 'score.html'),
    page(result, { known: new Map(), others: result.mismatches }, 'The claim challenge'),
  );
  say(`${result.mismatches.length} mismatches in ${result.claims} claims: ${join(values.out, 'score.html')}`);
  if (result.mismatches.length > 0) process.exitCode = 1;
};

const [what] = positionals;
if (what === 'make') await make();
else if (what === 'score') await score();
else throw new Error('make or score');
