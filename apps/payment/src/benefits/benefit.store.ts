import type { CalculationStep, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { destinationColumns } from '../beneficiaries/destination.rules';
import type { Benefit as StoredBenefit } from '../generated/prisma/client';
import type { Tx } from '../kit';

export type BenefitRow = Omit<StoredBenefit, 'fromMonth' | 'monthlyVnd'> & {
  readonly fromMonth: YearMonth;
  readonly monthlyVnd: Vnd;
};

const benefitOf = (row: StoredBenefit): BenefitRow => ({
  ...row,
  fromMonth: yearMonth(row.fromMonth),
  monthlyVnd: vnd(row.monthlyVnd),
});

export type NewBenefit = {
  readonly id: string;
  readonly claim: ProposeBenefit;
  readonly monthlyVnd: Vnd;
  readonly calculation: readonly CalculationStep[];
};

/** Stores a proposal; false when the person has a pension or an open claim, also one of this very moment. */
export const insertBenefit = async (tx: Tx, { id, claim, monthlyVnd, calculation }: NewBenefit): Promise<boolean> => {
  const { count } = await tx.db.benefit.createMany({
    data: [
      {
        id,
        kind: claim.kind,
        participantId: claim.participantId,
        status: 'proposed',
        fromMonth: claim.fromMonth,
        monthlyVnd,
        claim,
        calculation: [...calculation],
        ...destinationColumns(claim.destination),
        proposedBy: tx.by.subject,
        proposedAt: tx.now,
      },
    ],
    // ON CONFLICT DO NOTHING: an error would undo the transaction, and with it the chance to name the other benefit.
    skipDuplicates: true,
  });
  return count === 1;
};

export const findBenefit = async (db: Tx['db'], id: string): Promise<BenefitRow | undefined> => {
  const row = await db.benefit.findUnique({ where: { id } });
  return row === null ? undefined : benefitOf(row);
};

/** The pension of a person, or the claim for one that is still open. */
export const findStandingBenefit = async (db: Tx['db'], participantId: string): Promise<BenefitRow | undefined> => {
  const row = await db.benefit.findFirst({ where: { participantId, status: { not: 'refused' } } });
  return row === null ? undefined : benefitOf(row);
};

/** Reads and locks a benefit, so that two deciders meet one after the other. */
export const lockBenefit = async (db: Tx['db'], id: string): Promise<BenefitRow | undefined> => {
  await db.$queryRaw`SELECT FROM benefits WHERE id = ${id}::uuid FOR UPDATE`;
  return findBenefit(db, id);
};

export const saveDecision = (
  tx: Tx,
  id: string,
  decision: { readonly status: 'approved' | 'refused'; readonly reason: string },
): Promise<StoredBenefit> =>
  tx.db.benefit.update({
    where: { id },
    data: {
      status: decision.status,
      decidedBy: tx.by.subject,
      decidedAt: tx.now,
      decisionReason: decision.reason,
    },
  });
