import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addMonthsToDate,
  ageOn,
  daysBetween,
  earlier,
  firstDayOf,
  firstMonthOfQuarter,
  InstantText,
  isDayOf,
  isWeekend,
  LocalDateText,
  lastDayOf,
  later,
  localDate,
  monthOf,
  monthsBetween,
  QuarterText,
  quarter,
  quarterOf,
  SummaryPeriodText,
  vietNamDate,
  vietNamMonth,
  YearMonthText,
  yearMonth,
  yearOf,
} from './calendar';

const date = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const month = date.map((day) => day.slice(0, 7));
const months = fc.integer({ min: -1200, max: 1200 });
const days = fc.integer({ min: -40_000, max: 40_000 });

describe('a calendar date', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '20261031', '2026-10-31T00:00:00Z', ''])(
    'is not %j',
    (text) => {
      expect(LocalDateText.safeParse(text).success).toBe(false);
    },
  );

  it('may be the 29th of February of a leap year', () => {
    expect(LocalDateText.safeParse('2024-02-29').success).toBe(true);
    expect(LocalDateText.safeParse('2000-02-29').success).toBe(true);
    expect(LocalDateText.safeParse('1900-02-29').success).toBe(false);
  });

  it('exists exactly when the calendar has it', () => {
    const two = (number: number) => String(number).padStart(2, '0');
    const written = fc.tuple(fc.integer({ min: 1_700, max: 2_299 }), fc.nat(14), fc.nat(33));
    fc.assert(
      fc.property(written, ([year, month, day]) => {
        const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
        const found = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(found.getTime()) && found.toISOString().startsWith(text);
        expect(LocalDateText.safeParse(text).success).toBe(exists);
      }),
    );
  });

  it('is of a year that databases and terms can have, as months, quarters and instants are', () => {
    const years = ['0000', '0001', '1699', '1700', '2299', '2300', '9999'];
    const good = [false, false, false, true, true, false, false];
    expect(years.map((year) => LocalDateText.safeParse(`${year}-01-31`).success)).toEqual(good);
    expect(years.map((year) => YearMonthText.safeParse(`${year}-01`).success)).toEqual(good);
    expect(years.map((year) => QuarterText.safeParse(`${year}-Q1`).success)).toEqual(good);
    for (const part of ['01', 'Q1'])
      expect(years.map((year) => SummaryPeriodText.safeParse(`${year}-${part}`).success)).toEqual(good);
    expect(years.map((year) => InstantText.safeParse(`${year}-01-31T00:00:00+07:00`).success)).toEqual(good);
    const offsets = ['Z', '+07:00', '-12:00', '+14:00', '+15:00', '-23:59', '+99:00'];
    expect(offsets.map((offset) => InstantText.safeParse(`2026-01-31T00:00:00${offset}`).success)).toEqual([
      ...[true, true, true, true],
      ...[false, false, false],
    ]);
  });

  it('is that of Viet Nam: the day begins at 17:00 UTC', () => {
    expect(vietNamDate(new Date('2026-10-31T16:59:59.999Z'))).toBe('2026-10-31');
    expect(vietNamDate(new Date('2026-10-31T17:00:00.000Z'))).toBe('2026-11-01');
    expect(vietNamMonth(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01');
  });

  it('moves by days and back, and the days between are those moved', () => {
    fc.assert(
      fc.property(date, days, (from, count) => {
        const to = addDays(localDate(from), count);
        expect(LocalDateText.safeParse(to).success).toBe(true);
        expect(daysBetween(localDate(from), to)).toBe(count);
        expect(addDays(to, -count)).toBe(from);
      }),
    );
    expect(daysBetween(localDate('2026-11-30'), localDate('2026-12-02'))).toBe(2);
  });
});

describe('two dates', () => {
  it('have an earlier and a later one', () => {
    fc.assert(
      fc.property(date, date, (one, other) => {
        expect([earlier(localDate(one), localDate(other)), later(localDate(one), localDate(other))]).toEqual(
          [one, other].sort(),
        );
        expect(
          daysBetween(earlier(localDate(one), localDate(other)), later(localDate(one), localDate(other))),
        ).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are seven days apart on the same day of the week; 3 and 4 October 2026 are a weekend', () => {
    expect(['2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05'].map(localDate).map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    fc.assert(
      fc.property(date, (day) => expect(isWeekend(addDays(localDate(day), 7))).toBe(isWeekend(localDate(day)))),
    );
  });

  it('by numbers exist as those in text do', () => {
    expect([isDayOf(2024, 2, 29), isDayOf(2026, 2, 29), isDayOf(2026, 13, 1), isDayOf(2026, 4, 0)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a month', () => {
  it('is as far from another as the steps between them', () => {
    fc.assert(
      fc.property(month, months, (from, steps) =>
        expect(monthsBetween(yearMonth(from), addMonths(yearMonth(from), steps))).toBe(steps),
      ),
    );
    expect([yearOf(yearMonth('2026-10')), yearOf(localDate('2026-10-05'))]).toEqual([2026, 2026]);
  });

  it.each(['2026-13', '2026-00', '2026-1', '2026', '2026-10-01', ''])('is not %j', (text) => {
    expect(YearMonthText.safeParse(text).success).toBe(false);
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-10', 0, '2026-10'],
    ['2026-05', -17, '2024-12'],
  ])('%s and %s months is %s', (from, count, to) => {
    expect(addMonths(yearMonth(from), count)).toBe(to);
  });

  it('moves like a number: in steps or at once, and back', () => {
    fc.assert(
      fc.property(month, months, months, (from, one, other) => {
        expect(YearMonthText.safeParse(addMonths(yearMonth(from), one)).success).toBe(true);
        expect(addMonths(addMonths(yearMonth(from), one), other)).toBe(addMonths(yearMonth(from), one + other));
        expect(addMonths(addMonths(yearMonth(from), one), -one)).toBe(from);
        expect(addMonths(yearMonth(from), one) > from).toBe(one > 0);
      }),
    );
  });

  it('begins on its first day and ends the day before the next one begins', () => {
    fc.assert(
      fc.property(month, (of) => {
        expect(monthOf(firstDayOf(yearMonth(of)))).toBe(of);
        expect(monthOf(lastDayOf(yearMonth(of)))).toBe(of);
        expect(addDays(lastDayOf(yearMonth(of)), 1)).toBe(firstDayOf(addMonths(yearMonth(of), 1)));
      }),
    );
    expect(lastDayOf(yearMonth('2024-02'))).toBe('2024-02-29');
    expect(lastDayOf(yearMonth('2026-02'))).toBe('2026-02-28');
  });
});

describe('the same day some months later', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-10-05', 12, '2027-10-05'],
  ])('of %s and %s is %s', (from, count, to) => {
    expect(addMonthsToDate(localDate(from), count)).toBe(to);
  });

  it('lies in the month wanted, on the same day or on the last one', () => {
    fc.assert(
      fc.property(date, months, (from, count) => {
        const to = addMonthsToDate(localDate(from), count);
        expect(LocalDateText.safeParse(to).success).toBe(true);
        expect(monthOf(to)).toBe(addMonths(monthOf(localDate(from)), count));
        expect(to.slice(8) === from.slice(8) || (to === lastDayOf(monthOf(to)) && to.slice(8) < from.slice(8))).toBe(
          true,
        );
      }),
    );
  });
});

describe('the age of a person', () => {
  it.each([
    ['1965-03-07', '2026-03-06', 60],
    ['1965-03-07', '2026-03-07', 61],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
    ['2026-10-05', '2026-10-05', 0],
  ])('born on %s, on %s, is %s', (birthDate, on, age) => {
    expect(ageOn(localDate(birthDate), localDate(on))).toBe(age);
  });

  it('grows by one a year and never shrinks', () => {
    fc.assert(
      fc.property(date, date, fc.nat(400), (birthDate, on, later) => {
        expect(ageOn(localDate(birthDate), addDays(localDate(on), later))).toBeGreaterThanOrEqual(
          ageOn(localDate(birthDate), localDate(on)),
        );
        // From a leap day the next year has no such day.
        fc.pre(!on.endsWith('02-29'));
        expect(ageOn(localDate(birthDate), addMonthsToDate(localDate(on), 12))).toBe(
          ageOn(localDate(birthDate), localDate(on)) + 1,
        );
      }),
    );
  });
});

describe('an instant', () => {
  it.each(['2026-10-05T08:30:00+07:00', '2026-10-05T01:30:00Z', '2026-10-05T01:30:00.123Z'])('may be %s', (text) => {
    expect(InstantText.safeParse(text).success).toBe(true);
  });

  it.each(['2026-10-05T08:30:00', '2026-10-05', '2026-10-05 08:30:00Z', '2026-02-30T00:00:00Z'])(
    'is not %s',
    (text) => {
      expect(InstantText.safeParse(text).success).toBe(false);
    },
  );
});

describe('a quarter', () => {
  it('begins with its first month', () => {
    const firsts = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map(quarter).map(firstMonthOfQuarter);
    expect(firsts).toEqual(['2026-01', '2026-04', '2026-07', '2026-10']);
  });

  it('holds its three months, and each month is in one', () => {
    fc.assert(
      fc.property(month, (one) => {
        const first = firstMonthOfQuarter(quarterOf(yearMonth(one)));
        expect([0, 1, 2].map((more) => addMonths(first, more))).toContain(one);
      }),
    );
  });
});
