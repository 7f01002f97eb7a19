import { calendarOf } from '@ansinh/calendar';
import { localDate, quarter, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import {
  advanceDue,
  appraisalDue,
  correctionDue,
  decisionDue,
  explanationDue,
  overdueThrough,
  paymentDue,
  resultDue,
  summaryDue,
  type TermBasis,
} from './term.rules';

const BASIS: TermBasis = {
  calendar: calendarOf([{ day: localDate('2026-11-24'), kind: 'off', confirmed: true }]),
  law: FIRST_LAW,
};

describe('a deadline', () => {
  it.each(['2014-05-13', '1999-01-01'])(
    'of a visit on %s, which only a mistyped file can name, is one all the same',
    (day) => {
      expect(correctionDue({ leftOn: localDate(day), answeredOn: localDate(day) }, BASIS).dueOn > day).toBe(true);
      expect(appraisalDue(localDate(day), BASIS).dueOn > day).toBe(true);
    },
  );

  it('of a correction is 7 working days after the visit, at the end of a month before day 5', () => {
    const due = (day: string) => correctionDue({ leftOn: localDate(day), answeredOn: localDate(day) }, BASIS);
    expect(due('2026-11-16')).toEqual({ dueOn: '2026-11-26', provisional: false });
    expect(due('2026-10-30')).toEqual({ dueOn: '2026-11-04', provisional: false });
    // Two working days after an answer of the same day are later than day 4, since 1 January is off.
    expect(due('2026-12-31')).toEqual({ dueOn: '2027-01-05', provisional: false });
    // Tet 2027 lies in it, whose days no notice has confirmed.
    expect(due('2027-02-01')).toEqual({ dueOn: '2027-02-17', provisional: true });
  });

  it('of a correction is never less than 2 working days after the answer that returned the claim', () => {
    const due = (answeredOn: string) =>
      correctionDue({ leftOn: localDate('2026-10-09'), answeredOn: localDate(answeredOn) }, BASIS).dueOn;
    expect(due('2026-10-10')).toBe('2026-10-20');
    expect(due('2026-10-16')).toBe('2026-10-20');
    expect(due('2026-10-19')).toBe('2026-10-21');
    // Over the day off of 24 November.
    expect(due('2026-11-23')).toBe('2026-11-26');
    expect(due('2026-11-30')).toBe('2026-12-02');
  });

  it('of a summary is day 15 of the next month, moved off a day without work', () => {
    const due = (period: Parameters<typeof summaryDue>[0]) => summaryDue(period, BASIS).dueOn;
    expect(due(yearMonth('2026-09'))).toBe('2026-10-15');
    expect(due(yearMonth('2026-10'))).toBe('2026-11-16');
    expect(due(quarter('2026-Q3'))).toBe('2026-10-15');
    expect(due(quarter('2026-Q4'))).toBe('2027-01-15');
    expect(summaryDue(yearMonth('2027-12'), BASIS)).toEqual({ dueOn: '2028-01-17', provisional: true });
  });

  it('of the result of a quarter is 30 days after its report, 60 for the last one', () => {
    expect(resultDue(quarter('2026-Q3'), localDate('2026-10-14'), BASIS).dueOn).toBe('2026-11-13');
    expect(resultDue(quarter('2026-Q4'), localDate('2027-01-14'), BASIS).dueOn).toBe('2027-03-15');
  });

  it('of the appraisal, an explanation, a decision on it, a payment and an advance is 7, 3, 7, 3 and 5 working days', () => {
    expect(appraisalDue(localDate('2026-11-20'), BASIS).dueOn).toBe('2026-12-02');
    expect(explanationDue(localDate('2026-11-20'), BASIS).dueOn).toBe('2026-11-26');
    expect(decisionDue(localDate('2026-11-20'), BASIS).dueOn).toBe('2026-12-02');
    expect(paymentDue(localDate('2026-11-20'), BASIS).dueOn).toBe('2026-11-26');
    expect(advanceDue(localDate('2026-10-15'), BASIS).dueOn).toBe('2026-10-22');
  });

  it('of explanations is over for all days of appraisal up to one', () => {
    expect(overdueThrough(localDate('2026-11-27'), BASIS)).toBe('2026-11-22');
  });
});
