import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { databaseErrorOf, isLockTimeout, passing } from '@ansinh/database';

/**
 * Takes a key: another request with it holds it until its end, and that alone is what `idempotency.in-flight` says. Whatever else
 * is locked for too long is not a matter of the key.
 */
export const orInFlight = async <Claim>(claim: Promise<Claim>): Promise<Claim> => {
  try {
    return await claim;
  } catch (error) {
    if (isLockTimeout(error)) throw reject('idempotency.in-flight');
    throw error;
  }
};

/**
 * Text that PostgreSQL cannot hold, such as a NUL byte; a number, a time or an offset out of range; a key that is longer than an
 * index can hold.
 */
const OF_THE_INPUT = ['22021', '22P05', '22003', '22008', '22009', '54000'];

/** Errors of the database that a caller can do something about; the rest stays unknown. */
export const translateError = (error: unknown): Rejection | undefined => {
  const why = passing(error);
  if (why === 'locked') return reject('service.busy');
  if (why !== undefined) return reject('service.unavailable');
  if (OF_THE_INPUT.includes(databaseErrorOf(error)?.sqlState ?? '')) return reject('request.invalid');
  return undefined;
};
