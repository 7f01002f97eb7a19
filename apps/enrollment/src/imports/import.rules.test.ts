import { Readable } from 'node:stream';
import type { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { person } from '../../testing/people';
import { csvRows } from './file/csv.lines';
import { LINE_LENGTH_MAX, ndjsonRow, type RowReader, readLines } from './file/import.lines';
import { ROWS_MAX, readImport } from './file/import-file';
import type { ReadLine } from './file/row.rules';
import { type ImportRecords, planImport } from './import.rules';

const nothing: ImportRecords = { persons: new Map(), siNumberOwners: new Map(), cardOwners: new Map() };
const today = { law: FIRST_LAW, today: localDate('2026-11-30') };
const card = (siNumber: string) => ({
  cardNumber: `GD466${siNumber}`,
  validFrom: localDate('2026-01-01'),
  validTo: localDate('2026-12-31'),
  initialFacilityCode: '66001',
});
const lines = (...rows: ImportRow[]) => rows.map((row, index) => ({ line: index + 1, row }));

describe('a file of the register', () => {
  it('plans persons with the number that the card carries', () => {
    const { planned, imported } = planImport(lines({ ...person(1), card: card('6600000001') }), nothing, today);
    expect(imported).toHaveLength(1);
    expect(planned[0]).toMatchObject({
      person: { siNumber: '6600000001' },
      cards: [{ cardNumber: 'GD4666600000001' }],
    });
  });

  it('finds a row that stands there twice unchanged', () => {
    const row = { ...person(1), card: card('6600000001') };
    const { imported, unchanged, refused } = planImport(lines(row, row), nothing, today);
    expect([imported.length, unchanged.length, refused.length]).toEqual([1, 1, 0]);
  });

  it('joins two rows of one person with two cards', () => {
    const second = { ...card('6600000001'), cardNumber: 'DN4666600000001' };
    const rows = lines({ ...person(1), card: card('6600000001') }, { ...person(1), card: second });
    const plan = planImport(rows, nothing, today);
    expect(plan.imported).toHaveLength(2);
    expect(plan.planned).toHaveLength(1);
    expect(plan.planned[0]?.cards).toHaveLength(2);
  });

  it.each<[string, ImportRow]>([
    ['participant.identity-differs', person(1, { fullName: 'Trần Văn Khác' })],
    ['participant.si-number-differs', person(1, { siNumber: '6600000009' })],
    ['participant.si-number-taken', person(2, { siNumber: '6600000001' })],
    ['card.number-differs', { ...person(2, { siNumber: '6600000002' }), card: card('6600000003') }],
    ['card.number-taken', { ...person(2), card: card('6600000001') }],
    ['card.dates-reversed', { ...person(2), card: { ...card('6600000002'), validFrom: localDate('2027-01-01') } }],
    ['request.invalid', { ...person(2), card: { ...card('6600000002'), validFrom: localDate('1990-01-01') } }],
  ])('refuses with %s and goes on', (code, bad) => {
    const good = { ...person(1), card: card('6600000001') };
    const plan = planImport(lines(good, bad, person(3)), nothing, today);
    expect(plan.refused).toEqual([expect.objectContaining({ line: 2, refusal: expect.objectContaining({ code }) })]);
    expect(plan.imported).toHaveLength(2);
  });
});

const readAll = async (chunks: Buffer[], reader: RowReader = ndjsonRow) => {
  const read: ReadLine[] = [];
  for await (const line of readLines(Readable.from(chunks), reader)) read.push(line);
  return read;
};

describe('the lines of a stream', () => {
  it('are the same wherever the stream is cut, inside of a letter too', async () => {
    const text = Buffer.from(`${[1, 2, 3].map((serial) => JSON.stringify(person(serial))).join('\n')}\n`);
    const whole = await readAll([text]);
    expect(whole).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length }), async (cut) => {
        expect(await readAll([text.subarray(0, cut), text.subarray(cut)])).toEqual(whole);
      }),
    );
  });

  it('name what is wrong by line number and pointer', async () => {
    const bad = JSON.stringify({ ...person(1), personalId: '12' });
    const read = await readAll([Buffer.from(`\n{broken\n${bad}`)]);
    expect(read).toEqual([
      { line: 2, error: expect.objectContaining({ line: 2, code: 'request.malformed' }) },
      { line: 3, error: expect.objectContaining({ line: 3, code: 'request.invalid', pointer: '/personalId' }) },
    ]);
  });

  it('are refused where they are not UTF-8, as a sheet saved in an old code page', async () => {
    const latin = Buffer.from(JSON.stringify(person(1, { fullName: 'Lê An' })), 'latin1');
    expect(await readAll([latin])).toEqual([
      { line: 1, error: expect.objectContaining({ code: 'request.malformed', detail: 'the line is not UTF-8' }) },
    ]);
  });

  it('skip a line that would fill the memory and go on after it', async () => {
    const long = Buffer.alloc(LINE_LENGTH_MAX, 'x');
    const read = await readAll([long, long, Buffer.from(`\n${JSON.stringify(person(1))}`)]);
    expect(read).toEqual([
      { line: 1, error: expect.objectContaining({ code: 'request.body-too-large' }) },
      { line: 2, row: person(1) },
    ]);
  });
});

describe('the lines of a CSV file', () => {
  const HEAD =
    'personalId,fullName,birthDate,sex,siNumber,card.cardNumber,card.validFrom,card.validTo,card.initialFacilityCode';
  const cells = ({ card: held, ...known }: ImportRow): string[] => [
    known.personalId,
    known.fullName,
    known.birthDate,
    known.sex,
    known.siNumber ?? '',
    ...(held === undefined
      ? ['', '', '', '']
      : [held.cardNumber, held.validFrom, held.validTo, held.initialFacilityCode]),
  ];
  const read = (text: string) => readAll([Buffer.from(text)], csvRows());

  it('are the rows that NDJSON would have, for every kind of text', async () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', 'Ễ', '"', ',', ';', ' '), minLength: 1 })
      .map((text) => `A${text}z`);
    const rows = fc.array(
      fc.tuple(name, fc.boolean(), fc.boolean()).map(
        ([fullName, hasCard, hasNumber]): ImportRow => ({
          ...person(1, { fullName }),
          ...(hasNumber ? { siNumber: '6600000001' } : {}),
          ...(hasCard ? { card: card('6600000001') } : {}),
        }),
      ),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom(',', ';'),
        fc.constantFrom('\n', '\r\n'),
        async (people, separator, end) => {
          const quoted = (cell: string) => (/[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
          const table = [HEAD.split(','), ...people.map((row) => cells(row).map(quoted))];
          const text = table.map((line) => line.join(separator)).join(end);
          const ndjson = people.map((row) => JSON.stringify(row)).join('\n');
          const found = await read(`\ufeff${text}${end}`);
          expect(found.map((line) => ({ ...line, line: line.line - 1 }))).toEqual(await readAll([Buffer.from(ndjson)]));
        },
      ),
    );
  });

  it('name what is wrong by line number and pointer, one by one', async () => {
    const good = cells({ ...person(1), card: card('6600000001') }).join(',');
    const bad = [
      HEAD,
      `12,${good.slice(good.indexOf(',') + 1)}`,
      `"${good}`,
      '',
      `${good},x`,
      ',,,,,,,,',
      good.replace('2026-12-31', ''),
      good,
    ];
    const told = (await read(bad.join('\n'))).map((line) => ('error' in line ? line.error : line.line));
    expect(told).toEqual([
      expect.objectContaining({ line: 2, pointer: '/personalId', code: 'request.invalid' }),
      expect.objectContaining({ line: 3, code: 'request.malformed', detail: 'a quote is out of place or not closed' }),
      expect.objectContaining({ line: 5, code: 'request.malformed', detail: expect.stringContaining('more fields') }),
      expect.objectContaining({ line: 7, pointer: '/card/validTo', code: 'request.invalid' }),
      8,
    ]);
  });

  it.each([
    ['an unknown column', `${HEAD},phon`, { pointer: '/columns/9', detail: 'is no field of ImportRow' }],
    ['a column twice', `${HEAD},sex`, { pointer: '/columns/9', detail: 'stands there twice' }],
    ['a column missing', HEAD.replace('birthDate,', ''), { pointer: '/columns', detail: 'has no birthDate' }],
  ])('are not read with %s', async (_, head, error) => {
    await expect(read(`${head}\n`)).rejects.toMatchObject({ code: 'request.invalid', params: { errors: [error] } });
  });
});

describe('the bytes of a file', () => {
  it('are read as their media type says', async () => {
    const ndjson = Buffer.from(JSON.stringify(person(1)));
    expect(await readImport(ndjson, 'application/x-ndjson')).toEqual([{ line: 1, row: person(1) }]);
    await expect(readImport(ndjson, 'text/csv')).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('are refused beyond the rows that one approval holds', async () => {
    const rows = (count: number) => Buffer.from('{broken\n'.repeat(count));
    expect(await readImport(rows(ROWS_MAX), 'application/x-ndjson')).toHaveLength(ROWS_MAX);
    await expect(readImport(rows(ROWS_MAX + 1), 'application/x-ndjson')).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });
});
