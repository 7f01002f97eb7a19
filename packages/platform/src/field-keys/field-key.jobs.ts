import type { TransactionClient } from '@ansinh/database';
import { type Job, jobBuilders } from '@ansinh/jobs';
import type { SealedColumn } from '@ansinh/secrets';
import { z } from 'zod';
import type { ServiceTx } from '../transactions';
import { type Place, sealPage } from './field-key.commands';

const EACH_NIGHT = '10 3 * * *';
/** Of one transaction: each of them is locked for as long. */
const VALUES_AT_ONCE = 500;

/**
 * Values that an older key holds, or none, are sealed by the newest one: when a service that has these columns starts for
 * the first time, and each night, so that a key that was put into the ring holds everything a day later.
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
    chunk: (tx, place) => sealPage(tx.db, columns, place, VALUES_AT_ONCE),
  });
  const nightly = scheduledJob({
    name: 'seal-fields',
    summary: 'Begins to seal by the newest key what an older one holds',
    schedule: EACH_NIGHT,
    handle: async (tx) => tx.enqueue(page, start),
  });
  return [nightly, page];
};
