type DatabaseError = { sqlState: string; constraint: string | undefined };

const textAt = (value: unknown, key: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' ? found : undefined;
};
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );

/** SQLSTATE and constraint of an error of pg, or of Prisma over its adapter (which hides both in `meta` or `cause`). */
export const databaseErrorOf = (error: unknown): DatabaseError | undefined => {
  const candidates = [error, at(error, 'meta', 'driverAdapterError', 'cause'), at(error, 'cause'), at(error, 'meta')];
  for (const candidate of candidates) {
    const sqlState = textAt(candidate, 'originalCode') ?? textAt(candidate, 'code');
    if (sqlState === undefined || !/^[0-9A-Z]{5}$/.test(sqlState) || /^P2\d{3}$/.test(sqlState)) continue;
    const message = textAt(candidate, 'originalMessage') ?? textAt(candidate, 'message') ?? '';
    const constraint = textAt(candidate, 'constraint') ?? /constraint "([^"]+)"/.exec(message)?.[1];
    return { sqlState, constraint };
  }
  return undefined;
};

const UNIQUE_VIOLATION = '23505';
const CHECK_VIOLATION = '23514';
const LOCK_NOT_AVAILABLE = '55P03';
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const QUERY_CANCELED = '57014';
const IDLE_IN_TRANSACTION = '25P03';

export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const found = databaseErrorOf(error);
  if (found?.sqlState !== UNIQUE_VIOLATION) return false;
  return constraint === undefined || found.constraint === constraint;
};

export const isCheckViolation = (error: unknown, constraint?: string): boolean => {
  const found = databaseErrorOf(error);
  return found?.sqlState === CHECK_VIOLATION && (constraint === undefined || found.constraint === constraint);
};

/** Another transaction held the row for longer than lock_timeout. */
export const isLockTimeout = (error: unknown): boolean => databaseErrorOf(error)?.sqlState === LOCK_NOT_AVAILABLE;

/** How Prisma's adapter names them when the error is not wrapped any further. */
const UNAVAILABLE_KINDS = ['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections'];

/** Prisma has one code for a transaction that could not begin and for one that lasted longer than it may. */
const isExpired = (error: unknown): boolean =>
  textAt(error, 'code') === 'P2028' && /expired transaction/i.test(textAt(error, 'message') ?? '');

/** Starting, stopping or crashed server, cut connection, exhausted pool: the same work may succeed later. */
export const isUnavailable = (error: unknown): boolean => {
  const sqlState = databaseErrorOf(error)?.sqlState;
  if (sqlState !== undefined && (sqlState.startsWith('08') || sqlState.startsWith('57P') || sqlState.startsWith('53')))
    return true;
  if (isExpired(error)) return false;
  // P1001 cannot reach, P1002 timed out, P1008 operation timeout, P1017 closed, P2024 pool timeout, P2028 no transaction in time.
  if (['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'].includes(textAt(error, 'code') ?? '')) return true;
  const kind = textAt(at(error, 'cause'), 'kind') ?? textAt(at(error, 'meta', 'driverAdapterError', 'cause'), 'kind');
  if (kind !== undefined && UNAVAILABLE_KINDS.includes(kind)) return true;
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : '';
  return /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|server (?:has )?closed the connection|is not queryable|cannot use a pool after calling end/i.test(
    text,
  );
};

/** A statement or a pause inside the transaction took too long and was rolled back: bounded retries, never for ever. */
export const isTimeout = (error: unknown): boolean => {
  const sqlState = databaseErrorOf(error)?.sqlState;
  return sqlState === QUERY_CANCELED || sqlState === IDLE_IN_TRANSACTION || isExpired(error);
};

/** Work that lost against another transaction and may simply be done again. */
export const isConflict = (error: unknown): boolean => {
  const sqlState = databaseErrorOf(error)?.sqlState;
  return sqlState === SERIALIZATION_FAILURE || sqlState === DEADLOCK || textAt(error, 'code') === 'P2034';
};
