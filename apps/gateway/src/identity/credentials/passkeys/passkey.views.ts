import type { PasskeyView } from '@ansinh/contracts/gateway/accounts.api';
import type { Passkey, Prisma } from '../../../generated/prisma/client';
import { listOwnPasskeys } from './passkey.store';

export const viewOfPasskey = ({ passkeyId, name, addedAt, lastUsedAt }: Passkey): PasskeyView => ({
  passkeyId,
  name,
  addedAt: addedAt.toISOString(),
  ...(lastUsedAt === null ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
});

export const listPasskeys = async (db: Prisma.TransactionClient, accountId: string): Promise<readonly PasskeyView[]> =>
  (await listOwnPasskeys(db, accountId)).map(viewOfPasskey);
