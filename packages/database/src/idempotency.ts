import { keyRing, type Owner, openKept } from '@ansinh/secrets';
import type { TransactionClient } from './database';

export type StoredAnswer = { readonly status: number; readonly contentType: string; readonly body: string };
export type IdempotencyClaim =
  | { readonly outcome: 'new' }
  | { readonly outcome: 'replay'; readonly answer: StoredAnswer }
  /** Its answer was kept for its term. */
  | { readonly outcome: 'forgotten'; readonly doneAt: Date }
  | { readonly outcome: 'other-request' };

export type IdempotencyScope = { readonly principal: string; readonly key: string };

/** Answers tell of persons and accounts, and are kept for a quarter: they are sealed, each for its own request. */
const ownerOf = ({ principal, key }: IdempotencyScope): Owner => ['answer', principal, key];

/**
 * What a request is by its meaning, and byte by byte: earlier releases kept the latter, and keys never expire. What is kept is
 * a keyed digest, since an account number in a request whose rest is known would soon be found by trying.
 */
export type RequestHashes = { readonly canonical: string; readonly asSent: string };

const isSameRequest = (kept: string, { canonical, asSent }: RequestHashes): boolean =>
  kept === canonical || kept === asSent || keyRing().isDigestOf(kept, canonical);

type Row = {
  request_hash: string;
  status: number | null;
  content_type: string | null;
  body: string | null;
  created_at: Date;
};

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
    INSERT INTO platform.idempotency_keys (principal, key, request_hash) VALUES (${scope.principal}, ${scope.key}, ${keyRing().digest(hashes.canonical)})
    ON CONFLICT DO NOTHING`;
  if (inserted === 1) return { outcome: 'new' };
  const [row] = await db.$queryRaw<Row[]>`
    SELECT request_hash, status, content_type, body, created_at FROM platform.idempotency_keys
    WHERE principal = ${scope.principal} AND key = ${scope.key}`;
  if (row === undefined || !isSameRequest(row.request_hash, hashes)) return { outcome: 'other-request' };
  if (row.status === null || row.content_type === null) return { outcome: 'other-request' };
  if (row.body === null) return { outcome: 'forgotten', doneAt: row.created_at };
  const body = openKept(row.body, ownerOf(scope));
  return { outcome: 'replay', answer: { status: row.status, contentType: row.content_type, body } };
};

/** Stores the answer with the effect, in the same transaction. Keys never expire; their answers do (`forgetAnswers`). */
export const storeAnswer = async (
  db: TransactionClient,
  scope: IdempotencyScope,
  { status, contentType, body }: StoredAnswer,
): Promise<void> => {
  // One without a body stays so: `forgetAnswers` passes it over.
  const sealed = body === '' ? '' : keyRing().seal(body, ownerOf(scope));
  await db.$executeRaw`
    UPDATE platform.idempotency_keys SET status = ${status}, content_type = ${contentType}, body = ${sealed}
    WHERE principal = ${scope.principal} AND key = ${scope.key}`;
};

/**
 * Takes the answers away that were given before `until` and not taken away yet; key, digest and status stay, so that the act
 * is still done once. @returns how many; fewer than `limit` when none is left
 */
export const forgetAnswers = async (db: TransactionClient, until: Date, limit: number): Promise<number> => {
  const forgotten = await db.$executeRaw`
    UPDATE platform.idempotency_keys AS known SET body = NULL
    FROM (SELECT principal, key FROM platform.idempotency_keys
          WHERE created_at >= coalesce((SELECT until FROM platform.answers_forgotten), '-infinity')
            AND created_at < ${until} AND body <> '' LIMIT ${limit}) AS old
    WHERE known.principal = old.principal AND known.key = old.key`;
  if (forgotten < limit)
    await db.$executeRaw`
      INSERT INTO platform.answers_forgotten AS known (until) VALUES (${until})
      ON CONFLICT (only_row) DO UPDATE SET until = greatest(known.until, EXCLUDED.until)`;
  return forgotten;
};

/** How many answers each key has sealed; they are not sealed anew, since they are gone after their term. */
export const countAnswersByKey = (
  db: TransactionClient,
): Promise<{ readonly key: string; readonly values: number }[]> =>
  Promise.resolve(db.$queryRaw<{ key: string; values: number }[]>`
    SELECT CASE WHEN starts_with(body, 'v1.') THEN split_part(body, '.', 2) ELSE '' END AS key, count(*)::int AS values
    FROM platform.idempotency_keys WHERE body <> '' GROUP BY 1 ORDER BY 1`);
