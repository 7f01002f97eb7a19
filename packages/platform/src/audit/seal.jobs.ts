import { type Register, sealRegisters } from '@ansinh/audit';
import type { TransactionClient } from '@ansinh/database';
import { type Job, jobBuilders } from '@ansinh/jobs';
import type { Logger } from '@ansinh/telemetry';
import type { ServiceTx } from '../transactions';

const EACH_MINUTE = '* * * * *';
/** It fails while the database is away alone, and is right again with the next one: nobody has to retry it by hand. */
const ATTEMPTS = 100_000;
const KEEP_SECONDS = 3_600;

/** Seals what was committed since the minute before. What is more than one transaction should take is sealed by the next job. */
export const sealJob = <Db extends TransactionClient>(
  registers: readonly Register[],
  logger: Logger,
): Job<ServiceTx<Db>> => {
  const seal: Job<ServiceTx<Db>> = jobBuilders<ServiceTx<Db>>().scheduledJob({
    name: 'seal-registers',
    summary: 'Seals the audit and the books, so that a later change is found',
    schedule: EACH_MINUTE,
    attempts: ATTEMPTS,
    keepSeconds: KEEP_SECONDS,
    handle: async (tx, { day }) => {
      const sealed = await sealRegisters(tx.db, registers);
      if (sealed === undefined || sealed.seals === 0) return;
      // The log is kept elsewhere: whoever could write the seals anew could not write it as well.
      logger.info({ seal: String(sealed.newest.number), hash: sealed.newest.hash }, 'registers are sealed');
      if (!sealed.isWhole) tx.enqueue(seal, { day });
    },
  });
  return seal;
};
