import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { parseTenant } from '@ansinh/contracts/wire/permissions';
import type { Prisma } from '../../generated/prisma/client';
import { accountForToken, type TokenAccount } from '../../identity/accounts/account.views';
import { findSession } from '../../identity/sessions/session.store';

type Asked = { readonly day: LocalDate; readonly sessionId: string | undefined };

/** Who an account is on a day: for whom was chosen in this session, as long as it may speak for it, or else for the first. */
export const accountInSession = async (
  db: Prisma.TransactionClient,
  accountId: string,
  { day, sessionId }: Asked,
): Promise<TokenAccount | undefined> => {
  const session = sessionId === undefined ? null : await findSession(db, sessionId);
  const wished = session?.accountId === accountId && session.tenant !== null ? parseTenant(session.tenant) : undefined;
  const chosen = wished && (await accountForToken(db, accountId, day, wished));
  return chosen ?? accountForToken(db, accountId, day);
};
