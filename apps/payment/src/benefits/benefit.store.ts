import type { CalculationStep, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { BenefitPayment } from '@ansinh/contracts/payment/events';
import type { KnownBenefitKind } from '@ansinh/contracts/payment/kinds';
import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import { destinationColumns } from '../beneficiaries/destination.rules';
import type { Benefit as StoredBenefit } from '../generated/prisma/client';
import type { Tx } from '../kit';

export type BenefitRow = Omit<StoredBenefit, 'fromMonth' | 'amountVnd' | 'payment'> & {
  readonly payment: BenefitPayment;
  readonly fromMonth: YearMonth;
  readonly amountVnd: Vnd;
};

const benefitOf = (row: StoredBenefit): BenefitRow => ({
  ...row,
  payment: BenefitPayment.parse(row.payment),
  fromMonth: yearMonth(row.fromMonth),
  amountVnd: vnd(row.amountVnd),
});

export type NewBenefit = {
  readonly id: string;
  readonly proposal: ProposeBenefit;
  /** The person behind the account that proposes it. */
  readonly proposedByKey: string;
  readonly payment: BenefitPayment;
  /** Of one kind and key only one claim stands. */
  readonly uniqueKey: string;
  readonly amountVnd: Vnd;
  readonly fromMonth: YearMonth;
  readonly calculation: readonly CalculationStep[];
};

/** Stores a proposal; false when one of its kind and key stands, also one of this very moment. */
export const insertBenefit = async (tx: Tx, { proposal, calculation, ...benefit }: NewBenefit): Promise<boolean> => {
  const { kind, participantId, destination, claim } = proposal;
  const { count } = await tx.db.benefit.createMany({
    data: [
      {
        ...benefit,
        kind,
        participantId,
        status: 'proposed',
        claim,
        calculation: [...calculation],
        ...destinationColumns(destination),
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

/** The benefit of a kind and key that was granted, or the claim for one that is still open. */
export const findStandingBenefit = async (
  db: Tx['db'],
  kind: KnownBenefitKind,
  uniqueKey: string,
): Promise<BenefitRow | undefined> => {
  const row = await db.benefit.findFirst({ where: { kind, uniqueKey, status: { not: 'refused' } } });
  return row === null ? undefined : benefitOf(row);
};

/**
 * Locks persons to the end of the transaction, in one order so that nobody waits in a circle: what is granted to a person and
 * what proves the death of the same person are decided one after the other.
 */
export const lockPersons = async (db: Tx['db'], participantIds: readonly string[]): Promise<void> => {
  await db.$executeRaw`
    SELECT pg_advisory_xact_lock(person) FROM (
      SELECT DISTINCT hashtextextended('benefit-person|' || id, 0) AS person
      FROM unnest(${[...participantIds]}::text[]) AS id ORDER BY person) AS persons`;
};

/** The benefit by whose grant it is known that a participant has died; the kinds are those that prove a death. */
export const findProofOfDeath = async (
  db: Tx['db'],
  kinds: readonly KnownBenefitKind[],
  participantId: string,
): Promise<string | undefined> => {
  const where = { kind: { in: [...kinds] }, uniqueKey: participantId, status: 'approved' };
  return (await db.benefit.findFirst({ where, select: { id: true } }))?.id;
};

/** Reads and locks a benefit, so that two deciders meet one after the other. */
export const lockBenefit = async (db: Tx['db'], id: string): Promise<BenefitRow | undefined> => {
  await db.$queryRaw`SELECT FROM benefits WHERE id = ${id}::uuid FOR UPDATE`;
  return findBenefit(db, id);
};

export const saveDecision = (
  tx: Tx,
  id: string,
  decision: { readonly status: 'approved' | 'refused'; readonly decidedByKey: string; readonly reason: string },
): Promise<StoredBenefit> =>
  tx.db.benefit.update({
    where: { id },
    data: {
      status: decision.status,
      decidedBy: tx.by.subject,
      decidedByKey: decision.decidedByKey,
      decidedAt: tx.now,
      decisionReason: decision.reason,
    },
  });
