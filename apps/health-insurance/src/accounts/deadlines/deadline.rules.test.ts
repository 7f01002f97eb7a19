import { addWorkingDays, calendarOf, isWorkingDay } from '@ansinh/calendar';
import { DEADLINE_STEPS, type KnownDeadlineStep } from '@ansinh/contracts/health-insurance/deadlines';
import { addDays, type LocalDate, localDate, monthOf } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { daysOverdue, deadlinesOf, stagesOn, type Waiting } from './deadline.rules';
import { STEPS } from './step.rules';

const CALENDAR = calendarOf([]);
const day = (text: string): LocalDate => localDate(text);
const STEP_NAMES = Object.keys(DEADLINE_STEPS).filter((name): name is KnownDeadlineStep => name in STEPS);

describe('a deadline', () => {
  it('is kept to its last day', () => {
    expect([
      daysOverdue(day('2026-11-24'), day('2026-11-23')),
      daysOverdue(day('2026-11-24'), day('2026-11-24')),
    ]).toEqual([0, 0]);
    expect(daysOverdue(day('2026-11-24'), day('2026-11-27'))).toBe(3);
  });

  it('has names, an owner and a source for every step of the contracts', () => {
    expect(Object.keys(STEPS).sort()).toEqual(Object.keys(DEADLINE_STEPS).sort());
    for (const { owner, source } of Object.values(STEPS)) {
      expect(['facility', 'agency']).toContain(owner);
      expect(source).toMatch(/TT|Law/);
    }
  });

  it('that reaches over days which no notice confirms is listed as provisional', () => {
    const since = { day: day('2027-02-04'), period: monthOf(day('2027-02-04')) };
    const waiting: Waiting = { facilityCode: '66001', step: 'settlement-payment', count: 1, since };
    expect(deadlinesOf([waiting], day('2027-02-04'), { calendar: CALENDAR, law: FIRST_LAW })).toMatchObject([
      { dueOn: '2027-02-16', provisional: true, status: 'open' },
    ]);
  });
});

/** The oracle counts working days one by one. */
const walked = (today: LocalDate, dueOn: LocalDate, step: KnownDeadlineStep): string[] => {
  let working = 0;
  for (let date = addDays(dueOn, 1); date < today; date = addDays(date, 1))
    if (isWorkingDay(date, CALENDAR)) working += 1;
  if (dueOn < today) return working >= 5 ? ['overdue', 'escalated'] : ['overdue'];
  const isSoon =
    step === 'certificate-renewal' ? addDays(dueOn, -30) <= today : dueOn <= addWorkingDays(today, 1, CALENDAR);
  return isSoon ? ['due-soon'] : [];
};

describe('the stage of work', () => {
  it.each([
    // Due on Wednesday 25 November, after a day off on Tuesday.
    ['2026-11-20', []],
    ['2026-11-23', ['due-soon']],
    ['2026-11-25', ['due-soon']],
    ['2026-11-26', ['overdue']],
    // The fifth working day after it.
    ['2026-12-02', ['overdue']],
    ['2026-12-03', ['overdue', 'escalated']],
  ])('on %s is %j', (today, stages) => {
    expect(stagesOn(day(today), CALENDAR)({ step: 'advance', dueOn: day('2026-11-25') })).toEqual(stages);
  });

  it('of a certificate begins thirty days before it ends', () => {
    const stages = (today: string) =>
      stagesOn(day(today), CALENDAR)({ step: 'certificate-renewal', dueOn: day('2026-12-31') });
    expect([stages('2026-11-30'), stages('2026-12-01'), stages('2026-12-31'), stages('2027-01-01')]).toEqual([
      [],
      ['due-soon'],
      ['due-soon'],
      ['overdue'],
    ]);
  });

  it('is what a walk from day to day says, and never goes back', () => {
    const anyDay = fc.integer({ min: 0, max: 700 }).map((offset) => addDays(day('2026-01-01'), offset));
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom(...STEP_NAMES), (today, dueOn, step) => {
        expect(stagesOn(today, CALENDAR)({ step, dueOn })).toEqual(walked(today, dueOn, step));
      }),
      { seed: 20_261_129, numRuns: 1_000 },
    );
  });
});
