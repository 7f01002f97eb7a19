import type { Principal } from '@ansinh/contracts/wire/permissions';
import { waitingRoom } from '@ansinh/http/admission';
import { decodeJwt } from 'jose';
import { AT_START } from '../clients/client.commands';
import { secretHashOf } from '../clients/client-secrets';
import { endSession } from '../identity/sessions/session.commands';
import { isInUse, seenLongAgo } from '../identity/sessions/session.rules';
import { findSession, noteSeen, type Session } from '../identity/sessions/session.store';
import type { DoorContext, Tx } from '../kit';
import { renewAt } from './console-session.rules';
import {
  type ConsoleSession,
  deleteConsoleSession,
  findConsoleSession,
  forgetConsoleSessions,
  insertConsoleSession,
  lockConsoleSession,
  renewConsoleSession,
  renewSoon,
} from './console-session.store';
import { newSecret, openTokens, sealTokens } from './sealed-tokens';
import type { GivenTokens, TokenEndpoint } from './token-endpoint';

export type ConsoleSessions = {
  /** Keeps the tokens of a sign-in. @returns the secret for the browser: a new one each time */
  readonly begin: (given: GivenTokens, sessionId: string) => Promise<string>;
  /** The session that this secret speaks for, as long as somebody uses it. */
  readonly find: (secret: string) => Promise<Session | undefined>;
  /** A good access token; undefined when the session is over. */
  readonly tokenFor: (secret: string) => Promise<string | undefined>;
  /** What was kept for this browser goes; the session itself goes on. */
  readonly forget: (secret: string) => Promise<void>;
  /** Signs out: the session is over at every door. */
  readonly leave: (secret: string, by: Principal) => Promise<void>;
};

export type ConsoleSessionsParts = Pick<DoorContext, 'db' | 'transact' | 'now' | 'isRevoked'> & {
  readonly ask: TokenEndpoint;
};

/** Each holds two connections of the database: a crowd whose tokens end at the same time leaves most for others. */
const RENEWALS = { atOnce: 2, waitingMax: 500, waitingBytesMax: 500 };

/** Renews the tokens of a browser in the transaction that has its row locked. @returns undefined when the session is over */
const renew = async (
  tx: Tx,
  { secret, sealed }: { readonly secret: string; readonly sealed: string },
  ask: TokenEndpoint,
): Promise<ConsoleSession | undefined> => {
  const idHash = secretHashOf(secret);
  const kept = await lockConsoleSession(tx.db, idHash);
  if (kept === null) return undefined;
  // Another request has done it while this one waited for the row.
  if (kept.sealed !== sealed) return kept;
  const { refreshToken } = openTokens(secret, kept.sealed);
  const given = await ask({ grant_type: 'refresh_token', refresh_token: refreshToken });
  if (given === undefined) {
    await deleteConsoleSession(tx.db, idHash);
    return undefined;
  }
  const renewed = { sealed: sealTokens(secret, given), renewAt: renewAt(tx.now, given.expiresInSeconds) };
  await renewConsoleSession(tx.db, idHash, renewed);
  return { ...kept, ...renewed };
};

/** Sessions of browsers: they hold a secret, the gateway holds their tokens. */
export const openConsoleSessions = ({ db, transact, now, isRevoked, ask }: ConsoleSessionsParts): ConsoleSessions => {
  const { inTurn } = waitingRoom(RENEWALS);

  const load = async (secret: string) => {
    const kept = await findConsoleSession(db, secretHashOf(secret));
    const session = kept === null ? null : await findSession(db, kept.sessionId);
    return kept !== null && session !== null && isInUse(session, now()) ? { kept, session } : undefined;
  };

  /** Roles were changed, or another program of the session gave its tokens back: the session goes on with new ones. */
  const isEnded = (accessToken: string): boolean => {
    const { sub = '', sid, iat = 0 } = decodeJwt(accessToken);
    return isRevoked({ subject: sub, session: String(sid), issuedAtMs: iat * 1_000 });
  };

  const freshIn = (secret: string, { sealed, renewAt: until }: ConsoleSession): string | undefined => {
    if (now() >= until) return undefined;
    const { accessToken } = openTokens(secret, sealed);
    return isEnded(accessToken) ? undefined : accessToken;
  };

  const forget = (secret: string): Promise<void> => deleteConsoleSession(db, secretHashOf(secret));

  return {
    begin: async (given, sessionId) => {
      const session = await findSession(db, sessionId);
      if (session === null) throw new Error('tokens came of no session');
      const secret = newSecret();
      const at = now();
      await insertConsoleSession(db, {
        idHash: secretHashOf(secret),
        sessionId,
        sealed: sealTokens(secret, given),
        renewAt: renewAt(at, given.expiresInSeconds),
        createdAt: at,
        expiresAt: session.expiresAt,
      });
      return secret;
    },
    find: async (secret) => (await load(secret))?.session,
    tokenFor: async (secret) => {
      const loaded = await load(secret);
      if (loaded === undefined) return undefined;
      const { kept, session } = loaded;
      if (session.lastSeenAt < seenLongAgo(now())) await noteSeen(db, session.id, now());
      const fresh = freshIn(secret, kept);
      if (fresh !== undefined) return fresh;
      const renewed = await inTurn(1, () =>
        transact(AT_START, (tx) => renew(tx, { secret, sealed: kept.sealed }, ask)),
      );
      return renewed && openTokens(secret, renewed.sealed).accessToken;
    },
    forget,
    leave: async (secret, by) => {
      const session = (await load(secret))?.session;
      if (session !== undefined) await transact(by, (tx) => endSession(tx, session.id, 'signed-out'));
      await forget(secret);
    },
  };
};

/** What browsers have of a session is renewed before it is used again. */
export const renewTokensOf = (tx: Tx, sessionId: string): Promise<void> => renewSoon(tx.db, sessionId, tx.now);

export const forgetOldConsoleSessions = async (tx: Tx): Promise<void> => {
  await forgetConsoleSessions(tx.db, tx.now);
};
