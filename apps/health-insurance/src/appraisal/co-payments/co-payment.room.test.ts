import { CardIssued, LawChanged } from '@ansinh/contracts/enrollment/events';
import { ClaimSubmission, CoPaymentAccount } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Room, startRoom } from '@ansinh/testkit';
import { claimFileXml, type EncounterInput, encounterTables, type LineInput, PROCEDURE } from '../../../testing/claims';
import { COVERAGE } from '../../../testing/context';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  await room.deliver(CardIssued, cardIssued({ fiveYearsOn: localDate('2020-01-01') }));
});
afterEach(() => room.stop());

/** Sends visits and has them appraised in the order of `order`, indexes of the visits. */
const appraise = async (visits: readonly EncounterInput[], order = visits.map((_, index) => index)): Promise<void> => {
  const answer = await room.as(hospital).post('/v1/claims', claimFileXml(visits.map(encounterTables)));
  const { claims } = ClaimSubmission.parse(answer.body);
  const events = (await room.outbox()).filter(({ attributes }) => attributes.type === ClaimReceived.type);
  for (const index of order) {
    const event = events.findLast(({ attributes }) => attributes.subject === claims[index]?.claimId);
    if (event === undefined) throw new Error('a claim was not received');
    const { id: eventId, subject: id, aggregateversion: version } = event.attributes;
    await room.deliver(ClaimReceived, ClaimReceived.data.parse(event.data), { id, version, eventId });
  }
};
const account = async (year = 2026): Promise<CoPaymentAccount> =>
  CoPaymentAccount.parse(
    (await room.as(officer).get(`/v1/participants/${COVERAGE.participantId}/co-payments?year=${year}`)).body,
  );
/** 50 million dong: 10 million of co-payment. */
const dear: LineInput = { ...PROCEDURE, price: 50_000_000_000n };
const visit = (key: string, lines: readonly LineInput[] = [dear], summary = {}): EncounterInput => ({
  key,
  lines,
  day: key === 'A' ? 4 : 5,
  summary,
});

describe('the co-payment account', () => {
  it('goes on by a base salary that is told, from its first day on: what is left is as many salaries as before', async () => {
    await appraise([visit('A')]);
    const told = { parameter: 'base-salary', value: '3000000', source: 'Decree 1/2026' };
    await room.deliver(LawChanged, { ...told, firstDay: '2026-10-06' }, { id: 'base-salary/2026-10-06', version: 1 });
    expect(await account()).toMatchObject({ threshold: '15180000.00', remaining: '5180000.00' });
    room.clock.set('2026-10-06T08:00:00+07:00');
    expect(await account()).toMatchObject({ paid: '10000000.00', remaining: '6142292.49' });
  });

  it('adds accepted claims up and exempts the rest of the year from the claim that crosses', async () => {
    await appraise([visit('A')]);
    expect(await account()).toMatchObject({
      paid: '10000000.00',
      threshold: '15180000.00',
      remaining: '5180000.00',
      fiveYearsOn: '2020-01-01',
      exemptFrom: null,
    });
    await appraise([visit('B')]);
    expect(await account()).toMatchObject({
      paid: '20000000.00',
      remaining: '0.00',
      exemptFrom: '2026-10-05T03:40:00.000Z',
    });
    expect((await account(2025)).paid).toBe('0.00');
    room.clock.set('2026-10-06T17:00:00+07:00');
    await appraise([{ ...visit('C'), day: 6 }]);
    expect(await room.db.claimFinding.findMany({ select: { rule: true, expected: true } })).toEqual([
      { rule: 'LEVEL', expected: '100' },
    ]);
  });

  it('counts a claim once, and a returned one only after it was corrected', async () => {
    const broken = visit('A', [dear], { T_BNTT: '500.00' });
    await appraise([broken]);
    expect((await account()).paid).toBe('0.00');
    await appraise([visit('A')]);
    await appraise([visit('B', [dear], { T_BNTT: '500.00' })]);
    expect((await account()).paid).toBe('10000000.00');
    expect(await room.db.coPayment.count()).toBe(1);
  });

  it('is not for hospitals', async () => {
    const answer = await room.as(hospital).get(`/v1/participants/${COVERAGE.participantId}/co-payments`);
    expect(answer.status).toBe(403);
  });
});
