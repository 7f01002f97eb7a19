import type { TransactionClient } from './database';

/** A client on one day of Viet Nam. */
export type DisagreementKey = { readonly client: string; readonly day: string };
export type Disagreements = { readonly count: number; readonly lastAt: Date | null };

const NONE: Disagreements = { count: 0, lastAt: null };

/** For reads, which count one by one: two at the same moment may both be let in. */
export const findDisagreements = async (
  db: TransactionClient,
  { client, day }: DisagreementKey,
): Promise<Disagreements> => {
  const [row] = await db.$queryRaw<Disagreements[]>`
    SELECT count, last_at AS "lastAt" FROM platform.disagreements WHERE client = ${client} AND day = ${day}::date`;
  return row ?? NONE;
};

/** Locks the day of the client: of two lists at the same moment the second knows what the first has found. */
export const loadDisagreements = async (
  db: TransactionClient,
  { client, day }: DisagreementKey,
): Promise<Disagreements> => {
  const [row] = await db.$queryRaw<Disagreements[]>`
    INSERT INTO platform.disagreements AS known (client, day) VALUES (${client}, ${day}::date)
    ON CONFLICT (client, day) DO UPDATE SET count = known.count
    RETURNING count, last_at AS "lastAt"`;
  return row ?? NONE;
};

export const addDisagreements = async (
  db: TransactionClient,
  { client, day }: DisagreementKey,
  { count, at }: { readonly count: number; readonly at: Date },
): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO platform.disagreements AS known (client, day, count, last_at)
    VALUES (${client}, ${day}::date, ${count}::int, ${at})
    ON CONFLICT (client, day) DO UPDATE SET count = known.count + excluded.count, last_at = excluded.last_at`;
};
