import { addDays, type LocalDate, localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import { type Calendar, calendarOf, type EnteredDay } from './calendar.rules';
import { dayOfMonth, dayOfMonthMoved, daysAfterMoved, earlierTerm, workingDaysAfter } from './term.rules';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  nextWorkingDay,
  onWorkingDay,
  workingDaysBetween,
} from './working-day.rules';

const RUNS = { seed: 20_261_129, numRuns: 300 };
const FIRST = calendarOf([]);
const day = (text: string): LocalDate => localDate(text);
const off = (text: string, confirmed = true): EnteredDay => ({ day: day(text), kind: 'off', confirmed });

describe('the calendar that the platform comes with', () => {
  it.each([
    // A day, and the working days 1, 3 and 5 days after it.
    ['2026-02-13', '2026-02-23', '2026-02-25', '2026-02-27'],
    ['2027-02-04', '2027-02-12', '2027-02-16', '2027-02-18'],
    ['2026-11-20', '2026-11-23', '2026-11-26', '2026-11-30'],
    // Friday 2 January is off, and Saturday 10 January is worked for it.
    ['2025-12-31', '2026-01-05', '2026-01-07', '2026-01-09'],
    ['2026-01-08', '2026-01-09', '2026-01-12', '2026-01-14'],
  ])('leaves Tet, substitute days and exchanged days out after %s', (from, first, third, fifth) => {
    expect([1, 3, 5].map((count) => addWorkingDays(day(from), count, FIRST))).toEqual([first, third, fifth]);
  });

  it('works on a Saturday that stands for a day off', () => {
    expect(isWorkingDay(day('2026-01-10'), FIRST)).toBe(true);
    expect(isWorkingDay(day('2026-01-17'), FIRST)).toBe(false);
  });

  it('knows 2025 to 2027, and says of other years that terms in them may move', () => {
    expect(FIRST.completeYears).toEqual([2025, 2026, 2027]);
    expect(workingDaysAfter(day('2026-03-02'), 7, FIRST)).toEqual({ dueOn: '2026-03-11', provisional: false });
    expect(workingDaysAfter(day('2027-12-30'), 1, FIRST)).toEqual({ dueOn: '2027-12-31', provisional: false });
    // Saturday 1 January 2028 is no work anyway, and what is off instead is not known.
    expect(workingDaysAfter(day('2027-12-30'), 2, FIRST)).toEqual({ dueOn: '2028-01-03', provisional: true });
    // Tet 2028 would count as work.
    expect(workingDaysAfter(day('2028-01-24'), 5, FIRST)).toMatchObject({ provisional: true });
  });

  it('says of a term over days that no notice confirms that it may move', () => {
    expect(workingDaysAfter(day('2026-11-20'), 1, FIRST)).toEqual({ dueOn: '2026-11-23', provisional: false });
    expect(workingDaysAfter(day('2026-11-20'), 2, FIRST)).toEqual({ dueOn: '2026-11-25', provisional: true });
    const confirmed = calendarOf([off('2026-11-24')]);
    expect(workingDaysAfter(day('2026-11-20'), 2, confirmed)).toEqual({ dueOn: '2026-11-25', provisional: false });
  });
});

describe('a day that is entered', () => {
  it('counts in place of a first value, and withdrawn leaves the weekday', () => {
    const working = calendarOf([{ day: day('2026-11-24'), kind: null, confirmed: true }]);
    expect(isWorkingDay(day('2026-11-24'), working)).toBe(true);
    expect(isWorkingDay(day('2026-12-25'), calendarOf([off('2026-12-25')]))).toBe(false);
    const saturday: EnteredDay = { day: day('2026-12-19'), kind: 'working', confirmed: true };
    expect(nextWorkingDay(day('2026-12-18'), calendarOf([saturday]))).toBe('2026-12-19');
  });

  it('does not make a year known alone', () => {
    const year = Array.from({ length: 11 }, (_one, index) => off(`2028-01-${String(index + 3).padStart(2, '0')}`));
    expect(calendarOf(year.slice(1)).completeYears).toEqual([2025, 2026, 2027]);
    expect(calendarOf(year).completeYears).toEqual([2025, 2026, 2027, 2028]);
    const withdrawn: EnteredDay = { day: day('2027-01-01'), kind: null, confirmed: true };
    const few = calendarOf([withdrawn, ...year], [off('2027-01-01')]);
    expect(few.completeYears).toEqual([2028]);
  });

  it('never makes a term endless: a calendar without work is an error', () => {
    const days = Array.from({ length: 200 }, (_one, index) => ({
      ...off('2026-03-01'),
      day: addDays(day('2026-03-01'), index),
    }));
    expect(() => addWorkingDays(day('2026-03-10'), 1, calendarOf(days))).toThrow('no working day');
  });
});

/** The oracle: it walks day by day, asks each day by the list of what was entered, and knows nothing else. */
const oracle = (entered: readonly EnteredDay[]) => {
  const works = (date: LocalDate): boolean => {
    const known = entered.filter((one) => one.day === date).at(-1);
    if (known !== undefined && known.kind !== null) return known.kind === 'working';
    return ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
  };
  const walk = (from: LocalDate, isEnd: (date: LocalDate) => boolean): LocalDate => {
    let date = from;
    while (!isEnd(date)) date = addDays(date, 1);
    return date;
  };
  return {
    works,
    on: (from: LocalDate) => walk(from, works),
    add: (from: LocalDate, count: number) => {
      let left = count;
      return walk(from, (date) => {
        if (date !== from && works(date)) left -= 1;
        return left <= 0;
      });
    },
    between: (from: LocalDate, to: LocalDate) => {
      let count = 0;
      for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (works(date)) count += 1;
      return count;
    },
  };
};

const START = day('2026-01-01');
const anyDay = fc.integer({ min: 0, max: 800 }).map((offset) => addDays(START, offset));
const anyEntry: fc.Arbitrary<EnteredDay> = fc.record({
  day: anyDay,
  kind: fc.constantFrom<EnteredDay['kind']>('off', 'off', 'working', null),
  confirmed: fc.boolean(),
});
const anyCalendar = fc
  .array(anyEntry, { maxLength: 200 })
  .map((entered) => ({ entered, calendar: calendarOf(entered, []), expected: oracle(entered) }));

describe('working days in any calendar', () => {
  it('are those that a walk from day to day finds', () =>
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 40 }), ({ calendar, expected }, from, count) => {
        expect(isWorkingDay(from, calendar)).toBe(expected.works(from));
        expect(onWorkingDay(from, calendar)).toBe(expected.on(from));
        expect(nextWorkingDay(from, calendar)).toBe(expected.on(addDays(from, 1)));
        expect(addWorkingDays(from, count, calendar)).toBe(expected.add(from, count));
      }),
      RUNS,
    ));

  it('are counted between two days as they are walked, and adding them leads back', () =>
    fc.assert(
      fc.property(anyCalendar, anyDay, anyDay, ({ calendar, expected }, from, to) => {
        const between = workingDaysBetween(from, to, calendar);
        expect(between).toBe(expected.between(from, to));
        if (between > 0) {
          const last = addWorkingDays(from, between, calendar);
          expect(last <= to).toBe(true);
          expect(workingDaysBetween(last, to, calendar)).toBe(0);
        }
      }),
      RUNS,
    ));

  it('make a term provisional whenever the days that are sure would end it elsewhere, and in a year that is not complete', () =>
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 20 }), ({ entered, calendar }, from, count) => {
        const known: Calendar = { ...calendar, completeYears: [2026, 2027, 2028] };
        const { dueOn, provisional } = workingDaysAfter(from, count, known);
        const newest = new Map(entered.map((one) => [one.day, one]));
        const sure = [...newest.values()].filter(({ confirmed }) => confirmed);
        const elsewhere = addWorkingDays(from, count, calendarOf(sure, []));
        if (elsewhere !== dueOn) expect(provisional).toBe(true);
        expect(isProvisional(from, dueOn, { ...known, completeYears: [] })).toBe(true);
      }),
      RUNS,
    ));
});

describe('a term', () => {
  it('of calendar days, or to a day of a month, ends after a day off', () => {
    expect(daysAfterMoved(day('2026-10-14'), 30, FIRST)).toEqual({ dueOn: '2026-11-13', provisional: false });
    expect(daysAfterMoved(day('2027-01-14'), 60, FIRST)).toEqual({ dueOn: '2027-03-15', provisional: false });
    expect(dayOfMonthMoved(yearMonth('2026-11'), 15, FIRST)).toEqual({ dueOn: '2026-11-16', provisional: false });
    expect(dayOfMonthMoved(yearMonth('2026-11'), 24, FIRST)).toEqual({ dueOn: '2026-11-25', provisional: true });
    expect(dayOfMonthMoved(yearMonth('2028-01'), 15, FIRST)).toEqual({ dueOn: '2028-01-17', provisional: true });
  });

  it('to a day of a month stays on it where the law moves nothing', () => {
    expect(dayOfMonth(yearMonth('2026-11'), 15)).toEqual({ dueOn: '2026-11-15', provisional: false });
  });

  it('that ends first of two is the one', () => {
    const [soon, late] = [dayOfMonth(yearMonth('2026-11'), 4), dayOfMonth(yearMonth('2026-11'), 5)];
    expect([earlierTerm(soon, late), earlierTerm(late, soon)]).toEqual([soon, soon]);
  });
});
