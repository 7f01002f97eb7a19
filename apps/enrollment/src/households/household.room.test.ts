import { Household, HouseholdOrder } from '@ansinh/contracts/enrollment/api';
import { CardIssued, HouseholdInsuranceOrdered, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { person } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;
const post = { role: 'post-office', tenantCode: '630100' } as const;
const otherPost = { role: 'post-office', tenantCode: '630200' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

const enrol = (...serials: number[]) =>
  room.as(post).post('/v1/households', {
    communeCode: '24133',
    address: 'Số 1',
    members: serials.map((serial) => person(serial)),
  });
const household = async (...serials: number[]) => Household.parse((await enrol(...serials)).body);
const order = (householdId: string, participantIds: readonly string[], key?: string) =>
  room
    .as(post)
    .post(
      `/v1/households/${householdId}/health-insurance-orders`,
      { participantIds, months: 12, initialFacilityCode: '66001' },
      key === undefined ? {} : { key },
    );
const idsOf = (enrolled: Household) => enrolled.members.map(({ participantId }) => participantId);

describe('a household', () => {
  it('is enrolled by a post office and registers its members', async () => {
    const answer = await enrol(1, 2);
    expect(answer.status).toBe(201);
    const enrolled = Household.parse(answer.body);
    expect(enrolled.members.map(({ fullName }) => fullName)).toEqual(['Nguyễn Văn Mẫu 1', 'Nguyễn Văn Mẫu 2']);
    expect(await room.published(ParticipantRegistered)).toHaveLength(2);
    for (const who of [post, officer])
      expect((await room.as(who).get(`/v1/households/${enrolled.householdId}`)).body).toEqual(enrolled);
  });

  it('waits for a second person when an officer enrols it, and so does what is ordered for it', async () => {
    const body = { communeCode: '24133', address: 'Số 1', members: [person(1)] };
    const held = await room.as(officer).post('/v1/households', body);
    expect(held.status).toBe(202);
    expect(await room.db.participant.count()).toBe(0);
    const { householdId, members } = Household.parse(
      (await room.withSecondPerson(officer).post('/v1/households', body)).body,
    );
    const path = `/v1/households/${householdId}/health-insurance-orders`;
    const wish = {
      participantIds: members.map(({ participantId }) => participantId),
      months: 12,
      initialFacilityCode: '66001',
    };
    expect((await room.as(officer).post(path, wish)).status).toBe(202);
    expect(await room.db.card.count()).toBe(0);
    const ordered = HouseholdOrder.parse((await room.withSecondPerson(officer).post(path, wish)).body);
    const next = HouseholdOrder.parse((await room.withSecondPerson(officer).post(path, wish)).body);
    expect(next.reference).not.toBe(ordered.reference);
  });

  it('is not shown to another post office', async () => {
    const { householdId, members } = await household(1);
    expect((await room.as(otherPost).get(`/v1/households/${householdId}`)).status).toBe(404);
    const path = `/v1/households/${householdId}/health-insurance-orders`;
    const body = { participantIds: [members[0]?.participantId], months: 3, initialFacilityCode: '66001' };
    expect((await room.as(otherPost).post(path, body)).status).toBe(404);
    const { orderId } = HouseholdOrder.parse((await room.withSecondPerson(officer).post(path, body)).body);
    expect((await room.as(otherPost).get(`${path}/${orderId}`)).status).toBe(404);
    expect((await room.as(officer).get(`${path}/${newId()}`)).status).toBe(404);
  });

  it.each([
    ['household.member-repeated', [person(2), person(2)], '/members/1/personalId'],
    ['household.member-elsewhere', [person(2), person(1)], '/members/1'],
    ['register.disagrees', [person(1, { fullName: 'Trần Văn Khác' })], '/members/0'],
    ['participant.personal-id-conflict', [person(2, { sex: 'female' })], '/members/0/personalId'],
  ])('is refused with %s and leaves nothing behind', async (code, members, pointer) => {
    await household(1);
    const answer = await room.as(post).post('/v1/households', { communeCode: '24133', address: 'Số 2', members });
    expect(answer.body).toMatchObject({ code, errors: [expect.objectContaining({ pointer })] });
    expect(await room.db.household.count()).toBe(1);
    expect(await room.db.participant.count()).toBe(1);
  });
});

describe('an order', () => {
  it('gives places, pending cards and a reference', async () => {
    const enrolled = await household(1, 2, 3);
    const [first = '', second = '', third = ''] = idsOf(enrolled);
    const answer = await order(enrolled.householdId, [second, first]);
    expect(answer.status).toBe(201);
    const ordered = HouseholdOrder.parse(answer.body);
    expect(ordered.reference).toMatch(/^HD[0-9A-Z]{8}$/);
    expect(ordered.members.map(({ participantId, place }) => [participantId, place])).toEqual([
      [second, 1],
      [first, 2],
    ]);
    const cards = await room.published(CardIssued);
    expect(cards.map(({ status, cardNumber }) => `${status} ${cardNumber.slice(0, 5)}`)).toEqual([
      'pending GD466',
      'pending GD466',
    ]);
    const [event] = await room.published(HouseholdInsuranceOrdered);
    expect(event).toMatchObject({ orderId: ordered.orderId, orderedOn: '2026-10-05', months: 12 });
    const later = HouseholdOrder.parse((await order(enrolled.householdId, [third, first])).body);
    expect(later.members.map(({ place }) => place)).toEqual([3, 2]);
    expect(await room.published(CardIssued)).toHaveLength(3);
  });

  it('begins with the first place again in the next year', async () => {
    const enrolled = await household(1, 2);
    const [first = '', second = ''] = idsOf(enrolled);
    await order(enrolled.householdId, [first, second]);
    room.clock.set('2027-01-01T00:00:00+07:00');
    const renewed = HouseholdOrder.parse((await order(enrolled.householdId, [second])).body);
    expect(renewed.members).toEqual([expect.objectContaining({ participantId: second, place: 1 })]);
  });

  it('with the same key is one order', async () => {
    const enrolled = await household(1);
    const once = await order(enrolled.householdId, idsOf(enrolled), 'k1');
    const again = await order(enrolled.householdId, idsOf(enrolled), 'k1');
    expect(again.body).toEqual(once.body);
    expect(await room.db.householdOrder.count()).toBe(1);
  });

  it('is refused for a stranger and for a person named twice', async () => {
    const enrolled = await household(1);
    const stranger = await order(enrolled.householdId, [newId()]);
    expect(stranger.body).toMatchObject({ code: 'household.not-a-member', status: 422 });
    const [member = ''] = idsOf(enrolled);
    expect((await order(enrolled.householdId, [member, member])).body).toMatchObject({
      code: 'household.member-repeated',
    });
  });
});
