import type { Tx } from '../kit';
import { instantOfMinute } from '../xml/national-time';
import type { CoPayment } from './copayment.rules';

/**
 * Writes what a claim adds to the account of its person, one row a year, in place of what it had added before: nothing
 * for a claim that was returned or refused.
 */
export const replaceCoPayments = async (
  tx: Tx,
  claim: { readonly claimId: string; readonly participantId: string | null; readonly isNew: boolean },
  coPayments: readonly CoPayment[],
): Promise<void> => {
  const { claimId, participantId, isNew } = claim;
  // A claim that is new has nothing to take back.
  if (!isNew) await tx.db.coPayment.deleteMany({ where: { claimId } });
  if (participantId === null || coPayments.length === 0) return;
  await tx.db.coPayment.createMany({
    data: coPayments.map(({ at, amount }) => ({
      claimId,
      participantId,
      year: Number(at.slice(0, 4)),
      paidAt: instantOfMinute(at),
      amount,
    })),
  });
};
