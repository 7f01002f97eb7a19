import { TWO_FACTORS } from '@ansinh/http';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { secretHashOf } from '../clients/client-secrets';
import { isInUse, isOpen, sessionEnd } from '../identity/sessions/session.rules';
import { dropCookie, findSession, findSessionByCookie, saveSession } from '../identity/sessions/session.store';
import type { Db } from '../kit';

const nothing = async (): Promise<undefined> => undefined;

type Kept = { readonly id: string; readonly state: unknown };

const payloadOf = ({ id, state }: Kept, cookie: string): AdapterPayload => ({
  ...(state as AdapterPayload),
  uid: id,
  jti: cookie,
});

/**
 * Sessions as the authorization server knows them: found by the cookie of a browser while somebody uses it, and by their
 * id while tokens that came of them may be renewed.
 */
export const sessionAdapter = (db: Db, now: () => Date): Adapter => ({
  upsert: async (cookie, { jti: _cookie, uid, ...payload }) => {
    if (uid === undefined) throw new Error('a session has an id');
    const at = now();
    await saveSession(db, {
      id: uid,
      accountId: payload.accountId,
      factors: payload.acr === TWO_FACTORS ? 2 : 1,
      cookieHash: secretHashOf(cookie),
      state: { ...payload, uid },
      now: at,
      expiresAt: sessionEnd(at, payload.accountId),
    });
  },
  find: async (cookie) => {
    const session = await findSessionByCookie(db, secretHashOf(cookie));
    return session !== null && isInUse(session, now()) ? payloadOf(session, cookie) : undefined;
  },
  findByUid: async (id) => {
    const session = await findSession(db, id);
    return session !== null && isOpen(session, now()) ? payloadOf(session, '') : undefined;
  },
  destroy: (cookie) => dropCookie(db, secretHashOf(cookie)),
  consume: nothing,
  revokeByGrantId: nothing,
  findByUserCode: nothing,
});
