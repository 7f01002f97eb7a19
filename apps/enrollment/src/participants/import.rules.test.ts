import { Readable } from 'node:stream';
import type { ImportRow } from '@ansinh/contracts';
import fc from 'fast-check';
import { person } from '../test-people';
import { inBatches, LINE_LENGTH_MAX, type ReadLine, readLines } from './import.lines';
import { type BatchRecords, planBatch } from './import.rules';

const nothing: BatchRecords = { persons: new Map(), siNumberOwners: new Map(), cardOwners: new Map() };
const card = (siNumber: string) => ({
  cardNumber: `GD466${siNumber}`,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  initialFacilityCode: '66001',
});
const lines = (...rows: ImportRow[]) => rows.map((row, index) => ({ line: index + 1, row }));

describe('a batch of the register', () => {
  it('plans persons with the number that the card carries', () => {
    const { planned, imported } = planBatch(lines({ ...person(1), card: card('6600000001') }), nothing);
    expect(imported).toBe(1);
    expect(planned[0]).toMatchObject({
      person: { siNumber: '6600000001' },
      cards: [{ cardNumber: 'GD4666600000001' }],
    });
  });

  it('finds a row that stands there twice unchanged', () => {
    const row = { ...person(1), card: card('6600000001') };
    expect(planBatch(lines(row, row), nothing)).toMatchObject({ imported: 1, unchanged: 1, refused: [] });
  });

  it('joins two rows of one person with two cards', () => {
    const second = { ...card('6600000001'), cardNumber: 'DN4666600000001' };
    const plan = planBatch(lines({ ...person(1), card: card('6600000001') }, { ...person(1), card: second }), nothing);
    expect(plan.imported).toBe(2);
    expect(plan.planned).toHaveLength(1);
    expect(plan.planned[0]?.cards).toHaveLength(2);
  });

  it.each<[string, ImportRow]>([
    ['participant.identity-differs', person(1, { fullName: 'Trần Văn Khác' })],
    ['participant.si-number-differs', person(1, { siNumber: '6600000009' })],
    ['participant.si-number-taken', person(2, { siNumber: '6600000001' })],
    ['card.number-differs', { ...person(2, { siNumber: '6600000002' }), card: card('6600000003') }],
    ['card.number-taken', { ...person(2), card: card('6600000001') }],
    ['card.dates-reversed', { ...person(2), card: { ...card('6600000002'), validFrom: '2027-01-01' } }],
    ['request.invalid', { ...person(2), card: { ...card('6600000002'), validFrom: '1990-01-01' } }],
  ])('refuses with %s and goes on', (code, bad) => {
    const good = { ...person(1), card: card('6600000001') };
    const plan = planBatch(lines(good, bad, person(3)), nothing);
    expect(plan.refused).toEqual([{ line: 2, refusal: expect.objectContaining({ code }) }]);
    expect(plan.imported).toBe(2);
  });
});

describe('the lines of a stream', () => {
  const readAll = async (chunks: Buffer[]) => {
    const read: ReadLine[] = [];
    for await (const line of readLines(Readable.from(chunks))) read.push(line);
    return read;
  };

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

  it('skip a line that would fill the memory and go on after it', async () => {
    const long = Buffer.alloc(LINE_LENGTH_MAX, 'x');
    const read = await readAll([long, long, Buffer.from(`\n${JSON.stringify(person(1))}`)]);
    expect(read).toEqual([
      { line: 1, error: expect.objectContaining({ code: 'request.body-too-large' }) },
      { line: 2, row: person(1) },
    ]);
  });

  it('come in batches of the size that is asked for', async () => {
    const sizes: number[] = [];
    for await (const batch of inBatches(Readable.from([1, 2, 3, 4, 5]), 2)) sizes.push(batch.length);
    expect(sizes).toEqual([2, 2, 1]);
  });
});
