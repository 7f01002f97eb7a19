import { gzipSync } from 'node:zlib';
import type { ImportResult } from '@ansinh/contracts/enrollment/api';
import { CardIssued, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { type Room, startRoom } from '@ansinh/testkit';
import { person, importRow as row } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';
import { IMPORTING } from './import.examples';

const officer = { role: 'officer', tenantCode: '66' } as const;
const CONTENT = { contentType: 'application/x-ndjson' };

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

const send = async (rows: readonly unknown[]): Promise<ImportResult> => {
  const body = rows.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const answer = await room.as(officer).post('/v1/imports/participants', body, CONTENT);
  expect(answer.status).toBe(200);
  return answer.body as ImportResult;
};

describe('an import of the register', () => {
  it('takes over persons and their cards, and finds them unchanged the second time', async () => {
    const rows = [row(1), row(2, { phone: '0905123456' }), person(3)];
    expect(await send(rows)).toEqual({ rows: 3, imported: 3, unchanged: 0, rejected: 0, errors: [] });
    expect(await send(rows)).toEqual({ rows: 3, imported: 0, unchanged: 3, rejected: 0, errors: [] });
    const registered = await room.published(ParticipantRegistered);
    expect(registered.map(({ personalId }) => personalId)).toEqual([1, 2, 3].map((index) => person(index).personalId));
    // What no service reads stays here.
    expect(JSON.stringify(registered)).not.toMatch(/6600000001|6600000002|0905123456/);
    expect(await room.published(CardIssued)).toEqual([
      expect.objectContaining({ status: 'active', validFrom: '2025-01-01', fiveYearsOn: '2030-01-01' }),
      expect.objectContaining({ status: 'active', cardNumber: 'TE1666600000002' }),
    ]);
  });

  it('adds what was missing and keeps what is on record', async () => {
    await send([person(1, { phone: '0905123456' })]);
    expect(await send([row(1, { phone: '0900000000' })])).toMatchObject({ imported: 1 });
    const events = (await room.outbox()).filter(({ topic }) => topic === 'enrollment.participants.v1');
    expect(events.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2]);
    expect(await room.db.participant.findMany()).toMatchObject([{ siNumber: '6600000001', phone: '0905123456' }]);
  });

  it('explains every bad row by line and pointer, and takes the others', async () => {
    const result = await send([
      row(1),
      '{broken',
      row(2, { sex: 'female' }),
      row(3, { personalId: '12' }),
      row(4, { card: row(1).card }),
      row(5),
    ]);
    expect(result).toMatchObject({ rows: 6, imported: 2, rejected: 4 });
    expect(result.errors.map(({ line, pointer, code }) => `${line} ${pointer} ${code}`)).toEqual([
      '2  request.malformed',
      '3 /personalId participant.personal-id-conflict',
      '4 /personalId request.invalid',
      '5 /card/cardNumber card.number-taken',
    ]);
  });

  it('is the same as CSV, also sent after NDJSON', async () => {
    const head =
      'personalId;fullName;birthDate;sex;card.cardNumber;card.validFrom;card.validTo;card.initialFacilityCode';
    const line = ({ card, ...known }: ReturnType<typeof row>) =>
      [known.personalId, `"${known.fullName}"`, known.birthDate, known.sex, ...Object.values(card)].join(';');
    const csv = (rows: readonly string[]) =>
      room
        .as(officer)
        .post('/v1/imports/participants', [head, ...rows].join('\r\n'), { contentType: 'text/csv; charset=utf-8' });
    const answer = await csv([line(row(1)), line(row(2)).replace(';2025-01-01', ';2025-02-30'), line(row(3))]);
    expect(answer.body).toMatchObject({
      rows: 3,
      imported: 2,
      rejected: 1,
      errors: [{ line: 3, pointer: '/card/validFrom' }],
    });
    expect(await send([row(1), row(3)])).toMatchObject({ imported: 0, unchanged: 2 });
    const wrong = await room
      .as(officer)
      .post('/v1/imports/participants', 'personalId,name\n', { contentType: 'text/csv' });
    expect([wrong.status, wrong.body]).toEqual([422, expect.objectContaining({ code: 'request.invalid' })]);
  });

  it('is the same in every form that the pages for partners show', async () => {
    const { file, otherFiles, reply } = IMPORTING;
    const results: unknown[] = [];
    for (const { contentType, text } of [file, ...otherFiles])
      results.push((await room.as(officer).post('/v1/imports/participants', text, { contentType })).body);
    const again = { ...reply, imported: 0, unchanged: 1 };
    expect(results).toEqual([reply, again, again]);
  });

  it('names each line with a text that cannot be kept', async () => {
    const { errors } = await send(['{"fullName":"\\u0000"}', 'a\0', '{"card":{"a/b":"\\ud800"}}']);
    expect(errors.map(({ line, pointer, code }) => `${line} ${pointer} ${code}`)).toEqual([
      '1 /fullName request.invalid',
      '2  request.malformed',
      '3 /card/a~1b request.invalid',
    ]);
  });

  it('lists the first 1,000 bad rows and counts them all', async () => {
    const result = await send(Array.from({ length: 2_100 }, () => '{broken'));
    expect(result).toMatchObject({ rows: 2_100, rejected: 2_100 });
    expect(result.errors).toHaveLength(1_000);
  });

  it('sent twice at the same moment registers everybody once', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => row(index + 1));
    const results = await Promise.all([send(rows), send(rows)]);
    expect(results.reduce((sum, { imported }) => sum + imported, 0)).toBe(50);
    expect(results.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(50);
    expect(await room.published(ParticipantRegistered)).toHaveLength(50);
  });

  it('is not taken compressed, in another form, or from an employer', async () => {
    const call = (options: object, body: string | Uint8Array<ArrayBuffer> = '{}') =>
      room.as(officer).post('/v1/imports/participants', body, options);
    const gzip = new Uint8Array(gzipSync('{}'));
    expect((await call({ ...CONTENT, headers: { 'content-encoding': 'gzip' } }, gzip)).status).toBe(415);
    expect((await call({ contentType: 'application/json' })).status).toBe(415);
    const employer = room.as({ role: 'employer', tenantCode: '6000000001DNA03' });
    expect((await employer.post('/v1/imports/participants', '{}', CONTENT)).status).toBe(403);
  });
});
