import { CardExpiryAnnounced } from '@ansinh/contracts/enrollment/events';
import { addDays, daysBetween, type LocalDate, localDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';
import { tellCardExpiries } from './expiry.jobs';

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

const midnight = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);
let serial = 0;
const digits = (count: number): string => {
  serial += 1;
  return String(serial).padStart(count, '0');
};

const addPeople = async (count: number): Promise<string[]> => {
  const people = Array.from({ length: count }, () => ({
    id: newId(),
    personalId: `066${digits(9)}`,
    fullName: 'Nguyễn Văn Mẫu',
    birthDate: midnight(localDate('1990-05-17')),
    sex: 'male',
    registeredAt: new Date('2026-01-01T00:00:00Z'),
  }));
  await room.db.participant.createMany({ data: people });
  return people.map(({ id }) => id);
};

type Held = { readonly id: string; readonly participantId: string; readonly validTo: LocalDate };
const addCards = async (cards: readonly Held[], status = 'active'): Promise<void> => {
  await room.db.card.createMany({
    data: cards.map(({ id, participantId, validTo }) => ({
      id,
      participantId,
      cardNumber: `GD466${digits(10)}`,
      status,
      initialFacilityCode: '66001',
      validFrom: midnight(localDate('2025-01-01')),
      validTo: midnight(validTo),
    })),
  });
};
const addCard = async (validTo: string, status?: string): Promise<Held> => {
  const [participantId = ''] = await addPeople(1);
  const card = { id: newId(), participantId, validTo: localDate(validTo) };
  await addCards([card], status);
  return card;
};
const prolong = (id: string, validTo: LocalDate) =>
  room.db.card.update({ where: { id }, data: { validTo: midnight(validTo) } });

let employerId: string | undefined;
beforeEach(() => {
  employerId = undefined;
});
const startWork = async ({ id: cardId, participantId }: Held): Promise<string> => {
  if (employerId === undefined) {
    employerId = newId();
    const unit = { unitCode: '6000000001DNA03', name: 'Đơn vị', communeCode: '24133', wageZone: 'IV' };
    await room.db.employer.create({ data: { id: employerId, ...unit, registeredAt: new Date() } });
  }
  const id = newId();
  await room.db.participation.create({ data: { id, cardId, participantId, employerId, fromMonth: '2025-01' } });
  return id;
};
const endWork = (id: string, lastMonth: string) => room.db.participation.update({ where: { id }, data: { lastMonth } });

const runOn = async (day: LocalDate): Promise<void> => {
  room.clock.set(`${day}T05:40:00+07:00`);
  expect(await room.runJob(tellCardExpiries, { day })).toMatchObject({ outcome: 'done' });
};

type Told = { readonly day: LocalDate; readonly cardId: string; readonly validTo: LocalDate; readonly stage: string };
/** All that was told, in its order, with the day on which it was. */
const listTold = async (): Promise<Told[]> =>
  (await room.outbox())
    .filter(({ attributes }) => attributes.type === CardExpiryAnnounced.type)
    .map(({ attributes, data }) => {
      const { cardId, validTo, stage } = CardExpiryAnnounced.data.parse(data);
      return { day: vietNamDate(new Date(attributes.time)), cardId, validTo, stage };
    });
const linesOf = (told: readonly Told[]) => told.map(({ day, validTo, stage }) => `${day}: ${validTo} ${stage}`);

describe('the last day of a card', () => {
  it('is told thirty days before and on the day after it, once', async () => {
    const { id } = await addCard('2026-12-31');
    for (const day of ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-31', '2027-01-01', '2027-01-02'])
      await runOn(localDate(day));
    expect(linesOf(await listTold())).toEqual(['2026-12-01: 2026-12-31 ending', '2027-01-01: 2026-12-31 ended']);
    const versions = (await room.outbox()).map(({ key, attributes }) => [key, attributes.aggregateversion]);
    expect(versions).toEqual([
      [id, 1],
      [id, 2],
    ]);
  });

  it('that was moved on is told anew, by its new day', async () => {
    const { id } = await addCard('2026-12-31');
    await runOn(localDate('2026-12-01'));
    await prolong(id, localDate('2027-03-31'));
    for (const day of ['2027-01-01', '2027-02-28', '2027-03-01']) await runOn(localDate(day));
    expect(linesOf(await listTold())).toEqual(['2026-12-01: 2026-12-31 ending', '2027-03-01: 2027-03-31 ending']);
  });

  it('is told of a morning that was missed on the next one, and of long ago never', async () => {
    await addCard('2026-12-10');
    await addCard('2026-10-31');
    await runOn(localDate('2026-12-05'));
    await runOn(localDate('2026-12-15'));
    expect(linesOf(await listTold())).toEqual(['2026-12-05: 2026-12-10 ending', '2026-12-15: 2026-12-10 ended']);
  });

  it('is not told of a card that was withdrawn or was never valid', async () => {
    const withdrawn = await addCard('2026-12-10');
    const data = { status: 'withdrawn', withdrawnFrom: midnight(localDate('2026-12-11')) };
    await room.db.card.update({ where: { id: withdrawn.id }, data });
    await addCard('2026-12-10', 'pending');
    await runOn(localDate('2026-12-05'));
    expect(await listTold()).toEqual([]);
  });

  it('is not told to who has a card that goes on, nor to who works, until the work has ended', async () => {
    const old = await addCard('2026-12-10');
    await addCards([{ id: newId(), participantId: old.participantId, validTo: localDate('2027-12-31') }]);
    const worker = await addCard('2026-12-31');
    const work = await startWork(worker);
    await runOn(localDate('2026-12-05'));
    expect(await listTold()).toEqual([]);
    await endWork(work, '2026-12');
    await runOn(localDate('2026-12-20'));
    expect(linesOf(await listTold())).toEqual(['2026-12-20: 2026-12-31 ending']);
  });

  it('of many on one morning is told by transactions of a thousand, each card once', async () => {
    const people = await addPeople(2_500);
    const validTo = localDate('2026-10-31');
    await addCards(people.map((participantId) => ({ id: newId(), participantId, validTo })));
    room.clock.set('2026-10-06T05:40:00+07:00');
    const ran = await room.runJobs();
    expect(ran.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(Array(3).fill('tell-card-expiries done'));
    expect(new Set((await listTold()).map(({ cardId }) => cardId)).size).toBe(2_500);
    expect(await room.runJobs()).toEqual([]);
  }, 60_000);
});

/** What happens to one person in a year: two cards, of which one is prolonged, and perhaps some months of work. */
type Life = {
  readonly ends: readonly LocalDate[];
  readonly prolongedOn: LocalDate;
  readonly byDays: number;
  readonly worksFrom: LocalDate | undefined;
  readonly worksUntil: LocalDate;
};
const FIRST = localDate('2026-01-01');
const days = fc.integer({ min: 0, max: 364 }).map((offset) => addDays(FIRST, offset));
const lives = fc.record<Life>({
  ends: fc.array(days, { minLength: 1, maxLength: 2 }),
  prolongedOn: days,
  byDays: fc.constantFrom(0, 90, 181, 365),
  worksFrom: fc.option(days, { nil: undefined }),
  worksUntil: days,
});

/** Written apart from the rule: day by day, card by card, by what stands on that day. */
const expectedOf = (held: readonly Held[], { prolongedOn, byDays, worksFrom, worksUntil }: Life): Told[] => {
  const told: Told[] = [];
  const ends = held.map(({ validTo }) => validTo);
  for (let offset = 0; offset < 365; offset += 1) {
    const day = addDays(FIRST, offset);
    if (day === prolongedOn && ends[0] !== undefined) ends[0] = addDays(ends[0], byDays);
    const works = worksFrom !== undefined && day >= worksFrom && day < worksUntil;
    for (const [index, card] of held.entries()) {
      const validTo = ends[index] ?? day;
      const left = daysBetween(day, validTo);
      const stage = left >= 0 ? 'ending' : 'ended';
      const isTold = told.some((one) => one.cardId === card.id && one.validTo === validTo && one.stage === stage);
      if (Math.abs(left) > 30 || works || isTold || ends.some((other) => other > validTo)) continue;
      told.push({ day, cardId: card.id, validTo, stage });
    }
  }
  return told;
};

it('tells in a simulated year what a person with a calendar would have told', async () => {
  const seed = 20_261_129;
  const people = fc.sample(lives, { seed, numRuns: 60 });
  const ids = await addPeople(people.length);
  const held = people.map(({ ends }, index) =>
    ends.map((validTo) => ({ id: newId(), participantId: ids[index] ?? '', validTo })),
  );
  await addCards(held.flat());
  const works = new Map<number, string>();
  for (let offset = 0; offset < 365; offset += 1) {
    const day = addDays(FIRST, offset);
    for (const [index, { prolongedOn, byDays, worksFrom, worksUntil }] of people.entries()) {
      const card = held[index]?.[0];
      if (card === undefined) continue;
      if (day === prolongedOn) await prolong(card.id, addDays(card.validTo, byDays));
      const work = works.get(index);
      if (day === worksFrom && worksFrom < worksUntil) works.set(index, await startWork(card));
      if (day === worksUntil && work !== undefined) await endWork(work, '2026-12');
    }
    await runOn(day);
  }
  const sorted = (told: readonly Told[]) => told.map((one) => Object.values(one).join(' ')).sort();
  const expected = people.flatMap((life, index) => expectedOf(held[index] ?? [], life));
  expect(expected.length).toBeGreaterThan(60);
  expect({ seed, told: sorted(await listTold()) }).toEqual({ seed, told: sorted(expected) });
}, 120_000);
