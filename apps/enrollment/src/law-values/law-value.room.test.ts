import { Employer } from '@ansinh/contracts/enrollment/api';
import { LawChanged } from '@ansinh/contracts/enrollment/events';
import { LawHistory, LawList } from '@ansinh/contracts/enrollment/law.api';
import { addDays, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { findInForce } from '@ansinh/contracts/vocabulary/law/dated';
import { type Caller, type Room, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import { person } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const OFFICER = { role: 'officer', tenantCode: '66' } as const;
const SALARY = '/v1/law/base-salary';
const JULY = '2027-07-01';
const decree = { value: '2700000', source: 'Decree 1/2027', note: null };

let room: Room<PrismaClient>;
let officer: Caller;
beforeEach(async () => {
  room = await startRoom(service);
  officer = room.withSecondPerson(OFFICER);
});
afterEach(() => room.stop());

const list = async (query = ''): Promise<LawList> => LawList.parse((await officer.get(`/v1/law${query}`)).body);
const salaryOn = async (date: string, query = '') => {
  const table = (await list(query)).items.find(({ parameter }) => parameter === 'base-salary')?.values ?? [];
  return findInForce(table, localDate(date))?.value;
};

describe('the law of the agency', () => {
  it('is there from the start, each number with its unit, its source and who reads it', async () => {
    const { items } = await list();
    expect(items).toHaveLength(23);
    expect(items.find(({ parameter }) => parameter === 'late-payment-rate')).toEqual({
      parameter: 'late-payment-rate',
      name: 'lãi chậm đóng',
      nameEn: 'interest on late contributions',
      unit: 'millionths of the arrears a day',
      span: 'from-a-day',
      usedBy: ['collection'],
      values: [{ from: '2025-07-01', to: null, value: '300', source: 'Law 41/2024 Art 40, 41' }],
    });
  });

  it('is changed by two persons, and told once, however often it is entered', async () => {
    const held = await room.as(OFFICER).put(`${SALARY}/${JULY}`, decree);
    expect([held.status, held.body]).toMatchObject([
      202,
      { status: 'waiting', shows: { answer: { value: '2700000' }, now: { parameter: 'base-salary' } } },
    ]);
    expect(await room.published(LawChanged)).toEqual([]);
    expect(await salaryOn(JULY)).toBe('2530000');

    expect((await officer.put(`${SALARY}/${JULY}`, decree)).body).toEqual({
      parameter: 'base-salary',
      firstDay: JULY,
      ...decree,
    });
    await officer.put(`${SALARY}/${JULY}`, decree);
    await officer.put(`${SALARY}/${JULY}`, { ...decree, value: '2710000' });
    expect([await salaryOn('2027-06-30'), await salaryOn(JULY)]).toEqual(['2530000', '2710000']);
    const place = { parameter: 'base-salary', firstDay: JULY, source: decree.source };
    expect(await room.published(LawChanged)).toEqual([
      { ...place, value: '2700000' },
      { ...place, value: '2710000' },
    ]);
    const told = (await room.outbox()).map(({ key, attributes }) => [key, attributes.aggregateversion]);
    expect(told).toEqual([
      ['base-salary/2027-07-01', 1],
      ['base-salary/2027-07-01', 2],
    ]);
  });

  it('refuses to the maker what it would refuse: a form, a day, a past without a reason', async () => {
    const refused = async (path: string, changes: object) => {
      const { status, body } = await room.as(OFFICER).put(path, { ...decree, ...changes });
      return [status, body];
    };
    expect(await refused(`${SALARY}/${JULY}`, { value: 'much' })).toMatchObject([422, { code: 'request.invalid' }]);
    expect(await refused('/v1/law/price-of-rice/2027-07-01', {})).toMatchObject([422, { code: 'request.invalid' }]);
    expect(await refused('/v1/law/pension-raise/2027-07-02', { value: '1080' })).toMatchObject([
      422,
      { code: 'law.first-day-wrong', span: 'from-a-month' },
    ]);
    expect(await refused(`${SALARY}/2026-10-04`, {})).toMatchObject([422, { code: 'law.note-missing' }]);
    const late = await officer.put(`${SALARY}/2026-10-04`, { ...decree, note: 'the decree came late' });
    expect(late.status).toBe(200);
  });

  it('lets a value be withdrawn, and says who knew what since when', async () => {
    await officer.put(`${SALARY}/${JULY}`, decree);
    room.clock.set('2026-11-01T09:00:00+07:00');
    const withdrawn = await officer.post(`${SALARY}/${JULY}/withdrawal`, { reason: 'put off' });
    const { entries, values } = LawHistory.parse(withdrawn.body);
    expect(entries.slice(0, 3)).toMatchObject([
      { firstDay: JULY, version: 2, value: null, source: 'put off', setAt: '2026-11-01T02:00:00.000Z' },
      { firstDay: JULY, version: 1, value: '2700000', setAt: '2026-10-05T01:30:00.000Z' },
      { firstDay: '2026-07-01', version: 0, value: '2530000', setAt: null, setBy: null },
    ]);
    expect(values.at(-1)).toMatchObject({ from: '2026-07-01', to: null });
    expect(entries[0]?.setBy).toBe(entries[1]?.setBy);
    const nothing = await officer.post(`${SALARY}/2027-08-01/withdrawal`, { reason: 'x' });
    expect(nothing.status).toBe(404);
    const first = await officer.post(`${SALARY}/2019-07-01/withdrawal`, { reason: 'x' });
    expect([first.status, first.body]).toMatchObject([409, { code: 'law.nothing-before' }]);
  });

  it('is never changed nor removed, and each act goes on from what the one before it left', async () => {
    await officer.put(`${SALARY}/${JULY}`, decree);
    await officer.post(`${SALARY}/${JULY}/withdrawal`, { reason: 'put off' });
    await expect(room.db.$executeRaw`UPDATE law_values SET source = 'x'`).rejects.toThrow('not changed');
    await expect(room.db.$executeRaw`DELETE FROM law_values`).rejects.toThrow('not changed');
    const acts = await room.db.$queryRaw`
      SELECT action, target, before_digest = lag(after_digest) OVER (ORDER BY position) AS "goesOn"
      FROM platform.audit WHERE action LIKE 'law.%' ORDER BY position`;
    const target = 'law:base-salary/2027-07-01';
    expect(acts).toEqual([
      { action: 'law.set', target, goesOn: null },
      { action: 'law.withdraw', target, goesOn: true },
    ]);
  });

  it('is known on each past day as it was said until its end, whatever was said and withdrawn since', async () => {
    const act = fc.record({
      offset: fc.integer({ min: 0, max: 5 }),
      value: fc.option(fc.integer({ min: 2_530_001, max: 3_000_000 }).map(String)),
      wait: fc.integer({ min: 0, max: 2 }),
    });
    const [acts = []] = fc.sample(fc.array(act, { minLength: 24, maxLength: 24 }), { seed: 20_261_130, numRuns: 1 });
    const first = localDate(JULY);
    let today = localDate('2026-10-05');
    const said: { readonly offset: number; readonly value: string | null; readonly on: string }[] = [];
    for (const { offset, value, wait } of acts) {
      today = addDays(today, wait);
      room.clock.set(`${today}T23:30:00+07:00`);
      const path = `${SALARY}/${addDays(first, offset)}`;
      const reply =
        value === null
          ? await officer.post(`${path}/withdrawal`, { reason: 'put off' })
          : await officer.put(path, { ...decree, value });
      if (value === null && reply.status === 404) continue;
      expect(reply.status).toBe(200);
      said.push({ offset, value, on: today });
    }
    /** The oracle: what was said last of each day by then, and back to the first day that has a value. */
    const expected = (offset: number, knownOn: string): string => {
      for (let begun = offset; begun >= 0; begun -= 1) {
        const last = said.findLast((one) => one.offset === begun && one.on <= knownOn);
        if (last?.value !== undefined && last.value !== null) return last.value;
      }
      return '2530000';
    };
    for (let knownOn = localDate('2026-10-04'); knownOn <= today; knownOn = addDays(knownOn, 1))
      for (let offset = 0; offset < 7; offset += 1)
        expect([knownOn, offset, await salaryOn(addDays(first, offset), `?knownOn=${knownOn}`)]).toEqual([
          knownOn,
          offset,
          expected(offset, knownOn),
        ]);
  });

  it('is what enrollment itself decides by: a wage of the month below the new floor is refused, one before it is not', async () => {
    await officer.put(`${SALARY}/2026-11-01`, { ...decree, value: '2800000' });
    const unit = { unitCode: '6000000001DNA03', name: 'Công ty Mẫu', communeCode: '24133' };
    const { employerId } = Employer.parse((await room.as(OFFICER).post('/v1/employers', unit)).body);
    const line = (number: number, fromMonth: string) => ({
      kind: 'start',
      person: person(number),
      fromMonth,
      wageVnd: '2600000',
      initialFacilityCode: '66001',
    });
    const lines = [line(1, '2026-10'), line(2, '2026-11')];
    const declared = await officer.post(`/v1/employers/${employerId}/declarations`, { lines });
    expect(declared.body).toMatchObject({
      lines: [{ outcome: 'accepted' }, { outcome: 'rejected', code: 'declaration.wage-below-floor' }],
    });
  });

  it('is set by officers, read by those who decide, and by no partner', async () => {
    const approver = { role: 'approver', tenantCode: '66' } as const;
    expect((await room.as(approver).get(SALARY)).status).toBe(200);
    expect((await room.as(approver).put(`${SALARY}/${JULY}`, decree)).status).toBe(403);
    const hospital = { role: 'hospital', tenantCode: '66001' } as const;
    expect((await room.as(hospital).get('/v1/law')).status).toBe(403);
  });
});
