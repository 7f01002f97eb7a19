// What the command line of the laws does; main.mjs starts it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { draftOf } from './draft.mts';
import { EXCEPTIONS_FILE, Exceptions, exceptionFor, isNeeded, withoutExceptions } from './exceptions.mts';
import { type House, readHouse } from './house/house.mts';
import { LAWS } from './laws.mts';

const OPTIONS = {
  draft: { type: 'string' },
  open: { type: 'boolean' },
  prune: { type: 'boolean' },
  only: { type: 'string' },
} as const;

const printDraft = (house: House, app: string): void => {
  const { rooms, contested } = draftOf(house, `apps/${app}`);
  console.log(JSON.stringify({ rooms }, null, 2));
  for (const { table, rooms: writers } of contested)
    console.error(`${table} is written by ${writers.join(' and ')}: one of them must own it`);
};

/** @returns whether the code keeps the laws. */
export const runLaws = (root: string, args: readonly string[]): boolean => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const house = readHouse(root);
  if (values.draft !== undefined) {
    printDraft(house, values.draft);
    return true;
  }
  const file = join(root, EXCEPTIONS_FILE);
  const laws = LAWS.filter(({ name }) => values.only === undefined || name === values.only);
  const all = Exceptions.parse(JSON.parse(readFileSync(file, 'utf8')));
  const findings = laws.flatMap(({ check }) => check(house));
  const asked = all.filter(({ law }) => laws.some(({ name }) => name === law));
  const needed = asked.filter((exception) => isNeeded(exception, findings));
  if (values.prune) {
    const kept = all.filter((exception) => !asked.includes(exception) || needed.includes(exception));
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
  }
  const left = withoutExceptions(findings, values.prune ? needed : asked);
  if (values.open)
    console.log(JSON.stringify(left.filter(({ law }) => law !== 'exceptions').map(exceptionFor), null, 2));
  else for (const { file: at, line, law, sentence } of left) console.log(`${at}:${line}: ${sentence} [${law}]`);
  return left.length === 0;
};
