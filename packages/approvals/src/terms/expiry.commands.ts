import type { Audit } from '@ansinh/audit';
import type { Target } from '@ansinh/contracts/wire/things';
import type { TransactionClient } from '@ansinh/database';
import { endExpired } from './expiry.store';

type ExpiringTx = { readonly db: TransactionClient; readonly now: Date; readonly audit: Audit };

/** What is over is told on the thing that it was about, and its body goes. @returns how many */
export const expireApprovals = async ({ db, now, audit }: ExpiringTx, limit: number): Promise<number> => {
  const expired = await endExpired(db, now, limit);
  // The thing was made by a door as a target.
  for (const { id, thing } of expired)
    audit({ action: 'approval.expire', target: thing as Target, outcome: `approval:${id}` });
  return expired.length;
};
