import { DeadLetterPage } from '@ansinh/contracts/operations/api';
import { newId } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import type { Room } from '@ansinh/testkit';
import { whoIs } from '../actors';
import { agencyThing, type Special, told } from '../world';

const LETTERS = '/v1/operations/dead-letters';
const JOBS = '/v1/operations/jobs';

/** Jobs that failed, as the runner leaves them: what a service queues by itself is another matter. */
const failedJobs = async ({ databaseUrl }: Room<unknown>): Promise<{ one: string; other: string }> => {
  const [one, other] = [newId(), newId()];
  await withClient(databaseUrl, async (client) => {
    await client.query(`SELECT jobs.create_queue('exercise', '{"policy": "exclusive"}')`);
    await client.query(
      `INSERT INTO jobs.job (id, name, policy, singleton_key, state, data, started_on, completed_on)
       SELECT id::uuid, 'exercise', 'exclusive', id, 'failed', '{"data": {}, "tenant": "agency:66"}', now(), now()
       FROM unnest($1::text[]) AS ids (id)`,
      [[one, other]],
    );
  });
  return { one, other };
};

/** A thing with a trace: nothing is traced in a room. */
const tracedThing = async ({ databaseUrl }: Room<unknown>): Promise<string> => {
  const key = newId();
  await withClient(databaseUrl, (client) =>
    client.query(`INSERT INTO platform.outbox_sequences (topic, key, last, traces) VALUES ('noted', $1, 0, $2)`, [
      key,
      [`2026-10-05T01:30:00.000Z 00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`],
    ]),
  );
  return key;
};

/** What the doors of operators need: messages that nobody can read, and jobs that failed, one to go on with and one to close. */
export const operationsOf = async (room: Room<unknown>): Promise<Record<string, Special>> => {
  await room.deliverRaw({});
  await room.deliverRaw({});
  const { items } = told(await room.as(whoIs('operator')).get(LETTERS), DeadLetterPage);
  const [first, second] = items;
  if (first === undefined || second === undefined) throw new Error('a message without headers becomes a dead letter');
  const things = { id: agencyThing(first.id) };
  const { one, other } = await failedJobs(room);
  return {
    [`GET ${LETTERS}/:id`]: { things },
    [`POST ${LETTERS}/:id/replay`]: { things },
    [`POST ${LETTERS}/:id/discard`]: { things: { id: agencyThing(second.id) } },
    'GET /v1/operations/traces/:key': { things: { key: agencyThing(await tracedThing(room)) } },
    [`GET ${JOBS}/:id`]: { things: { id: agencyThing(one) } },
    [`POST ${JOBS}/:id/retry`]: { things: { id: agencyThing(one) } },
    [`POST ${JOBS}/:id/cancellation`]: { things: { id: agencyThing(other) } },
  };
};
