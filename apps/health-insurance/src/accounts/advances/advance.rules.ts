import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Advance } from '@ansinh/contracts/health-insurance/settlements.api';
import type { LocalDate, Quarter } from '@ansinh/contracts/vocabulary/calendar';
import { datedTable, findInForce } from '@ansinh/contracts/vocabulary/law/dated';
import { divideRounded, type Hundredths, least, minus, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { firstDayOfPeriod, previousQuarter } from '../../claim/periods/period.rules';

/** Percent of the cost of the quarter before that the fund pays in advance, by the first day of the advanced quarter. */
const ADVANCE_PERCENT = datedTable<bigint>([
  {
    from: '2015-01-01',
    to: '2025-06-30',
    value: 80n,
    source: 'Law 46/2014/QH13 Art 1(22), Art 32 of Law 25/2008/QH12',
  },
  { from: '2025-07-01', to: null, value: 90n, source: 'Law 51/2024/QH15, Art 32' },
]);

const FIRST_QUARTER = '2015-Q1';

export type AdvanceShare = {
  readonly reportedQuarter: Quarter;
  readonly percent: bigint;
  readonly source: string;
  readonly amountVnd: Vnd;
};

/**
 * The advance of a quarter from what the facility asked of the fund in the quarter before, half up to the dong.
 * @throws Rejection advance.quarter-not-begun before its first day; advance.quarter-not-covered before the law that is kept;
 * advance.nothing-reported without a dong to pay.
 */
export const advanceOf = (quarter: Quarter, reported: Hundredths, today: LocalDate): AdvanceShare => {
  const firstDay = firstDayOfPeriod(quarter);
  const reportedQuarter = previousQuarter(quarter);
  if (today < firstDay) throw reject('advance.quarter-not-begun', { quarter, firstDay });
  const share = findInForce(ADVANCE_PERCENT, firstDay);
  if (share === undefined) throw reject('advance.quarter-not-covered', { quarter, firstQuarter: FIRST_QUARTER });
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
