// What the bare libraries need for the same files, measured in the same run on the same machine.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { type BareClaim, type InsertTimes, insertLines } from './bare-lines.ts';
import { fileAt } from './world.ts';

const app = resolve(fileURLToPath(import.meta.url), '../../../../apps/health-insurance');
const require = createRequire(join(app, 'package.json'));
// As they are built: the service runs no other way.
const { readClaimFile }: typeof import('../../../apps/health-insurance/src/intake/form/claim-file.ts') = require(
  join(app, 'dist/intake/form/claim-file.js'),
);
const { parseClaim }: typeof import('../../../apps/health-insurance/src/claim/claim-reading.ts') = require(
  join(app, 'dist/claim/claim-reading.js'),
);

const FILES = 200;
const FIRST = 5_001;
const ROUNDS = 5;

export type Beside = InsertTimes & {
  readonly bytes: number;
  readonly saxes: number;
  readonly reader: number;
};

const bareParse = (text: string): number => {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let letters = 0;
  parser.on('opentagstart', () => undefined);
  parser.on('text', (part) => {
    letters += part.length;
  });
  parser.on('closetag', () => undefined);
  parser.write(text).close();
  return letters;
};

/** saxes alone, over the envelope and over each table inside. */
const bareParseFile = (xml: Buffer): void => {
  const text = xml.toString('utf8');
  bareParse(text);
  for (const [, part = ''] of text.matchAll(/<NOIDUNGFILE>([^<]*)</g))
    bareParse(Buffer.from(part, 'base64').toString('utf8'));
};

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

/** Milliseconds of one file: the median of some rounds. */
const perFile = (files: readonly Buffer[], work: (xml: Buffer) => unknown): number => {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    for (const file of files) work(file);
    return (performance.now() - started) / files.length;
  });
  return median(rounds);
};

const claimOf = (xml: Buffer): BareClaim => {
  const [encounter] = readClaimFile(xml).encounters;
  if (encounter === undefined) throw new Error('the file holds no claim');
  const fields = (['XML2', 'XML3'] as const).flatMap((table) => encounter.tables.get(table) ?? []);
  return parseClaim(encounter).lines.map((line, index) => ({ line, fields: fields[index]?.fields }));
};

/** Milliseconds of one file or claim: saxes alone, our reader with all checks, insert and COPY of the lines. */
export const measureBeside = async (url: string): Promise<Beside> => {
  const files = Array.from({ length: FILES }, (_, index) => fileAt(FIRST + index).xml);
  return {
    bytes: files.reduce((sum, { length }) => sum + length, 0) / files.length,
    saxes: perFile(files, bareParseFile),
    reader: perFile(files, readClaimFile),
    ...(await insertLines(url, files.map(claimOf))),
  };
};
