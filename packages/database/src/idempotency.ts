import type { TransactionClient } from './database';

export type StoredAnswer = { readonly status: number; readonly contentType: string; readonly body: string };
export type IdempotencyClaim =
  | { readonly outcome: 'new' }
  | { readonly outcome: 'replay'; readonly answer: StoredAnswer }
  | { readonly outcome: 'other-request' };

export type IdempotencyScope = { readonly principal: string; readonly key: string };

/** What a request is by its meaning, and byte by byte: earlier releases kept the latter, and keys never expire. */
export type RequestHashes = { readonly canonical: string; readonly asSent: string };

type Row = { request_hash: string; status: number | null; content_type: string | null; body: string | null };

/**
 * Takes the key inside the caller's transaction, before any effect. A second request with the same key waits here for
 * the first to commit (then it is a replay) or to roll back (then it is new); a refused request so never burns its key.
 */
export const claimIdempotencyKey = async (
  db: TransactionClient,
  scope: IdempotencyScope,
  hashes: RequestHashes,
): Promise<IdempotencyClaim> => {
  const inserted = await db.$executeRaw`
    INSERT INTO platform.idempotency_keys (principal, key, request_hash) VALUES (${scope.principal}, ${scope.key}, ${hashes.canonical})
    ON CONFLICT DO NOTHING`;
  if (inserted === 1) return { outcome: 'new' };
  const [row] = await db.$queryRaw<Row[]>`
    SELECT request_hash, status, content_type, body FROM platform.idempotency_keys
    WHERE principal = ${scope.principal} AND key = ${scope.key}`;
  if (row === undefined || !Object.values(hashes).includes(row.request_hash)) return { outcome: 'other-request' };
  if (row.status === null || row.content_type === null || row.body === null) return { outcome: 'other-request' };
  return { outcome: 'replay', answer: { status: row.status, contentType: row.content_type, body: row.body } };
};

/** Stores the answer with the effect, in the same transaction. Keys of money never expire. */
export const storeAnswer = async (
  db: TransactionClient,
  scope: IdempotencyScope,
  answer: StoredAnswer,
): Promise<void> => {
  await db.$executeRaw`
    UPDATE platform.idempotency_keys SET status = ${answer.status}, content_type = ${answer.contentType}, body = ${answer.body}
    WHERE principal = ${scope.principal} AND key = ${scope.key}`;
};
