import { ContributionPaid, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import { Declaration, Employer, Household, HouseholdOrder } from '@ansinh/contracts/enrollment/api';
import { CardActivated } from '@ansinh/contracts/enrollment/events';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { person } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
let employerId: string;
beforeEach(async () => {
  room = await startRoom(service);
  const body = { unitCode: '6000000001DNA03', name: 'Đơn vị', communeCode: '24133' };
  employerId = Employer.parse((await room.as(officer).post('/v1/employers', body)).body).employerId;
});
afterEach(() => room.stop());

const declare = async (...lines: unknown[]): Promise<Declaration> =>
  Declaration.parse(
    (await room.withSecondPerson(officer).post(`/v1/employers/${employerId}/declarations`, { lines })).body,
  );
const start = (serial: number, fromMonth = '2026-09') => ({
  kind: 'start',
  person: person(serial),
  fromMonth,
  wageVnd: '8000000',
  initialFacilityCode: '66001',
});
const paid = (month: string, changes: Partial<EventData<typeof ContributionPaid>> = {}) => ({
  statementId: newId(),
  employerId,
  month,
  creditId: newId(),
  amountVnd: '1000000',
  paidOn: '2026-10-20',
  healthPaid: true,
  settled: true,
  ...changes,
});

describe('a contribution', () => {
  it('makes the cards of all workers of the month valid, once', async () => {
    await declare(start(1), start(2), start(3, '2026-10'));
    const eventId = newId();
    await room.deliver(ContributionPaid, paid('2026-09'), { eventId });
    await room.deliver(ContributionPaid, paid('2026-09'), { eventId });
    await room.deliver(ContributionPaid, paid('2026-09'));
    const activated = await room.published(CardActivated);
    expect(activated).toHaveLength(2);
    expect(activated[0]).toMatchObject({ validFrom: '2026-09-01', validTo: '2026-12-31', fiveYearsOn: '2031-09-01' });
    expect(await room.db.card.count({ where: { status: 'pending' } })).toBe(1);
    expect(await room.deadLetters()).toEqual([]);
  });

  it('does nothing before the health part is paid', async () => {
    await declare(start(1));
    await room.deliver(ContributionPaid, paid('2026-09', { healthPaid: false, settled: false }));
    expect(await room.published(CardActivated)).toEqual([]);
  });

  it('of a month after someone left does not reach their card; of a month before, to its end only', async () => {
    await declare(start(1));
    await declare({ kind: 'stop', personalId: person(1).personalId, lastMonth: '2026-10' });
    await room.deliver(ContributionPaid, paid('2026-11'));
    expect(await room.published(CardActivated)).toEqual([]);
    await room.deliver(ContributionPaid, paid('2026-10'));
    expect(await room.published(CardActivated)).toEqual([
      expect.objectContaining({ validFrom: '2026-10-01', validTo: '2026-10-31' }),
    ]);
  });

  it('of an employer without workers changes nothing', async () => {
    await room.deliver(ContributionPaid, paid('2026-09', { employerId: newId() }));
    expect(await room.published(CardActivated)).toEqual([]);
    expect(await room.deadLetters()).toEqual([]);
  });
});

describe('a premium', () => {
  const order = async (months: 3 | 6 | 12) => {
    const enrolled = await room
      .withSecondPerson(officer)
      .post('/v1/households', { communeCode: '24133', address: 'Số 1', members: [person(1), person(2)] });
    const { householdId, members } = Household.parse(enrolled.body);
    const ordered = await room.withSecondPerson(officer).post(`/v1/households/${householdId}/health-insurance-orders`, {
      participantIds: members.map(({ participantId }) => participantId),
      months,
      initialFacilityCode: '66001',
    });
    return HouseholdOrder.parse(ordered.body);
  };
  const pay = (ordered: HouseholdOrder, paidOn: string, eventId = newId()) => {
    const { orderId, householdId } = ordered;
    return room.deliver(HouseholdPremiumPaid, { orderId, householdId, paidOn, totalVnd: '2322540' }, { eventId });
  };

  it('makes the cards valid from day 30, once, and the order paid', async () => {
    const ordered = await order(12);
    const eventId = newId();
    await pay(ordered, '2026-10-05', eventId);
    await pay(ordered, '2026-10-05', eventId);
    await pay(ordered, '2026-10-06');
    const activated = await room.published(CardActivated);
    expect(activated).toHaveLength(2);
    expect(activated[0]).toMatchObject({ validFrom: '2026-11-04', validTo: '2027-11-03' });
    const path = `/v1/households/${ordered.householdId}/health-insurance-orders/${ordered.orderId}`;
    expect((await room.as(officer).get(path)).body).toEqual({ ...ordered, status: 'paid' });
  });

  it('follows on without a waiting time for a person who was a worker until now', async () => {
    await declare(start(1));
    await room.deliver(ContributionPaid, paid('2026-09'));
    await pay(await order(3), '2026-10-05');
    const [, former, first] = await room.published(CardActivated);
    const validFrom = [former?.validFrom, first?.validFrom].sort();
    expect(validFrom).toEqual(['2026-10-05', '2026-11-04']);
  });

  it('of an unknown order becomes a dead letter', async () => {
    const unknown = { orderId: newId(), householdId: newId(), paidOn: '2026-10-05', totalVnd: '1' };
    await room.deliver(HouseholdPremiumPaid, unknown);
    expect(await room.deadLetters()).toMatchObject([{ cause: 'request.not-found' }]);
  });
});
