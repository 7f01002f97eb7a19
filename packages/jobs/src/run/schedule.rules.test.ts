import fc from 'fast-check';
import { dataAt, lastTime, nextTime, requireSchedule } from './schedule.rules';

const at = (text: string): Date => new Date(text);
const MINUTE_MS = 60_000;

/** The same time in Viet Nam, by arithmetic: it has one offset and no summer time. */
const vietNam = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000);

describe('the time of a schedule', () => {
  it('is the newest that has come in Viet Nam, at that very moment too', () => {
    const daily = '30 5 * * *';
    expect(lastTime(daily, at('2026-10-05T05:29:59.999+07:00'))).toEqual(at('2026-10-04T05:30:00+07:00'));
    expect(lastTime(daily, at('2026-10-05T05:30:00+07:00'))).toEqual(at('2026-10-05T05:30:00+07:00'));
    expect(nextTime(daily, at('2026-10-05T05:30:00+07:00'))).toEqual(at('2026-10-06T05:30:00+07:00'));
  });

  it('is for its own day, whenever the job runs', () => {
    // 23:30 UTC is the next morning in Viet Nam.
    expect(dataAt(lastTime('30 6 * * *', at('2026-10-04T23:31:00Z')))).toEqual({ day: '2026-10-05' });
  });

  it.each(['5 * * * * *', '5 * * *', '@daily', 'now', '61 * * * *', ''])('is refused as "%s"', (schedule) => {
    expect(() => requireSchedule('tell-terms', schedule)).toThrow();
  });

  it('lies around every moment as a clock on the wall has it', () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`schedules: SEED=${seed}\n`);
    const moments = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.nat(59), fc.nat(23), (now, minute, hour) => {
        const schedule = `${minute} ${hour} * * *`;
        const [last, next] = [lastTime(schedule, now), nextTime(schedule, now)];
        for (const time of [last, next])
          expect([vietNam(time).getUTCHours(), vietNam(time).getUTCMinutes()]).toEqual([hour, minute]);
        expect(last.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(next.getTime() - last.getTime()).toBe(24 * 60 * MINUTE_MS);
      }),
      { seed, numRuns: 300 },
    );
  });
});
