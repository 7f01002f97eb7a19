import { parseArgs } from 'node:util';
import type { Format } from './files.ts';

/** As many as two persons approve before their tokens end. */
const PEOPLE = { from: 1_000, to: 200_000 };

export const readOptions = (args: readonly string[]): { readonly people: number; readonly format: Format } => {
  const { values } = parseArgs({
    args: [...args],
    options: { people: { type: 'string', default: '100000' }, format: { type: 'string', default: 'ndjson' } },
  });
  const people = Number(values.people);
  const { format } = values;
  if (!(people >= PEOPLE.from && people <= PEOPLE.to) || (format !== 'ndjson' && format !== 'csv'))
    throw new Error(`--people is ${PEOPLE.from} to ${PEOPLE.to}, --format ndjson or csv`);
  return { people, format };
};
