import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { FacilityBudget } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

export type NewBudget = Pick<FacilityBudget, 'facilityCode' | 'year' | 'source'> & { readonly amountVnd: Vnd };

export const findBudget = async (
  tx: Tx,
  { facilityCode, year }: Pick<FacilityBudget, 'facilityCode' | 'year'>,
): Promise<FacilityBudget | undefined> =>
  (await tx.db.facilityBudget.findUnique({ where: { facilityCode_year: { facilityCode, year } } })) ?? undefined;

/** The budget of a facility for a year; a second one takes the place of the first. */
export const saveBudget = (tx: Tx, { facilityCode, year, ...budget }: NewBudget): Promise<FacilityBudget> => {
  const row = { ...budget, setAt: tx.now, setBy: tx.by.subject };
  return tx.db.facilityBudget.upsert({
    where: { facilityCode_year: { facilityCode, year } },
    create: { facilityCode, year, ...row },
    update: row,
  });
};
