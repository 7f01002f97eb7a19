import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { forgetAnswers, type TransactionClient } from '@ansinh/database';
import { type Job, jobBuilders } from '@ansinh/jobs';
import type { ServiceTx } from '../transactions';
import { answersBegin } from './retention.rules';

const EACH_NIGHT = '40 2 * * *';
/** Of one transaction: what is left is taken by the next job. */
const ANSWERS_AT_ONCE = 5_000;

const midnightOf = (day: LocalDate): Date => new Date(`${day}T00:00:00+07:00`);

/** Answers that were given again for their term lose their body; key, digest and outcome stay. */
export const forgetJob = <Db extends TransactionClient>(): Job<ServiceTx<Db>> => {
  const forget: Job<ServiceTx<Db>> = jobBuilders<ServiceTx<Db>>().scheduledJob({
    name: 'forget-answers',
    summary: 'Takes away answers to requests that have been kept for their term',
    schedule: EACH_NIGHT,
    handle: async (tx, { day }) => {
      const until = midnightOf(answersBegin(day));
      if ((await forgetAnswers(tx.db, until, ANSWERS_AT_ONCE)) === ANSWERS_AT_ONCE) tx.enqueue(forget, { day });
    },
  });
  return forget;
};
