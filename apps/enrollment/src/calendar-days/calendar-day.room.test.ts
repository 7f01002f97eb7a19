import { CalendarDayHistory, CalendarDayList } from '@ansinh/contracts/enrollment/calendar.api';
import { CalendarDaySet } from '@ansinh/contracts/enrollment/events';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { type Room, startRoom } from '@ansinh/testkit';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;
const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const notice = { kind: 'off', name: 'Nghỉ bù', source: 'Notice 1', confirmed: true };
const path = '/v1/calendar-days/2026-12-25';

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

/** An officer, and a second person who approves at once. */
const together = () => room.withSecondPerson(officer);
const list = async (query = ''): Promise<CalendarDayList> =>
  CalendarDayList.parse((await room.as(hospital).get(`/v1/calendar-days${query}`)).body);
const kindOn = async (day: string, query = '') => (await list(query)).items.find((item) => item.day === day)?.kind;

describe('the calendar of the agency', () => {
  it('is there from the start, with what is confirmed and what is not', async () => {
    const { items, completeYears } = await list();
    expect(completeYears).toEqual([2025, 2026, 2027]);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ day: '2026-11-24', kind: 'off', confirmed: false }),
        expect.objectContaining({ day: '2026-01-10', kind: 'working', confirmed: true }),
        expect.objectContaining({ day: '2027-02-10', kind: 'off', confirmed: false }),
      ]),
    );
    const { items: ofYear } = await list('?year=2027');
    expect(new Set(ofYear.map(({ day }) => day.slice(0, 4)))).toEqual(new Set(['2027']));
  });

  it('takes a day off and tells it once, however often it is entered', async () => {
    expect((await together().put(path, notice)).body).toEqual({ day: '2026-12-25', ...notice });
    await together().put(path, notice);
    await together().put(path, { ...notice, confirmed: false });
    expect(await kindOn('2026-12-25')).toBe('off');
    expect(await room.published(CalendarDaySet)).toEqual([
      { day: '2026-12-25', ...notice },
      { day: '2026-12-25', ...notice, confirmed: false },
    ]);
    const told = (await room.outbox()).map(({ key, attributes }) => [key, attributes.aggregateversion]);
    expect(told).toEqual([
      ['2026-12-25', 1],
      ['2026-12-25', 2],
    ]);
  });

  it('is in the audit by its own name, each act going on from what the one before it left', async () => {
    await together().put(path, notice);
    await together().put(path, { ...notice, confirmed: false });
    await together().post(`${path}/withdrawal`, { reason: 'Notice 2' });
    const acts = await room.db.$queryRaw`
      SELECT action, target, before_digest = lag(after_digest) OVER (ORDER BY position) AS "goesOn"
      FROM platform.audit WHERE action LIKE 'calendar-day.%' ORDER BY position`;
    const target = 'calendar-day:2026-12-25';
    expect(acts).toEqual([
      { action: 'calendar-day.set', target, goesOn: null },
      { action: 'calendar-day.set', target, goesOn: true },
      { action: 'calendar-day.withdraw', target, goesOn: true },
    ]);
  });

  it('never takes so many days off in a row that a term would not end, nor a withdrawal that leaves them', async () => {
    const days = Array.from({ length: 30 }, (_one, offset) => `2026-12-${String(offset + 1).padStart(2, '0')}`);
    const put = (day: string, kind = 'off') => together().put(`/v1/calendar-days/${day}`, { ...notice, kind });
    const refusal = { status: 422, code: 'calendar-day.no-working-day', maxDays: 20 };
    const refused: string[] = [];
    for (const day of days) if ((await put(day)).status !== 200) refused.push(day);
    // The 1st to the 20th are twenty days; whoever works on the 21st begins anew.
    expect(refused).toEqual(['2026-12-21']);
    expect((await put('2026-12-21')).body).toMatchObject(refusal);
    expect((await put('2026-12-19', 'working')).status).toBe(200);
    expect((await put('2026-12-21')).status).toBe(200);
    const withdrawn = await together().post('/v1/calendar-days/2026-12-19/withdrawal', { reason: 'a mistake' });
    expect(withdrawn.body).toMatchObject(refusal);
    expect(await kindOn('2026-12-19')).toBe('working');
  });

  it('takes a Saturday that is worked, and no other working day', async () => {
    const worked = { ...notice, kind: 'working', name: 'Làm bù' };
    expect((await together().put('/v1/calendar-days/2026-12-26', worked)).status).toBe(200);
    const refused = await together().put(path, worked);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'calendar-day.not-a-weekend' }]);
    expect(await kindOn('2026-12-26')).toBe('working');
  });

  it('never turns a Saturday that is worked into a day off because nothing was said of its kind', async () => {
    const { kind, ...unsaid } = notice;
    const answer = await together().put('/v1/calendar-days/2026-01-10', unsaid);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer: '/kind' }] }]);
    expect(await kindOn('2026-01-10')).toBe('working');
    expect((await together().put('/v1/calendar-days/2026-01-10', { ...unsaid, kind })).status).toBe(200);
    expect(await kindOn('2026-01-10')).toBe('off');
  });

  it('lets a day be withdrawn, also one that the platform came with, and says who knew what since when', async () => {
    await together().put('/v1/calendar-days/2026-11-24', { ...notice, name: 'Ngày Văn hóa', confirmed: true });
    room.clock.set('2026-11-01T09:00:00+07:00');
    const withdraw = (key: string) =>
      together().post('/v1/calendar-days/2026-11-24/withdrawal', { reason: 'the law was not changed' }, { key });
    const answer = CalendarDayHistory.parse((await withdraw('k1')).body);
    expect(answer.entries).toMatchObject([
      { version: 2, kind: null, source: 'the law was not changed', setAt: '2026-11-01T02:00:00.000Z' },
      { version: 1, kind: 'off', confirmed: true, setAt: '2026-10-05T01:30:00.000Z' },
      { version: 0, kind: 'off', confirmed: false, setAt: null, setBy: null },
    ]);
    expect(answer.entries[0]?.setBy).not.toBeNull();
    expect((await withdraw('k2')).body).toEqual(answer);
    expect((await room.as(officer).get('/v1/calendar-days/2026-11-24')).body).toEqual(answer);
    expect(await room.published(CalendarDaySet)).toHaveLength(2);
    expect(await kindOn('2026-11-24')).toBeUndefined();
    const nothing = await together().post(`${path}/withdrawal`, { reason: 'x' });
    expect(nothing.status).toBe(404);
  });

  it('says what was known on a past day, to the end of it in Viet Nam', async () => {
    room.clock.set('2026-10-06T23:59:00+07:00');
    await together().put(path, notice);
    room.clock.set('2026-10-08T00:01:00+07:00');
    await together().post(`${path}/withdrawal`, { reason: 'entered for another year' });
    expect(await kindOn('2026-12-25', '?knownOn=2026-10-05')).toBeUndefined();
    expect(await kindOn('2026-12-25', '?knownOn=2026-10-06')).toBe('off');
    expect(await kindOn('2026-12-25', '?knownOn=2026-10-07')).toBe('off');
    expect(await kindOn('2026-12-25', '?knownOn=2026-10-08')).toBeUndefined();
    expect(await kindOn('2026-12-25')).toBeUndefined();
  });

  it('is written by officers, read by partners, and never changed', async () => {
    expect((await room.as(hospital).put(path, notice)).status).toBe(403);
    expect((await room.as(hospital).get(path)).status).toBe(403);
    await together().put(path, notice);
    await expect(room.db.$executeRaw`UPDATE calendar_days SET confirmed = false`).rejects.toThrow('not changed');
    await expect(room.db.$executeRaw`DELETE FROM calendar_days`).rejects.toThrow('not changed');
  });

  it('takes one of what officers enter at the same moment: the others have seen another calendar', async () => {
    const names = Array.from({ length: 8 }, (_one, index) => `Nghỉ ${index}`);
    const answers = await Promise.all(names.map((name) => together().put(path, { ...notice, name })));
    const codes = answers.filter(({ status }) => status !== 200).map(({ body }) => (body as { code: string }).code);
    expect(new Set(codes)).toEqual(new Set(['approval.changed']));
    const { entries } = CalendarDayHistory.parse((await room.as(officer).get(path)).body);
    expect(entries.map(({ version }) => version)).toEqual([1]);
    const told = await room.published(CalendarDaySet);
    expect(told.map(({ name }) => name)).toEqual([entries[0]?.name]);
  });

  it('waits for a second person, who sees what was known of the day', async () => {
    await together().put(path, notice);
    const held = await room.as(officer).post(`${path}/withdrawal`, { reason: 'Notice 2' });
    expect(held.status).toBe(202);
    const { shows } = Approval.parse(held.body);
    expect(shows).toMatchObject({
      params: { day: '2026-12-25' },
      body: { reason: 'Notice 2' },
      now: { entries: [{ version: 1, kind: 'off', source: 'Notice 1' }] },
      answer: { entries: [{ version: 2, kind: null, setAt: '(now)' }, { version: 1 }] },
    });
    expect(await kindOn('2026-12-25')).toBe('off');
    const machine = await room.as({ ...officer, machine: true }).put(path, notice);
    expect([machine.status, machine.body]).toMatchObject([403, { code: 'approval.person-required' }]);
  });
});
