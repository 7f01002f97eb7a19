import type { Budget, SetBudget } from '@ansinh/contracts/health-insurance/accounts/fund.api';
import { toVnd } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../../kit';
import { findFacility } from '../../registers/facilities/facility.views';
import { findBudget, saveBudget } from './budget.store';
import { budgetView } from './fund.views';

/** Sets the budget of a facility for a year; undefined when the facility is not registered. */
export const setBudget = async (
  tx: Tx,
  command: SetBudget & { readonly facilityCode: string; readonly year: number },
): Promise<Budget | undefined> => {
  const { facilityCode, year, source } = command;
  if ((await findFacility(tx.db, facilityCode)) === undefined) return undefined;
  const before = await findBudget(tx, { facilityCode, year });
  const after = await saveBudget(tx, { facilityCode, year, source, amountVnd: toVnd(command.amountVnd) });
  tx.audit({
    action: 'budget.set',
    target: `facility:${facilityCode}`,
    said: source,
    outcome: `${year}`,
    before,
    after,
  });
  return budgetView(after);
};
