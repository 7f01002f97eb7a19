import { forgetMakers } from '@ansinh/approvals';
import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import type { RevokedKind } from '@ansinh/contracts/gateway/kinds';
import { newId, type TransactionClient } from '@ansinh/database';
import type { Append } from '@ansinh/messaging';
import { forgottenBefore, notBeforeOf, type Revocation } from './revocation.rules';
import { forgetRevocations, keepRevocations } from './revocation.store';

type RevokingTx = { readonly db: TransactionClient; readonly now: Date; readonly append: Append };

/**
 * Ends all tokens of a subject that were issued up to now: here with the commit, in every other service when it is told.
 * Whether it may have new ones is not said by it.
 */
export const revokeAccess = async (
  tx: RevokingTx,
  ...subjects: readonly (Pick<Revocation, 'endsRequests' | 'subject'> & { readonly kind: RevokedKind })[]
): Promise<void> => {
  const notBefore = notBeforeOf(tx.now);
  await keepRevocations(
    tx.db,
    subjects.map((one) => ({ ...one, notBefore })),
  );
  for (const { kind, subject, endsRequests } of subjects)
    tx.append(
      AccessRevoked,
      { subjectKind: kind, subject, notBefore: notBefore.toISOString(), ...(endsRequests ? { endsRequests } : {}) },
      { id: newId(), version: 1 },
    );
};

/** Whose tokens have all ended by themselves is not kept. */
export const forgetEnded = async ({ db, now }: Pick<RevokingTx, 'db' | 'now'>): Promise<void> => {
  await forgetRevocations(db, forgottenBefore(now));
  await forgetMakers({ db, now });
};
