import { CardIssued, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import type { ImportResult } from '@ansinh/contracts/enrollment/imports.api';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { HeldRowPage } from '@ansinh/contracts/operations/held-rows.api';
import { type Room, startRoom } from '@ansinh/testkit';
import { person, importRow as row } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';
import { IMPORTING } from './import.examples';

const officer = { role: 'officer', tenantCode: '66' } as const;
const approver = { role: 'approver', tenantCode: '66' } as const;
const PATH = '/v1/imports/participants';
const CONTENT = { contentType: 'application/x-ndjson' };
/** How many of what kind rows bring that are of no interest here. */
const BRINGS = expect.objectContaining({ persons: expect.any(Number), cards: expect.any(Number) });

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

const ndjson = (rows: readonly unknown[]): string =>
  rows.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

/** One person asks, another one approves. */
const send = async (rows: readonly unknown[]): Promise<ImportResult> => {
  const answer = await room.withSecondPerson(officer).post(PATH, ndjson(rows), CONTENT);
  expect(answer.status).toBe(200);
  return answer.body as ImportResult;
};

const hold = async (rows: readonly unknown[]): Promise<Approval> => {
  const reply = await room.as(officer).post(PATH, ndjson(rows), CONTENT);
  expect(reply.status).toBe(202);
  return Approval.parse(reply.body);
};

const approve = ({ id, digest }: Approval, who: Parameters<typeof room.as>[0] = approver) =>
  room.as(who).post(`/v1/approvals/enrollment/${id}/decisions`, { decision: 'approve', digest });

/** Everything that a card, or a person who could have one, is made of. */
const recorded = async () => [await room.db.participant.findMany(), await room.db.card.findMany()];

describe('an import of the register', () => {
  it('takes over persons and their cards, and finds them unchanged the second time', async () => {
    const rows = [row(1), row(2, { phone: '0905123456' }), person(3)];
    const counts = { rows: 3, rejected: 0, brings: BRINGS, errors: [] };
    expect(await send(rows)).toEqual({ ...counts, imported: 3, unchanged: 0 });
    expect(await send(rows)).toEqual({ ...counts, imported: 0, unchanged: 3 });
    const registered = await room.published(ParticipantRegistered);
    expect(registered.map(({ personalId }) => personalId)).toEqual([1, 2, 3].map((index) => person(index).personalId));
    // What no service reads stays here.
    expect(JSON.stringify(registered)).not.toMatch(/6600000001|6600000002|0905123456/);
    expect(await room.published(CardIssued)).toEqual([
      expect.objectContaining({ status: 'active', validFrom: '2025-01-01', fiveYearsOn: '2030-01-01' }),
      expect.objectContaining({ status: 'active', cardNumber: 'GD4666600000002' }),
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
        .withSecondPerson(officer)
        .post(PATH, [head, ...rows].join('\r\n'), { contentType: 'text/csv; charset=utf-8' });
    const answer = await csv([line(row(1)), line(row(2)).replace(';2025-01-01', ';2025-02-30'), line(row(3))]);
    expect(answer.body).toMatchObject({
      rows: 3,
      imported: 2,
      rejected: 1,
      errors: [{ line: 3, pointer: '/card/validFrom' }],
    });
    expect(await send([row(1), row(3)])).toMatchObject({ imported: 0, unchanged: 2 });
    const wrong = await room.as(officer).post(PATH, 'personalId,name\n', { contentType: 'text/csv' });
    expect([wrong.status, wrong.body]).toEqual([422, expect.objectContaining({ code: 'request.invalid' })]);
  });

  it('is the same in every form that the pages for partners show', async () => {
    const { file, otherFiles, reply } = IMPORTING;
    const results: unknown[] = [];
    for (const { contentType, text } of [file, ...otherFiles])
      results.push((await room.withSecondPerson(officer).post(PATH, text, { contentType })).body);
    const brings = { persons: 0, siNumbers: 0, cards: 0, groups: [], facilities: [] };
    const again = { ...reply, imported: 0, unchanged: 1, brings };
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

  it('sent twice at the same moment registers everybody once, and who approves the second one is told that it has changed', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => row(index + 1));
    const held = [await hold(rows), await hold(rows)];
    const replies = await Promise.all(held.map((one) => approve(one)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'approval.changed' });
    expect(await room.published(ParticipantRegistered)).toHaveLength(50);
    expect(await room.published(CardIssued)).toHaveLength(50);
  });

  it('is not taken in another form, or from an employer', async () => {
    const call = (options: object) => room.as(officer).post(PATH, '{}', options);
    expect((await call({ contentType: 'application/json' })).status).toBe(415);
    const employer = room.as({ role: 'employer', tenantCode: '6000000001DNA03' });
    expect((await employer.post(PATH, '{}', CONTENT)).status).toBe(403);
  });
});

describe('one person alone', () => {
  // The card that costs its holder nothing, for a grown-up, for as long as it goes.
  const best = row(1, { card: { ...row(1).card, cardNumber: 'CN3666600000001', validFrom: '2026-01-01' } });

  it.each([
    ['an officer', officer],
    ['the officer by another account', { ...officer, subject: 'again', person: 'test-officer' }],
    ['who approves with one factor', { ...approver, factors: 1 }],
    ['a machine that approves', { ...approver, machine: true }],
  ] as const)('makes no person and no card: %s', async (_, who) => {
    const held = await hold([best, person(2)]);
    expect((await approve(held, who)).status).toBe(403);
    expect(await recorded()).toEqual([[], []]);
    expect(await room.published(CardIssued)).toEqual([]);
    expect(await room.published(ParticipantRegistered)).toEqual([]);
  });

  it('is not the software of the agency', async () => {
    const machine = room.as({ ...officer, machine: true });
    expect((await machine.post(PATH, ndjson([best]), CONTENT)).status).toBe(403);
    expect(await recorded()).toEqual([[], []]);
  });
});

describe('who approves an import', () => {
  const child = (serial: number) =>
    row(serial, {
      personalId: `066222${String(serial).padStart(6, '0')}`,
      birthDate: '2022-03-04',
      card: {
        ...row(serial).card,
        cardNumber: `TE166660000${String(serial).padStart(4, '0')}`,
        validFrom: '2022-03-04',
        validTo: '2028-03-03',
      },
    });

  it('sees how many cards of which group, rate, days and hospital it brings', async () => {
    const { shows } = await hold([
      row(1),
      row(2),
      child(3),
      row(4, { card: { ...row(4).card, cardNumber: 'TE1666600000004' } }),
    ]);
    expect(shows.answer).toMatchObject({
      rows: 4,
      imported: 3,
      rejected: 1,
      brings: {
        persons: 3,
        siNumbers: 0,
        cards: 3,
        groups: [
          { group: 'GD', level: 4, percent: 80, cards: 2, validFrom: '2025-01-01', validTo: '2026-12-31' },
          { group: 'TE', level: 1, percent: 100, cards: 1, validFrom: '2022-03-04', validTo: '2028-03-03' },
        ],
        facilities: [{ facilityCode: '66001', cards: 3 }],
      },
      errors: [{ line: 4, pointer: '/card/cardNumber', code: 'card.outside-group' }],
    });
  });

  it('reads the rows with what is on record and what will be', async () => {
    await send([person(1), row(2)]);
    const { id } = await hold([row(1), row(2), child(3), '{broken', row(5, { sex: 'female' })]);
    const reply = await room.as(approver).get(`/v1/approvals/enrollment/${id}/rows`);
    const { items, counts } = HeldRowPage.parse(reply.body);
    expect(counts).toEqual({ total: 5, added: 1, changed: 1, removed: 0, same: 1, refused: 2 });
    expect(items.map(({ row: place, change }) => [place, change])).toEqual([
      [1, 'changed'],
      [2, 'same'],
      [3, 'added'],
      [4, 'refused'],
      [5, 'refused'],
    ]);
    expect(items[0]).toMatchObject({
      before: { personalId: person(1).personalId, siNumber: null },
      after: { siNumber: '6600000001', card: { group: 'GD', level: 4, percent: 80 } },
    });
    expect(items[2]).toMatchObject({ before: null, after: { card: { group: 'TE', percent: 100 } } });
    const again = await room.as({ role: 'hospital', tenantCode: '66001' }).get(`/v1/approvals/enrollment/${id}/rows`);
    expect(again.status).toBe(403);
  });

  it('finds it changed when somebody else has registered one of them meanwhile, and nothing is done', async () => {
    const held = await hold([row(1), row(2)]);
    await send([row(2)]);
    expect((await approve(held)).body).toMatchObject({ code: 'approval.changed' });
    expect(await room.db.participant.count()).toBe(1);
  });

  it('stands in the audit of each person with who asked', async () => {
    const held = await hold([row(1), row(2), child(3)]);
    expect((await approve(held)).status).toBe(200);
    const people = await room.db.participant.findMany({ orderBy: { personalId: 'asc' } });
    const acts = await room.db.$queryRaw<{ subject: string; target: string; outcome: string; digest: string | null }[]>`
      SELECT subject, target, outcome, after_digest AS digest FROM platform.audit
      WHERE action = 'participant.import' ORDER BY position`;
    expect(acts.map(({ subject, target, outcome }) => [subject, target, outcome])).toEqual([
      ...people.map(({ id }) => ['test-officer', `participant:${id}`, 'registered, 1 cards']),
      ['test-officer', 'import', '3 imported, 0 known, 0 refused'],
    ]);
    expect(acts.every(({ digest }) => digest !== null)).toBe(true);
  });
});
