import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { secretHashOf } from '../../clients/client-secrets';
import type { Prisma } from '../../generated/prisma/client';

type Db = Pick<Prisma.TransactionClient, 'oauthRecord'>;

/** What the authorization server keeps of persons, beside their sessions. */
export const RECORD_KINDS = ['AuthorizationCode', 'Grant', 'Interaction', 'RefreshToken'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

const SECOND_MS = 1_000;

/** The payload as it rests: what was handed out stands nowhere in it, neither its own id nor the cookie of a session. */
const restingOf = ({ jti: _id, session, ...payload }: AdapterPayload): Prisma.InputJsonObject => {
  const { cookie: _cookie, ...known } = session ?? {};
  return JSON.parse(JSON.stringify({ ...payload, ...(session === undefined ? {} : { session: known }) }));
};

const payloadOf = (id: string, payload: unknown): AdapterPayload => ({ ...(payload as AdapterPayload), jti: id });

export type RecordParts = {
  readonly db: Db;
  /** A code or a refresh token came a second time: somebody else has it. The session that it came of is no more. */
  readonly endSession: (sessionId: string) => Promise<void>;
};

const nothing = async (): Promise<undefined> => undefined;

/** Takes a code or a refresh token once. Of two at the same time one has it; what came of both is ended. */
const consumeOnce = async ({ db, endSession }: RecordParts, kind: RecordKind, id: string): Promise<void> => {
  const where = { kind, idHash: secretHashOf(id) };
  const { count } = await db.oauthRecord.updateMany({
    where: { ...where, consumedAt: null },
    data: { consumedAt: new Date() },
  });
  if (count === 1) return;
  const used = await db.oauthRecord.findUnique({ where: { kind_idHash: where } });
  if (used !== null) {
    if (used.grantHash !== null) await db.oauthRecord.deleteMany({ where: { grantHash: used.grantHash } });
    const { sessionUid } = payloadOf(id, used.payload);
    if (sessionUid !== undefined) await endSession(sessionUid);
  }
  throw new errors.InvalidGrant('it was used before');
};

/**
 * One kind of record. That a code or a token was used is not told to the library by `find`: it would look, and then use.
 * Both are one statement here.
 */
export const recordAdapter = (parts: RecordParts, kind: RecordKind): Adapter => {
  const { db } = parts;
  return {
    upsert: async (id, payload, expiresIn = 0) => {
      const idHash = secretHashOf(id);
      const kept = {
        // A grant goes with all that came of it.
        grantHash: kind === 'Grant' ? idHash : payload.grantId === undefined ? null : secretHashOf(payload.grantId),
        payload: restingOf(payload),
        expiresAt: new Date(Date.now() + expiresIn * SECOND_MS),
      };
      await db.oauthRecord.upsert({
        where: { kind_idHash: { kind, idHash } },
        create: { kind, idHash, ...kept },
        update: kept,
      });
    },
    find: async (id) => {
      const row = await db.oauthRecord.findUnique({ where: { kind_idHash: { kind, idHash: secretHashOf(id) } } });
      return row === null ? undefined : payloadOf(id, row.payload);
    },
    consume: (id) => consumeOnce(parts, kind, id),
    destroy: async (id) => {
      await db.oauthRecord.deleteMany({ where: { kind, idHash: secretHashOf(id) } });
    },
    revokeByGrantId: async (grantId) => {
      await db.oauthRecord.deleteMany({ where: { kind, grantHash: secretHashOf(grantId) } });
    },
    findByUid: nothing,
    findByUserCode: nothing,
  };
};

/** Takes away what can be used no more. */
export const forgetRecords = async (db: Db, before: Date): Promise<number> =>
  (await db.oauthRecord.deleteMany({ where: { expiresAt: { lt: before } } })).count;
