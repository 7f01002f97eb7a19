import type { TransactionClient } from '@ansinh/database';
import { GENESIS, type Newest, type Seal } from './seal';
import { type Span, spansOf } from './span';

// One sealer at a time in a database. The number has no meaning of its own.
const SEAL_LOCK = 7_260_003;

/** False while another process seals. Nobody but sealers asks for this lock. */
export const takeSealLock = async (db: TransactionClient): Promise<boolean> => {
  const [row] = await db.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(${SEAL_LOCK}) AS taken`;
  return row?.taken === true;
};

export const findNewest = async (db: TransactionClient): Promise<Newest> => {
  const [row] = await db.$queryRaw<Newest[]>`SELECT number, hash FROM platform.seals ORDER BY number DESC LIMIT 1`;
  return row ?? { number: 0n, hash: GENESIS };
};

export type Unsealed = {
  /** Behind the highest position that was sealed. */
  readonly untilPosition: bigint;
  /** Behind all that was sealed before `since`: what comes there later is no row of ours any more. */
  readonly closedPosition: bigint;
  /** What no seal has, from `closedPosition` on: numbers that a transaction took and has not committed, and all that is new. */
  readonly spans: readonly Span[];
};

type UnsealedRow = { readonly until: bigint; readonly closed: bigint; readonly open: string };

export const findUnsealed = async (db: TransactionClient, register: string, since: Date): Promise<Unsealed> => {
  const [row] = await db.$queryRaw<UnsealedRow[]>`
    WITH closed AS (
      SELECT coalesce(max(until_position), 1) AS position FROM (
        SELECT until_position FROM platform.seals
        WHERE register = ${register} AND sealed_at < ${since} ORDER BY number DESC LIMIT 1) AS last),
    recent AS (
      SELECT range_agg(positions::int8multirange) AS positions, max(until_position) AS until FROM platform.seals
      WHERE register = ${register} AND sealed_at >= ${since})
    SELECT closed.position AS closed, greatest(closed.position, recent.until) AS until,
           (int8multirange(int8range(closed.position, NULL)) - coalesce(recent.positions, '{}'))::text AS open
    FROM closed, recent`;
  if (row === undefined) throw new Error('two queries of sums return one row');
  return { untilPosition: row.until, closedPosition: row.closed, spans: spansOf(row.open) };
};

/** Spans before `before` that no seal has at all. */
export const findNeverSealed = async (db: TransactionClient, register: string, before: bigint): Promise<Span[]> => {
  const [row] = await db.$queryRaw<{ open: string }[]>`
    SELECT (int8multirange(int8range(-9223372036854775808, ${before}::bigint))
            - coalesce(range_agg(positions::int8multirange), '{}'))::text AS open
    FROM platform.seals WHERE register = ${register}`;
  return spansOf(row?.open ?? '{}');
};

export const insertSeal = async (db: TransactionClient, seal: Seal): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO platform.seals
      (number, register, positions, until_position, row_count, leaves, root, previous, hash, sealed_at)
    VALUES (${seal.number}, ${seal.register}, ${seal.positions}, ${seal.untilPosition}, ${seal.rowCount},
            ${seal.leaves}, ${seal.root}, ${seal.previous}, ${seal.hash}, ${seal.sealedAt})`;
};

export type StoredSeal = Omit<Seal, 'leaves'> & { readonly leaves: Uint8Array };

/** The next seals behind a number, in their order. */
export const listSeals = async (db: TransactionClient, after: bigint, limit: number): Promise<StoredSeal[]> =>
  db.$queryRaw<StoredSeal[]>`
    SELECT number, register, positions, until_position AS "untilPosition", row_count AS "rowCount", leaves, root,
           previous, hash, sealed_at AS "sealedAt"
    FROM platform.seals WHERE number > ${after} ORDER BY number LIMIT ${limit}`;
