import type { ArrearsReported } from '@ansinh/contracts/collection/events';
import { ARREARS_STAGES, type KnownArrearsOwner, type KnownArrearsStage } from '@ansinh/contracts/collection/kinds';
import { addDays, daysBetween, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';
import { type StatementFacts, stateOn } from '../statements/statement.rules';

/** A stage that was told of a statement. */
export type Told = { readonly stage: string; readonly toldOn: LocalDate };

/**
 * How far the arrears of a statement have come on a day: the gravest stage, unless it was told before. A milder one that was
 * missed is not told after a graver one. It is no evasion before the employer was urged, on an earlier day.
 */
export const stageOn = (
  day: LocalDate,
  { dueDate, told }: { readonly dueDate: LocalDate; readonly told: readonly Told[] },
  law: Law,
): KnownArrearsStage | undefined => {
  const days = daysBetween(dueDate, day);
  const from = inForce(law['arrears-days'], day);
  const isUrged = told.some(({ stage, toldOn }) => stage === 'urged' && toldOn < day);
  const isReached = {
    late: days >= from.late,
    urged: days >= from.urged,
    evasion: days >= from.evasion && isUrged,
  } as const satisfies Record<KnownArrearsStage, boolean>;
  const gravest = kindsOf(ARREARS_STAGES)
    .filter((stage) => isReached[stage])
    .at(-1);
  return told.some(({ stage }) => stage === gravest) ? undefined : gravest;
};

const OWNERS = {
  late: 'employer',
  urged: 'employer',
  evasion: 'agency',
} as const satisfies Record<KnownArrearsStage, KnownArrearsOwner>;

const OWNER_IDS = {
  employer: (unitCode) => unitCode,
  agency: (_unitCode, agencyCode) => agencyCode,
} as const satisfies Record<KnownArrearsOwner, (unitCode: string, agencyCode: string) => string>;

export type OverdueStatement = StatementFacts & { readonly unitCode: string };

export const reportOf = (
  statement: OverdueStatement,
  stage: KnownArrearsStage,
  { day, agencyCode, law }: { readonly day: LocalDate; readonly agencyCode: string; readonly law: Law },
): ArrearsReported => {
  const { statementId, employerId, unitCode, month, dueDate } = statement;
  const { outstandingVnd, interestVnd } = stateOn(statement, day, law);
  const kind = OWNERS[stage];
  return {
    statementId,
    employerId,
    unitCode,
    month,
    dueDate,
    stage,
    owner: { kind, id: OWNER_IDS[kind](unitCode, agencyCode) },
    outstandingVnd: vndText(outstandingVnd),
    interestVnd: vndText(interestVnd),
    asOf: day,
    daysLate: daysBetween(dueDate, day),
    evasionOn: addDays(dueDate, inForce(law['arrears-days'], day).evasion),
  };
};
