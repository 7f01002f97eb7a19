import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { databaseErrorOf, passing } from '@ansinh/database';

/**
 * Text that PostgreSQL cannot hold, such as a NUL byte; a number, a time or an offset out of range; a key that is longer than an
 * index can hold.
 */
const OF_THE_INPUT = ['22021', '22P05', '22003', '22008', '22009', '54000'];

/** Errors of the database that a caller can do something about; the rest stays unknown. */
export const translateError = (error: unknown): Rejection | undefined => {
  const why = passing(error);
  if (why === 'locked') return reject('idempotency.in-flight');
  if (why !== undefined) return reject('service.unavailable');
  if (OF_THE_INPUT.includes(databaseErrorOf(error)?.sqlState ?? '')) return reject('request.invalid');
  return undefined;
};
