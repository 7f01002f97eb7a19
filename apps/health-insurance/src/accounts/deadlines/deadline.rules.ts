import { addWorkingDays, type Calendar, nextWorkingDay, type Term } from '@ansinh/calendar';
import {
  DEADLINE_STEPS,
  type KnownDeadlineStage,
  type KnownDeadlineStep,
} from '@ansinh/contracts/health-insurance/deadlines';
import type { Deadline } from '@ansinh/contracts/health-insurance/settlements.api';
import { addDays, daysBetween, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { TermBasis } from '../../registers/terms/term.rules';
import { type Since, STEPS } from './step.rules';

/** Work that waits since a day: claims, settlements, a summary. */
export type Waiting = {
  readonly facilityCode: string;
  readonly step: KnownDeadlineStep;
  readonly count: number;
  readonly since: Since;
};

/** Calendar days since the deadline; 0 up to its end. */
export const daysOverdue = (dueOn: LocalDate, today: LocalDate): number => Math.max(0, daysBetween(dueOn, today));

/** The term of work; many facilities wait since the same day, and a term is counted once. */
export const dueBy = (basis: TermBasis): ((work: Pick<Waiting, 'step' | 'since'>) => Term) => {
  const counted = new Map<string, Term>();
  return ({ step, since }) => {
    const key = [step, since.day, since.period, since.answeredOn].join('/');
    const term = counted.get(key) ?? STEPS[step].due(since, basis);
    counted.set(key, term);
    return term;
  };
};

/** One line for a facility, step, period and state, with the earliest of its deadlines; the longest overdue first. */
export const deadlinesOf = (waiting: readonly Waiting[], today: LocalDate, basis: TermBasis): Deadline[] => {
  const lines = new Map<string, Deadline>();
  const due = dueBy(basis);
  for (const { facilityCode, step, count, since } of waiting) {
    const { owner, source } = STEPS[step];
    const term = due({ step, since });
    const status = today > term.dueOn ? 'overdue' : 'open';
    const key = [facilityCode, step, since.period, status].join('/');
    const known = lines.get(key);
    const { dueOn, provisional } = known !== undefined && known.dueOn < term.dueOn ? known : term;
    lines.set(key, {
      facilityCode,
      step,
      textVi: DEADLINE_STEPS[step].vi,
      owner,
      period: since.period,
      count: (known?.count ?? 0) + count,
      dueOn,
      provisional,
      status,
      daysOverdue: daysOverdue(dueOn, today),
      source,
    });
  }
  return [...lines.values()].sort(
    (one, other) => other.daysOverdue - one.daysOverdue || (one.dueOn < other.dueOn ? -1 : 1),
  );
};

/** Work that is overdue for more working days than these is told to the agency as well. */
const ESCALATED_AFTER_WORKING_DAYS = 5;

/** Work that was due on this day or before is escalated. */
const escalatedThrough = (day: LocalDate, calendar: Calendar): LocalDate => {
  let dueOn = addDays(day, -1);
  while (addWorkingDays(dueOn, ESCALATED_AFTER_WORKING_DAYS, calendar) >= day) dueOn = addDays(dueOn, -1);
  return dueOn;
};

/** How urgent work is on a day, the milder stage first: nothing while there is time. */
export const stagesOn = (
  day: LocalDate,
  calendar: Calendar,
): ((deadline: { readonly step: KnownDeadlineStep; readonly dueOn: LocalDate }) => KnownDeadlineStage[]) => {
  const soonThrough = nextWorkingDay(day, calendar);
  const escalated = escalatedThrough(day, calendar);
  return ({ step, dueOn }) => {
    if (dueOn < day) return dueOn <= escalated ? ['overdue', 'escalated'] : ['overdue'];
    const { soonDays } = STEPS[step];
    return dueOn <= (soonDays === undefined ? soonThrough : addDays(day, soonDays)) ? ['due-soon'] : [];
  };
};
