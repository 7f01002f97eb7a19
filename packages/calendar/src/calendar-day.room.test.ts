import { addDays, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { probeService, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import { projectCalendarDays } from './calendar-day.store';
import { getCalendar } from './calendar-day.views';
import { CALENDAR_MIGRATIONS } from './kept';

const START = localDate('2028-01-03');

describe('the days that a service keeps', () => {
  const start = () => startRoom({ ...probeService, packageMigrations: [CALENDAR_MIGRATIONS] });
  let room: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    room = await start();
  });
  afterAll(() => room.stop());

  it('are those of the newest version, in whatever order and parts they are told', async () => {
    const told = fc.record({
      attributes: fc.record({ aggregateversion: fc.integer({ min: 1, max: 50 }) }),
      data: fc.record({
        day: fc.integer({ min: 0, max: 6 }).map((offset) => addDays(START, offset)),
        kind: fc.constantFrom<'off' | 'working' | null>('off', 'working', null),
        confirmed: fc.boolean(),
      }),
    });
    const distinct = fc.uniqueArray(told, {
      maxLength: 20,
      selector: ({ attributes, data }) => `${data.day} ${attributes.aggregateversion}`,
    });
    await fc.assert(
      fc.asyncProperty(distinct, fc.integer({ min: 1, max: 5 }), async (events, size) => {
        await room.db.$executeRaw`DELETE FROM platform.calendar_days`;
        const newest = new Map<string, (typeof events)[number]>();
        for (const event of events) {
          const known = newest.get(event.data.day);
          if (known === undefined || known.attributes.aggregateversion < event.attributes.aggregateversion)
            newest.set(event.data.day, event);
        }
        for (let from = 0; from < events.length; from += size)
          await projectCalendarDays(room, events.slice(from, from + size));
        const { days } = await getCalendar(room.db);
        const kept = [...days].filter(([day]) => day >= START).map(([day, { kind }]) => `${day} ${kind}`);
        const expected = [...newest.values()].flatMap(({ data }) =>
          data.kind === null ? [] : [`${data.day} ${data.kind}`],
        );
        expect(kept.sort()).toEqual(expected.sort());
      }),
      { seed: 20_261_129, numRuns: 40 },
    );
  });

  it('lie over the first values, and nothing told leaves these', async () => {
    await room.db.$executeRaw`DELETE FROM platform.calendar_days`;
    expect((await getCalendar(room.db)).days.get(localDate('2026-11-24'))).toEqual({ kind: 'off', confirmed: false });
    const attributes = { aggregateversion: 1 };
    const data = { day: localDate('2026-11-24'), kind: null, confirmed: true };
    await projectCalendarDays(room, [{ attributes, data }]);
    expect((await getCalendar(room.db)).days.has(localDate('2026-11-24'))).toBe(false);
  });
});
