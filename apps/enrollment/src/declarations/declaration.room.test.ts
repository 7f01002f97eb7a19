import { Declaration, Employer, Participant } from '@ansinh/contracts/enrollment/api';
import {
  CardIssued,
  CardWithdrawn,
  ParticipantRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { type Room, startRoom } from '@ansinh/testkit';
import { person } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;
const UNITS = ['6000000001DNA03', '6000000002DNA03'] as const;
const who = (unitCode: string) => ({ role: 'employer', tenantCode: unitCode }) as const;

let room: Room<PrismaClient>;
let employerIds: string[];
beforeEach(async () => {
  room = await startRoom(service);
  employerIds = [];
  for (const unitCode of UNITS) {
    const body = { unitCode, name: unitCode, communeCode: '24133' };
    employerIds.push(Employer.parse((await room.as(officer).post('/v1/employers', body)).body).employerId);
  }
});
afterEach(() => room.stop());

const start = (serial: number, changes: Record<string, unknown> = {}) => ({
  kind: 'start',
  person: person(serial),
  fromMonth: '2026-10',
  wageVnd: '8000000',
  initialFacilityCode: '66001',
  ...changes,
});
const change = (serial: number, wageVnd: string, fromMonth = '2026-11') => ({
  kind: 'changeWage',
  personalId: person(serial).personalId,
  fromMonth,
  wageVnd,
});
const stop = (serial: number, lastMonth = '2026-11') => ({
  kind: 'stop',
  personalId: person(serial).personalId,
  lastMonth,
});
const submit = (unit: number, lines: unknown[], key?: string) =>
  room
    .as(who(UNITS[unit] ?? ''))
    .post(`/v1/employers/${employerIds[unit]}/declarations`, { lines }, key === undefined ? {} : { key });
const declare = async (unit: number, ...lines: unknown[]): Promise<Declaration> => {
  const answer = await submit(unit, lines);
  expect(answer.status).toBe(201);
  return Declaration.parse(answer.body);
};

describe('an officer', () => {
  it('gives nobody a card alone in the name of an employer, and takes none away', async () => {
    const path = `/v1/employers/${employerIds[0]}/declarations`;
    expect((await room.as(officer).post(path, { lines: [start(1)] })).status).toBe(202);
    expect([await room.db.participant.count(), await room.db.card.count()]).toEqual([0, 0]);
    const declared = await room.withSecondPerson(officer).post(path, { lines: [start(1)] });
    expect(Declaration.parse(declared.body).lines).toMatchObject([
      { outcome: 'accepted', siNumber: expect.any(String), cardNumber: expect.any(String) },
    ]);
    const before = await room.db.card.findMany();
    expect((await room.as(officer).post(path, { lines: [stop(1)] })).status).toBe(202);
    expect(await room.db.card.findMany()).toEqual(before);
  });

  it('and a second person who approves are undone by nothing that was drawn meanwhile', async () => {
    const path = `/v1/employers/${employerIds[0]}/declarations`;
    const { id, digest } = Approval.parse((await room.as(officer).post(path, { lines: [start(1)] })).body);
    await declare(1, start(2));
    const approver = room.as({ role: 'approver', tenantCode: '66' });
    const decided = await approver.post(`/v1/approvals/enrollment/${id}/decisions`, { decision: 'approve', digest });
    expect(decided.status).toBe(200);
  });
});

describe('a new worker', () => {
  it('is registered, gets a number, a pending card and a participation', async () => {
    const { lines } = await declare(0, start(1));
    const [line] = lines;
    expect(line).toMatchObject({ outcome: 'accepted', siNumber: '6650000000', cardNumber: 'DN4666650000000' });
    const [registered] = await room.published(ParticipantRegistered);
    expect(registered).toMatchObject({ participantId: line?.participantId });
    expect(JSON.stringify(registered)).not.toContain('6650000000');
    expect(await room.published(ParticipationStarted)).toEqual([
      expect.objectContaining({ participantId: line?.participantId, employerId: employerIds[0], wageVnd: '8000000' }),
    ]);
    expect(await room.published(CardIssued)).toEqual([
      expect.objectContaining({ status: 'pending', cardNumber: 'DN4666650000000', validFrom: null }),
    ]);
    const read = await room.as(officer).get(`/v1/participants/${line?.participantId}`);
    expect(Participant.parse(read.body)).toMatchObject({
      siNumber: '6650000000',
      cards: [{ status: 'pending' }],
      participations: [{ fromMonth: '2026-10', lastMonth: null, wageVnd: '8000000' }],
    });
  });

  it('keeps the number that the employer knows, and skips it for the others', async () => {
    const { lines } = await declare(0, start(1, { person: person(1, { siNumber: '6650000000' }) }));
    expect(lines[0]?.siNumber).toBe('6650000000');
    expect((await declare(0, start(2))).lines[0]?.siNumber).toBe('6650000001');
  });

  it('of two employers is one person with one card and two participations', async () => {
    const first = await declare(0, start(1));
    const second = await declare(1, start(1));
    expect(second.lines[0]?.cardNumber).toBe(first.lines[0]?.cardNumber);
    expect(await room.published(ParticipantRegistered)).toHaveLength(1);
    expect(await room.published(CardIssued)).toHaveLength(1);
    expect(await room.published(ParticipationStarted)).toHaveLength(2);
  });
});

describe('a declaration', () => {
  it('answers line by line: a bad line does not spoil the rest', async () => {
    const declaration = await declare(
      0,
      start(1),
      start(2, { wageVnd: '2529999' }),
      start(3, { person: person(3, { sex: 'female' }) }),
      change(9, '9000000'),
      start(1),
      start(4),
    );
    expect(declaration).toMatchObject({ accepted: 2, rejected: 4 });
    expect(declaration.lines.map(({ code, pointer }) => code && `${code} ${pointer}`)).toEqual([
      undefined,
      'declaration.wage-below-floor /lines/1/wageVnd',
      'participant.personal-id-conflict /lines/2/person/personalId',
      'participation.none-open /lines/3/personalId',
      'declaration.person-repeated /lines/4/person/personalId',
      undefined,
    ]);
    expect(declaration.lines[1]?.detail).toContain('2530000');
    expect(await room.published(ParticipationStarted)).toHaveLength(2);
    const read = await room
      .as(officer)
      .get(`/v1/employers/${employerIds[0]}/declarations/${declaration.declarationId}`);
    expect(read.body).toEqual(declaration);
  });

  it('sent again with its key takes effect once; with another key its workers are there already', async () => {
    const first = await submit(0, [start(1)], 'k1');
    const again = await submit(0, [start(1)], 'k1');
    expect(again.body).toEqual(first.body);
    expect((await submit(0, [start(2)], 'k1')).status).toBe(422);
    expect((await declare(0, start(1))).lines[0]?.code).toBe('participation.already-open');
    expect(await room.published(ParticipationStarted)).toHaveLength(1);
  });

  it('sent twice at the same moment opens one participation', async () => {
    const answers = await Promise.all([declare(0, start(1)), declare(0, start(1))]);
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual([0, 1]);
    expect(await room.db.participation.count()).toBe(1);
  });

  it('of one new worker by two employers at the same moment registers one person', async () => {
    const answers = await Promise.all([0, 1].map((unit) => submit(unit, [start(1)], 'k1')));
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    // Whoever was refused sends the same request again, as `participant.changed-meanwhile` says.
    for (const unit of [0, 1]) expect((await submit(unit, [start(1)], 'k1')).status).toBe(201);
    expect(await room.published(ParticipantRegistered)).toHaveLength(1);
    expect(await room.published(ParticipationStarted)).toHaveLength(2);
  });

  it('of another employer is not possible, and its existence not told', async () => {
    const foreign = `/v1/employers/${employerIds[1]}/declarations`;
    expect((await room.as(who(UNITS[0])).post(foreign, { lines: [start(1)] })).status).toBe(404);
    const { declarationId } = await declare(1, start(1));
    expect((await room.as(who(UNITS[0])).get(`${foreign}/${declarationId}`)).status).toBe(404);
    const mixed = `/v1/employers/${employerIds[0]}/declarations/${declarationId}`;
    expect((await room.as(who(UNITS[0])).get(mixed)).status).toBe(404);
  });

  it('that is not readable is refused as a whole with a pointer to the line', async () => {
    const answer = await submit(0, [start(1), start(2, { wageVnd: '-5' })]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [expect.objectContaining({ pointer: '/lines/1/wageVnd' })] });
  });

  it('of 5,000 workers is carried out in one transaction', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => start(index + 1));
    const { accepted } = await declare(0, ...lines);
    expect(accepted).toBe(5_000);
    expect(await room.db.card.count()).toBe(5_000);
  }, 30_000);
});

describe('a worker who is declared', () => {
  beforeEach(() => declare(0, start(1)));

  it('earns another wage from a month on', async () => {
    const { lines } = await declare(0, change(1, '9000000'));
    expect(lines[0]?.outcome).toBe('accepted');
    expect(await room.published(ParticipationChanged)).toEqual([
      expect.objectContaining({ fromMonth: '2026-11', wageVnd: '9000000' }),
    ]);
    expect((await declare(0, change(1, '9000000', '2026-10'))).lines[0]?.code).toBe('participation.month-before-start');
    expect((await declare(1, change(1, '9000000'))).lines[0]?.code).toBe('participation.none-open');
  });

  it('leaves: the participation ends and the card is withdrawn from the day after', async () => {
    await declare(0, change(1, '9000000'));
    await declare(0, stop(1));
    expect(await room.published(ParticipationEnded)).toEqual([expect.objectContaining({ lastMonth: '2026-11' })]);
    expect(await room.published(CardWithdrawn)).toEqual([
      expect.objectContaining({ from: '2026-12-01', reason: 'left-employer' }),
    ]);
    expect((await declare(0, stop(1))).lines[0]?.code).toBe('participation.none-open');
    const events = (await room.outbox()).filter(({ topic }) => topic === 'enrollment.participations.v1');
    expect(events.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2, 3]);
  });

  it('keeps the card while another employer goes on', async () => {
    await declare(1, start(1));
    await declare(0, stop(1));
    expect(await room.published(CardWithdrawn)).toHaveLength(0);
    await declare(1, stop(1));
    expect(await room.published(CardWithdrawn)).toHaveLength(1);
  });

  it('comes back with the same card, pending again', async () => {
    await declare(0, stop(1, '2026-10'));
    await declare(1, start(1, { fromMonth: '2026-11', initialFacilityCode: '66002' }));
    const issued = await room.published(CardIssued);
    expect(issued).toHaveLength(2);
    expect(issued[1]).toMatchObject({
      cardId: issued[0]?.cardId,
      cardNumber: issued[0]?.cardNumber,
      status: 'pending',
      initialFacilityCode: '66002',
    });
    const cardEvents = (await room.outbox()).filter(({ topic }) => topic === 'enrollment.cards.v1');
    expect(cardEvents.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2, 3]);
  });
});
