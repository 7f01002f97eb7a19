import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Advance } from '@ansinh/contracts/health-insurance/settlements.api';
import { type LocalDate, monthOf, type Quarter, quarterOf } from '@ansinh/contracts/vocabulary/calendar';
import { findInForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { divideRounded, type Hundredths, least, minus, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { firstDayOfPeriod, previousQuarter } from '../../claim/periods/period.rules';

export type AdvanceShare = {
  readonly reportedQuarter: Quarter;
  readonly percent: bigint;
  readonly source: string;
  readonly amountVnd: Vnd;
};

const firstQuarterOf = ([first]: Law['advance-percent']): Quarter | undefined =>
  first === undefined ? undefined : quarterOf(monthOf(first.from));

/**
 * The advance of a quarter from what the facility asked of the fund in the quarter before, half up to the dong.
 * @throws Rejection advance.quarter-not-begun before its first day; advance.quarter-not-covered before the law that is kept;
 * advance.nothing-reported without a dong to pay.
 */
export const advanceOf = (
  quarter: Quarter,
  { reported, today }: { readonly reported: Hundredths; readonly today: LocalDate },
  law: Law,
): AdvanceShare => {
  const firstDay = firstDayOfPeriod(quarter);
  const reportedQuarter = previousQuarter(quarter);
  if (today < firstDay) throw reject('advance.quarter-not-begun', { quarter, firstDay });
  const table = law['advance-percent'];
  const share = findInForce(table, firstDay);
  if (share === undefined)
    throw reject('advance.quarter-not-covered', { quarter, firstQuarter: firstQuarterOf(table) });
  const amountVnd = vnd(divideRounded(reported * share.value, 10_000n));
  if (amountVnd === 0n) throw reject('advance.nothing-reported', { reportedQuarter });
  return { reportedQuarter, percent: share.value, source: share.source, amountVnd };
};

/** An advance as far as its life goes. */
export type AdvanceLife = {
  readonly advanceId: string;
  readonly status: Advance['status'];
  readonly paidAt: Date | null;
};

/** An advance begins as what the fund will pay. */
export const approved = (advanceId: string): AdvanceLife => ({ advanceId, status: 'approved', paidAt: null });

/** What a payment makes of an advance: it is paid once, and told again it stays the one that it is. */
export const moveAdvance = (advance: AdvanceLife, paidAt: Date): AdvanceLife => {
  const { status } = advance;
  switch (status) {
    case 'approved':
      return { ...advance, status: 'paid', paidAt };
    case 'paid':
      return advance;
    default:
      return unreachable(status);
  }
};

export type OpenAdvance = { readonly advanceId: string; readonly leftVnd: Vnd };
export type AdvanceUse = { readonly advanceId: string; readonly amountVnd: Vnd };

/** What a settlement takes of the advances, in the order given, and what is left of it to pay. */
export const deductAdvances = (
  amountVnd: Vnd,
  advances: readonly OpenAdvance[],
): { readonly uses: readonly AdvanceUse[]; readonly usedVnd: Vnd; readonly restVnd: Vnd } => {
  let restVnd = amountVnd;
  const uses: AdvanceUse[] = [];
  for (const { advanceId, leftVnd } of advances) {
    const used = least(leftVnd, restVnd);
    if (used > 0n) uses.push({ advanceId, amountVnd: used });
    restVnd = minus(restVnd, used);
  }
  return { uses, usedVnd: minus(amountVnd, restVnd), restVnd };
};
