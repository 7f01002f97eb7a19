import type { TransactionClient } from '@ansinh/database';
import { GENESIS, type Newest, OPEN_MS, type Seal } from './seal';
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

/** Rows of the audit are dated by the database. */
export const databaseTime = async (db: TransactionClient): Promise<Date> => {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (row === undefined) throw new Error('the time is one row');
  return row.now;
};

/** The last number that the sequence of a register gave. */
export const findLast = async (db: TransactionClient, sequence: string): Promise<bigint> => {
  const [row] = await db.$queryRaw<{ last: bigint }[]>`
    SELECT coalesce(pg_sequence_last_value(${sequence}::regclass), 0) AS last`;
  return row?.last ?? 0n;
};

type NewestOf = Pick<Seal, 'untilPosition' | 'sealedAt'>;

export const findNewestOf = async (db: TransactionClient, register: string): Promise<NewestOf | undefined> => {
  const [row] = await db.$queryRaw<NewestOf[]>`
    SELECT until_position AS "untilPosition", sealed_at AS "sealedAt" FROM platform.seals
    WHERE register = ${register} ORDER BY number DESC LIMIT 1`;
  return row;
};

export type Unsealed = {
  /** Behind the highest position that was sealed. */
  readonly untilPosition: bigint;
  /** Below it nothing is committed any more: what comes there later is no row of ours. */
  readonly closedPosition: bigint;
  /** What no seal has, from `closedPosition` on: numbers that a transaction took and has not committed, and all that is new. */
  readonly spans: readonly Span[];
};

type Closed = { readonly number: bigint; readonly position: bigint };

/**
 * The newest seal that an hour lies behind, up to a sealing that left nothing. What was taken before it was committed
 * in that hour, and sealed by then: however long nobody sealed, nothing is closed that nobody had time to seal.
 */
const findClosed = async (db: TransactionClient, register: string): Promise<Closed> => {
  const [row] = await db.$queryRaw<Closed[]>`
    SELECT number, until_position AS position FROM platform.seals
    WHERE register = ${register} AND sealed_at < (
      SELECT sealed_at - ${OPEN_MS}::int * interval '1 millisecond' FROM platform.seals
      WHERE register = ${register} AND is_whole ORDER BY number DESC LIMIT 1)
    ORDER BY number DESC LIMIT 1`;
  return row ?? { number: 0n, position: 1n };
};

/** Reads the seals of an hour, however many there are: in two statements, so that the second is planned for its number. */
export const findUnsealed = async (db: TransactionClient, register: string): Promise<Unsealed> => {
  const closed = await findClosed(db, register);
  const [row] = await db.$queryRaw<{ until: bigint | null; open: string }[]>`
    SELECT max(until_position) AS until,
           (int8multirange(int8range(${closed.position}::bigint, NULL))
            - coalesce(range_agg(positions), '{}'))::text AS open
    FROM platform.seals WHERE register = ${register} AND number > ${closed.number}`;
  if (row === undefined) throw new Error('a query of sums returns one row');
  return { untilPosition: row.until ?? closed.position, closedPosition: closed.position, spans: spansOf(row.open) };
};

/** Spans before `before` that no seal has at all. */
export const findNeverSealed = async (db: TransactionClient, register: string, before: bigint): Promise<Span[]> => {
  const [row] = await db.$queryRaw<{ open: string }[]>`
    SELECT (int8multirange(int8range(-9223372036854775808, ${before}::bigint))
            - coalesce(range_agg(positions), '{}'))::text AS open
    FROM platform.seals WHERE register = ${register}`;
  return spansOf(row?.open ?? '{}');
};

export const insertSeal = async (db: TransactionClient, seal: Seal): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO platform.seals
      (number, register, positions, until_position, row_count, is_whole, leaves, root, previous, hash, sealed_at)
    VALUES (${seal.number}, ${seal.register}, ${seal.positions}::int8multirange, ${seal.untilPosition}, ${seal.rowCount},
            ${seal.isWhole}, ${seal.leaves}, ${seal.root}, ${seal.previous}, ${seal.hash}, ${seal.sealedAt})`;
};

export type StoredSeal = Omit<Seal, 'leaves'> & { readonly leaves: Uint8Array };

/** The next seals behind a number, in their order. */
export const listSeals = async (db: TransactionClient, after: bigint, limit: number): Promise<StoredSeal[]> =>
  db.$queryRaw<StoredSeal[]>`
    SELECT number, register, positions::text, until_position AS "untilPosition", row_count AS "rowCount",
           is_whole AS "isWhole", leaves, root, previous, hash, sealed_at AS "sealedAt"
    FROM platform.seals WHERE number > ${after} ORDER BY number LIMIT ${limit}`;
