import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { listKnownKeys, type TransactionClient } from '@ansinh/database';
import { type Job, jobBuilders } from '@ansinh/jobs';
import type { SealedColumn } from '@ansinh/secrets';
import { z } from 'zod';
import type { ServiceTx } from '../transactions';
import { type Place, sealPage } from './field-key.commands';
import { isPassDue } from './field-key.rules';

const EACH_NIGHT = '10 3 * * *';
/** Of one transaction: what of them must be sealed anew is locked for as long. */
const ROWS_AT_ONCE = 500;

/**
 * Values that an older key holds, or none, are sealed by the newest one: when a service that has these columns starts for
 * the first time, and by night, so that a key that was put into the ring holds everything a day later.
 */
export const sealFieldsJobs = <Db extends TransactionClient>(
  columns: readonly SealedColumn<Db>[],
): readonly Job<ServiceTx<Db>>[] => {
  const [first] = columns;
  if (first === undefined) return [];
  const start: Place = { column: first.name, after: '' };
  const { chunkedJob, scheduledJob } = jobBuilders<ServiceTx<Db>>();
  const page = chunkedJob({
    name: 'seal-fields-page',
    summary: 'Seals values of an older key by the newest one, page by page',
    cursor: z.object({ column: z.string(), after: z.string() }),
    once: start,
    chunk: (tx, place) => sealPage(tx.db, columns, place, ROWS_AT_ONCE),
  });
  const nightly = scheduledJob({
    name: 'seal-fields',
    summary: 'Begins to seal by the newest key what an older one holds',
    schedule: EACH_NIGHT,
    handle: async (tx, { day }) => {
      const since = (await listKnownKeys(tx.db)).find(({ newestSince }) => newestSince !== null)?.newestSince ?? tx.now;
      if (isPassDue(day, vietNamDate(since))) tx.enqueue(page, start);
    },
  });
  return [nightly, page];
};
