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
import { inForceOrFirst } from '@ansinh/contracts/vocabulary/law/dated';
import type { ClaimTerms } from '@ansinh/contracts/vocabulary/law/health';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { lastDayOfPeriod, type Period } from '../../claim/periods/period.rules';

/** What a term is counted by. */
export type TermBasis = { readonly calendar: Calendar; readonly law: Law };

/** Of a day before the first row, which only a mistyped file can name, the first: one day must not stop all terms. */
const termsOn = (date: LocalDate, law: Law): ClaimTerms => inForceOrFirst(law['claim-terms'], date);

/** A visit whose claim was returned: the day on which the patient left, and that of the answer. */
type ReturnedVisit = { readonly leftOn: LocalDate; readonly answeredOn: LocalDate };

/**
 * A returned claim: whichever of the two terms of its visit ends first; but what is returned late leaves the facility the
 * days that the law gives it after an answer.
 */
export const correctionDue = ({ leftOn, answeredOn }: ReturnedVisit, { calendar, law }: TermBasis): Term => {
  const { correctionWorkingDays, monthEndDay } = termsOn(leftOn, law);
  const byMonth = dayOfMonth(addMonths(monthOf(leftOn), 1), monthEndDay - 1);
  const byVisit = earlierTerm(workingDaysAfter(leftOn, correctionWorkingDays, calendar), byMonth);
  return laterTerm(byVisit, workingDaysAfter(answeredOn, termsOn(answeredOn, law).answeredWorkingDays, calendar));
};

export const appraisalDue = (receivedOn: LocalDate, { calendar, law }: TermBasis): Term =>
  workingDaysAfter(receivedOn, termsOn(receivedOn, law).appraisalWorkingDays, calendar);

/** The explanation of a question, by the day of the appraisal. */
export const explanationDue = (appraisedOn: LocalDate, { calendar, law }: TermBasis): Term =>
  workingDaysAfter(appraisedOn, termsOn(appraisedOn, law).explanationWorkingDays, calendar);

/** The decision on a question, by the day of its explanation. */
export const decisionDue = (explainedOn: LocalDate, { calendar, law }: TermBasis): Term =>
  workingDaysAfter(explainedOn, termsOn(explainedOn, law).decisionWorkingDays, calendar);

/** The last day of appraisal whose explanations are overdue today. */
export const overdueThrough = (today: LocalDate, basis: TermBasis): LocalDate => {
  let day = addDays(today, -1);
  while (explanationDue(day, basis).dueOn >= today) day = addDays(day, -1);
  return day;
};

/** 01/BH and 02/BH: day 15 of the month after the month or quarter. */
export const summaryDue = (period: Period, { calendar, law }: TermBasis): Term => {
  const lastDay = lastDayOfPeriod(period);
  return dayOfMonthMoved(addMonths(monthOf(lastDay), 1), termsOn(lastDay, law).summaryDay, calendar);
};

/** The result of a quarter, by the day on which its report came. */
export const resultDue = (quarter: Period, reportedOn: LocalDate, { calendar, law }: TermBasis): Term => {
  const { resultDays, yearResultDays } = termsOn(reportedOn, law);
  return daysAfterMoved(reportedOn, quarter.endsWith('Q4') ? yearResultDays : resultDays, calendar);
};

export const paymentDue = (approvedOn: LocalDate, { calendar, law }: TermBasis): Term =>
  workingDaysAfter(approvedOn, termsOn(approvedOn, law).paymentWorkingDays, calendar);

/** The advance of the next quarter, by the day on which the quarterly report came. */
export const advanceDue = (reportedOn: LocalDate, { calendar, law }: TermBasis): Term =>
  workingDaysAfter(reportedOn, termsOn(reportedOn, law).advanceWorkingDays, calendar);
