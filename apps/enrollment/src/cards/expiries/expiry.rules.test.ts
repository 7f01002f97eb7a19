import { addDays, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { windowsOn } from './expiry.rules';

const days = fc.integer({ min: 0, max: 4_000 }).map((offset) => addDays(localDate('2024-01-01'), offset));

describe('the last days that are told of', () => {
  it('are those of thirty days ahead, today included, and of thirty days past', () => {
    expect(windowsOn(localDate('2026-12-01'), FIRST_LAW)).toEqual({
      ending: { from: '2026-12-01', to: '2026-12-31' },
      ended: { from: '2026-11-01', to: '2026-11-30' },
    });
  });

  it('belong to one stage each, and to the later one from the day after', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { ending, ended } = windowsOn(day, FIRST_LAW);
        expect(addDays(ended.to, 1)).toBe(ending.from);
        expect(windowsOn(addDays(day, 1), FIRST_LAW).ended.to).toBe(day);
      }),
    );
  });
});
