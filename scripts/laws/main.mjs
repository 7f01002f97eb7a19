// node scripts/laws/main.mjs: says where the code breaks a law of the house; the laws are in docs/ARCHITECTURE.md.
//   --draft payment   a first rooms.json of an app, as its code is
//   --open            what exceptions.json would have to name, without reasons
//   --prune           takes out of exceptions.json what is no longer needed
//   --only sizes      one law
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { draftOf } from './draft.mts';
import { EXCEPTIONS_FILE, Exceptions, exceptionFor, isNeeded, withoutExceptions } from './exceptions.mts';
import { readHouse } from './house/house.mts';
import { LAWS } from './laws.mts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: {
    draft: { type: 'string' },
    open: { type: 'boolean' },
    prune: { type: 'boolean' },
    only: { type: 'string' },
  },
});

const house = readHouse(root);

if (values.draft !== undefined) {
  const { rooms, contested } = draftOf(house, `apps/${values.draft}`);
  console.log(JSON.stringify({ rooms }, null, 2));
  for (const { table, rooms: writers } of contested)
    console.error(`${table} is written by ${writers.join(' and ')}: one of them must own it`);
} else {
  const laws = LAWS.filter(({ name }) => values.only === undefined || name === values.only);
  const exceptions = Exceptions.parse(JSON.parse(readFileSync(join(root, EXCEPTIONS_FILE), 'utf8')));
  const findings = laws.flatMap(({ check }) => check(house));
  const ofLaws = exceptions.filter(({ law }) => laws.some(({ name }) => name === law));
  const left = withoutExceptions(findings, ofLaws);
  if (values.prune) {
    const needed = exceptions.filter((one) => !ofLaws.includes(one) || isNeeded(one, findings));
    writeFileSync(join(root, EXCEPTIONS_FILE), `${JSON.stringify(needed, null, 2)}\n`);
  }
  if (values.open)
    console.log(JSON.stringify(left.filter(({ law }) => law !== 'exceptions').map(exceptionFor), null, 2));
  else for (const { file, line, law, sentence } of left) console.log(`${file}:${line}: ${sentence} [${law}]`);
  process.exitCode = left.length === 0 ? 0 : 1;
}
