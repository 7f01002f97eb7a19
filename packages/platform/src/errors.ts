import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { databaseErrorOf, passing } from '@ansinh/database';

/** Text that PostgreSQL cannot hold, such as a NUL byte, or a number out of range. */
const OF_THE_INPUT = ['22021', '22P05', '22003'];

/** Errors of the database that a caller can do something about; the rest stays unknown. */
export const translateError = (error: unknown): Rejection | undefined => {
  const why = passing(error);
  if (why === 'locked') return reject('idempotency.in-flight');
  if (why !== undefined) return reject('service.unavailable');
  if (OF_THE_INPUT.includes(databaseErrorOf(error)?.sqlState ?? '')) return reject('request.invalid');
  return undefined;
};
