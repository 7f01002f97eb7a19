import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import type { TransactionClient } from '@ansinh/database';

/**
 * Marks events as processed inside the caller's transaction and names those that are new. A second delivery that runs at
 * the same moment waits here for the first to commit (then it is nothing new) or to roll back (then it is its turn).
 */
export const takeNew = async (
  db: TransactionClient,
  topic: string,
  events: readonly EventAttributes[],
): Promise<ReadonlySet<string>> => {
  const ids = events.map((event) => event.id);
  const rows = await db.$queryRaw<{ event_id: string }[]>`
    INSERT INTO platform.inbox (event_id, topic)
    SELECT event_id, ${topic} FROM unnest(${ids}::uuid[]) AS rows (event_id)
    ON CONFLICT DO NOTHING RETURNING event_id::text`;
  return new Set(rows.map((row) => row.event_id));
};
