// The corpus as plain files that any engine can be tried with.

import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Person } from '../../model/claim.ts';
import { type Case, caseAt } from '../plan.ts';
import { CATALOGUE } from '../registers/catalogue.ts';
import { ANNEX_I, ANNEX_II, DOCTORS, FACILITIES } from '../registers/facilities.ts';
import { fileOf } from './xml.ts';

export const claimId = ({ seed, number }: { readonly seed: number; readonly number: number }): string =>
  `${seed}.${number}`;

/** A line of `key.ndjson`. */
export const keyLine = (each: Case) => ({
  claim: claimId(each),
  encounterKey: each.claim.head.MA_LK ?? '',
  facility: each.claim.head.MA_CSKCB ?? '',
  story: each.story,
  sign: each.claim.isSigned,
  outcome: each.key.outcome,
  questions: each.key.questions,
  fundPays: each.key.fundPays,
  findings: each.key.findings.map(({ change: _change, ...finding }) => finding),
  lines: each.key.lines,
  open: each.key.open,
});
export type KeyLine = ReturnType<typeof keyLine>;

const writeRegisters = (folder: string): void => {
  const put = (name: string, what: unknown): void =>
    writeFileSync(join(folder, name), `${JSON.stringify(what, null, 2)}\n`);
  put('facilities.json', FACILITIES);
  put('catalogue.json', CATALOGUE);
  put('doctors.json', DOCTORS);
  put('annexes.json', { I: ANNEX_I, II: ANNEX_II });
};

const line = async (stream: WriteStream, what: unknown): Promise<void> => {
  if (!stream.write(`${JSON.stringify(what)}\n`)) await once(stream, 'drain');
};

export type Slice = { readonly seed: number; readonly from: number; readonly claims: number; readonly folder: string };

/** `claims.ndjson` has a file a line in the order to send; `key.ndjson` the answers; `people.ndjson` who is insured. */
export const writeCorpus = async (
  { seed, from, claims, folder }: Slice,
  told: (each: Case) => void = () => {},
): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  writeRegisters(folder);
  const streams = ['claims', 'key', 'people'].map((name) => createWriteStream(join(folder, `${name}.ndjson`)));
  const [files, key, people] = streams;
  if (files === undefined || key === undefined || people === undefined) throw new Error('three streams were opened');
  let last: Person['siNumber'] | undefined;
  for (let number = from; number < from + claims; number += 1) {
    const each = caseAt({ seed, number });
    await line(files, { claim: claimId(each), sign: each.claim.isSigned, xml: fileOf(each.claim) });
    await line(key, keyLine(each));
    // The second of a pair is the person of the first.
    if (each.person.siNumber !== last) await line(people, each.person);
    last = each.person.siNumber;
    told(each);
  }
  for (const stream of streams) stream.end();
  await Promise.all(streams.map((stream) => finished(stream)));
};
