import {
  type Calendar,
  dayOfMonth,
  dayOfMonthMoved,
  daysAfterMoved,
  earlierTerm,
  laterTerm,
  type Term,
  workingDaysAfter,
} from '@ansinh/calendar';
import { addDays, addMonths, type LocalDate, monthOf } from '@ansinh/contracts/vocabulary/calendar';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { lastDayOfPeriod, type Period } from '../../claim/periods/period.rules';

/** Days are working days where the name says so, calendar days otherwise. */
type Terms = {
  readonly correctionWorkingDays: number;
  /** Visits of a month are corrected and signed before this day of the next one. */
  readonly monthEndDay: number;
  /** A claim that comes back is corrected in no less than this after its answer. */
  readonly answeredWorkingDays: number;
  readonly appraisalWorkingDays: number;
  readonly explanationWorkingDays: number;
  /** What the agency decides of an explained question. */
  readonly decisionWorkingDays: number;
  readonly summaryDay: number;
  readonly resultDays: number;
  /** Of the last quarter, which closes the year. */
  readonly yearResultDays: number;
  readonly paymentWorkingDays: number;
  readonly advanceWorkingDays: number;
};

/** By the first day of what is measured: the visit, the month, the report, the signature. */
const TERMS = datedTable<Terms>([
  {
    from: '2015-01-01',
    to: null,
    value: {
      correctionWorkingDays: 7,
      monthEndDay: 5,
      answeredWorkingDays: 2,
      appraisalWorkingDays: 7,
      explanationWorkingDays: 3,
      // No text names a term of its own: that of a result of the appraisal (confirm).
      decisionWorkingDays: 7,
      summaryDay: 15,
      resultDays: 30,
      yearResultDays: 60,
      paymentWorkingDays: 3,
      advanceWorkingDays: 5,
    },
    source: 'Law 51/2024/QH15 Art 32; TT 12/2026/TT-BTC and TT 48/2017/TT-BYT (confirm since when each holds)',
  },
]);

/** Of a day before the first row, which only a mistyped file can name, the first: one day must not stop all terms. */
const termsOn = (date: LocalDate): Terms => {
  const [first] = TERMS;
  const day = first !== undefined && date < first.from ? first.from : date;
  return inForce(TERMS, day);
};

/** A visit whose claim was returned: the day on which the patient left, and that of the answer. */
type ReturnedVisit = { readonly leftOn: LocalDate; readonly answeredOn: LocalDate };

/**
 * A returned claim: whichever of the two terms of its visit ends first; but what is returned late leaves the facility the
 * days that the law gives it after an answer.
 */
export const correctionDue = ({ leftOn, answeredOn }: ReturnedVisit, calendar: Calendar): Term => {
  const { correctionWorkingDays, monthEndDay } = termsOn(leftOn);
  const byMonth = dayOfMonth(addMonths(monthOf(leftOn), 1), monthEndDay - 1);
  const byVisit = earlierTerm(workingDaysAfter(leftOn, correctionWorkingDays, calendar), byMonth);
  return laterTerm(byVisit, workingDaysAfter(answeredOn, termsOn(answeredOn).answeredWorkingDays, calendar));
};

export const appraisalDue = (receivedOn: LocalDate, calendar: Calendar): Term =>
  workingDaysAfter(receivedOn, termsOn(receivedOn).appraisalWorkingDays, calendar);

/** The explanation of a question, by the day of the appraisal. */
export const explanationDue = (appraisedOn: LocalDate, calendar: Calendar): Term =>
  workingDaysAfter(appraisedOn, termsOn(appraisedOn).explanationWorkingDays, calendar);

/** The decision on a question, by the day of its explanation. */
export const decisionDue = (explainedOn: LocalDate, calendar: Calendar): Term =>
  workingDaysAfter(explainedOn, termsOn(explainedOn).decisionWorkingDays, calendar);

/** The last day of appraisal whose explanations are overdue today. */
export const overdueThrough = (today: LocalDate, calendar: Calendar): LocalDate => {
  let day = addDays(today, -1);
  while (explanationDue(day, calendar).dueOn >= today) day = addDays(day, -1);
  return day;
};

/** 01/BH and 02/BH: day 15 of the month after the month or quarter. */
export const summaryDue = (period: Period, calendar: Calendar): Term => {
  const lastDay = lastDayOfPeriod(period);
  return dayOfMonthMoved(addMonths(monthOf(lastDay), 1), termsOn(lastDay).summaryDay, calendar);
};

/** The result of a quarter, by the day on which its report came. */
export const resultDue = (quarter: Period, reportedOn: LocalDate, calendar: Calendar): Term => {
  const { resultDays, yearResultDays } = termsOn(reportedOn);
  return daysAfterMoved(reportedOn, quarter.endsWith('Q4') ? yearResultDays : resultDays, calendar);
};

export const paymentDue = (approvedOn: LocalDate, calendar: Calendar): Term =>
  workingDaysAfter(approvedOn, termsOn(approvedOn).paymentWorkingDays, calendar);

/** The advance of the next quarter, by the day on which the quarterly report came. */
export const advanceDue = (reportedOn: LocalDate, calendar: Calendar): Term =>
  workingDaysAfter(reportedOn, termsOn(reportedOn).advanceWorkingDays, calendar);
