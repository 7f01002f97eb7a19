import type { Tx } from '../../kit';
import { instantOfMinute } from '../../notation/national-time';
import type { CoPayment } from './co-payment.rules';

/** What a claim adds to the account of its person. */
export type ClaimCoPayments = {
  readonly claimId: string;
  readonly participantId: string | null;
  /** A claim that is new has nothing to take back. */
  readonly isNew: boolean;
  readonly coPayments: readonly CoPayment[];
};

/**
 * Writes what claims add to the accounts of their persons, one row a year, in place of what they had added before:
 * nothing for a claim that was returned or refused.
 */
export const replaceCoPayments = async (tx: Tx, claims: readonly ClaimCoPayments[]): Promise<void> => {
  const before = claims.flatMap(({ claimId, isNew }) => (isNew ? [] : [claimId]));
  if (before.length > 0) await tx.db.coPayment.deleteMany({ where: { claimId: { in: before } } });
  const data = claims.flatMap(({ claimId, participantId, coPayments }) =>
    participantId === null
      ? []
      : coPayments.map(({ at, amount }) => ({
          claimId,
          participantId,
          year: Number(at.slice(0, 4)),
          paidAt: instantOfMinute(at),
          amount,
        })),
  );
  if (data.length > 0) await tx.db.coPayment.createMany({ data });
};
