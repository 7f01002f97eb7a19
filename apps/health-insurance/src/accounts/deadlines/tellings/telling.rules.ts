import {
  DEADLINE_STEPS,
  type KnownDeadlineOwner,
  type KnownDeadlineStage,
  type KnownDeadlineStep,
} from '@ansinh/contracts/health-insurance/deadlines';
import type { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Period } from '../../../claim/periods/period.rules';
import type { TermBasis } from '../../../registers/terms/term.rules';
import { daysOverdue, dueBy, stagesOn, type Waiting } from '../deadline.rules';
import { STEPS } from '../step.rules';

/** What names a piece of work, however the calendar moves its last day: by what its term is counted. */
export type WorkName = {
  readonly facilityCode: string;
  readonly step: KnownDeadlineStep;
  readonly period: Period;
  readonly since: string;
};

export const workName = ({ facilityCode, step, since }: Waiting): WorkName => {
  const { day, period, answeredOn } = since;
  return { facilityCode, step, period, since: answeredOn === undefined ? day : `${day}/${answeredOn}` };
};

export const workKey = ({ facilityCode, step, period, since }: WorkName): string =>
  [facilityCode, step, period, since].join(' ');

/** What was told last of a piece of work. */
export type LastWord = {
  readonly deadlineId: string;
  readonly dueOn: LocalDate;
  readonly stage: KnownDeadlineStage;
};

/** What is told of all the work of a facility, step and period that is due on one day. */
export type Telling = {
  /** What is told of the same work has the same one, also when its day has moved. */
  readonly deadlineId: string;
  readonly facilityCode: string;
  readonly step: KnownDeadlineStep;
  readonly period: Period;
  readonly dueOn: LocalDate;
  readonly stage: KnownDeadlineStage;
  readonly count: number;
  readonly works: readonly WorkName[];
};

/** The milder first. */
const RANKS = { 'due-soon': 0, overdue: 1, escalated: 2 } as const satisfies Record<KnownDeadlineStage, number>;

/** A harder stage is news, and so is another last day; not to whoever knows already that the work is late. */
const isNews = (stage: KnownDeadlineStage, dueOn: LocalDate, last: LastWord | undefined): boolean =>
  last === undefined ||
  RANKS[stage] > RANKS[last.stage] ||
  (dueOn !== last.dueOn && RANKS[stage] === RANKS['due-soon']);

/** What was told before, what terms are counted by, and where a new deadline has its id from. */
type Known = {
  readonly basis: TermBasis;
  readonly lastWords: ReadonlyMap<string, LastWord>;
  readonly newId: () => string;
};

/** What there is to tell on a day that was not told yet; stages of one deadline follow each other. */
export const tellingsOn = (day: LocalDate, waiting: readonly Waiting[], known: Known): Telling[] => {
  const { basis, lastWords, newId } = known;
  const due = dueBy(basis);
  const stages = stagesOn(day, basis.calendar);
  const deadlines = Map.groupBy(waiting, (work) =>
    [work.facilityCode, work.step, work.since.period, due(work).dueOn].join(' '),
  );
  return [...deadlines.values()].flatMap((together): Telling[] => {
    const [first] = together;
    if (first === undefined) return [];
    const { facilityCode, step, since } = first;
    const { dueOn } = due(first);
    const works = together.map(workName);
    const words = works.map((work) => lastWords.get(workKey(work)));
    const news = stages({ step, dueOn }).filter((stage) => words.some((last) => isNews(stage, dueOn, last)));
    if (news.length === 0) return [];
    const deadlineId = words.find((last) => last !== undefined)?.deadlineId ?? newId();
    const count = together.reduce((sum, work) => sum + work.count, 0);
    return news.map((stage) => ({ deadlineId, facilityCode, step, period: since.period, dueOn, stage, count, works }));
  });
};

export type Numbered = Telling & { readonly version: number };

/** What is told of one deadline is numbered on from what was told of it before. */
export const numbered = (tellings: readonly Telling[], versions: ReadonlyMap<string, number>): Numbered[] => {
  const newest = new Map(versions);
  return tellings.map((telling) => {
    const version = (newest.get(telling.deadlineId) ?? 0) + 1;
    newest.set(telling.deadlineId, version);
    return { ...telling, version };
  });
};

/** Work that stays undone is told to the agency, whoever owes it. */
const ownerOf = ({ step, stage }: Telling): KnownDeadlineOwner =>
  stage === 'escalated' ? 'agency' : STEPS[step].owner;

export const fellDue = (telling: Telling, day: LocalDate, agencyCode: string): WorkFellDue => {
  const { deadlineId, facilityCode, step, period, dueOn, stage, count } = telling;
  const kind = ownerOf(telling);
  const ids: Record<KnownDeadlineOwner, string> = { facility: facilityCode, agency: agencyCode };
  const { vi: textVi, en: textEn } = DEADLINE_STEPS[step];
  return {
    deadlineId,
    owner: { kind, id: ids[kind] },
    facilityCode,
    step,
    period,
    count,
    dueOn,
    stage,
    daysOverdue: daysOverdue(dueOn, day),
    textVi,
    textEn,
  };
};
