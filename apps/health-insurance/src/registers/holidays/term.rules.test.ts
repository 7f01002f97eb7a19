import {
  addDays,
  daysBetween,
  type LocalDate,
  localDate,
  quarter,
  yearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import { advanceDue, appraisalDue, correctionDue, paymentDue, resultDue, summaryDue } from './term.rules';
import { addWorkingDays, isWorkingDay, onWorkingDay } from './working-day.rules';

const NONE = new Set<LocalDate>();
/** Two Tet weeks and a holiday on a Tuesday. */
const HOLIDAYS = new Set(
  ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-11-24'].map(localDate),
);

describe('a working day', () => {
  it('is neither Saturday, Sunday nor a holiday', () => {
    expect(isWorkingDay(localDate('2026-11-21'), NONE)).toBe(false);
    expect(isWorkingDay(localDate('2026-11-22'), NONE)).toBe(false);
    expect(isWorkingDay(localDate('2026-11-24'), NONE)).toBe(true);
    expect(isWorkingDay(localDate('2026-11-24'), HOLIDAYS)).toBe(false);
  });

  it.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 2, '2026-11-25'],
    ['2026-02-13', 1, '2026-02-23'],
    ['2026-02-15', 3, '2026-02-25'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('counts from the day after: %s and %s days is %s', (date, days, due) => {
    expect(addWorkingDays(localDate(date), days, HOLIDAYS)).toBe(due);
  });

  it('ends each term, and between two ends there is never one too many', () => {
    const date = fc.integer({ min: 0, max: 4_000 }).map((offset) => addDays(localDate('2024-01-01'), offset));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const due = addWorkingDays(from, days, HOLIDAYS);
        expect(isWorkingDay(due, HOLIDAYS)).toBe(true);
        const between = Array.from({ length: daysBetween(from, due) }, (_day, index) => addDays(from, index + 1));
        expect(between.filter((day) => isWorkingDay(day, HOLIDAYS))).toHaveLength(days);
        expect(onWorkingDay(due, HOLIDAYS)).toBe(due);
      }),
    );
  });
});

describe('a deadline', () => {
  it('of a correction is 7 working days after the visit, at the end of a month before day 5', () => {
    expect(correctionDue(localDate('2026-11-16'), HOLIDAYS)).toBe('2026-11-26');
    expect(correctionDue(localDate('2026-10-30'), HOLIDAYS)).toBe('2026-11-04');
    expect(correctionDue(localDate('2026-12-31'), HOLIDAYS)).toBe('2027-01-04');
  });

  it('of a summary is day 15 of the next month, moved off a day without work', () => {
    expect(summaryDue(yearMonth('2026-09'), NONE)).toBe('2026-10-15');
    expect(summaryDue(yearMonth('2026-10'), NONE)).toBe('2026-11-16');
    expect(summaryDue(quarter('2026-Q3'), NONE)).toBe('2026-10-15');
    expect(summaryDue(quarter('2026-Q4'), NONE)).toBe('2027-01-15');
  });

  it('of the result of a quarter is 30 days after its report, 60 for the last one', () => {
    expect(resultDue(quarter('2026-Q3'), localDate('2026-10-14'), NONE)).toBe('2026-11-13');
    expect(resultDue(quarter('2026-Q4'), localDate('2027-01-14'), NONE)).toBe('2027-03-15');
  });

  it('of the appraisal, a payment and an advance is 7, 3 and 5 working days', () => {
    expect(appraisalDue(localDate('2026-11-20'), HOLIDAYS)).toBe('2026-12-02');
    expect(paymentDue(localDate('2026-11-20'), HOLIDAYS)).toBe('2026-11-26');
    expect(advanceDue(localDate('2026-10-15'), HOLIDAYS)).toBe('2026-10-22');
  });
});
