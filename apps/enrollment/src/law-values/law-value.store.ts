import type { Db, Tx } from '../kit';
import type { Entry } from './law-value.rules';

/** Who changes the law waits here: versions follow each other, and what a withdrawal leaves is seen whole. */
export const lockLaw = async (db: Db): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('law', 0))`;
};

export const insertVersion = async (tx: Tx, entry: Entry): Promise<void> => {
  const { parameter, firstDay, version, value, source, note } = entry;
  await tx.db.$executeRaw`
    INSERT INTO law_values (parameter, first_day, version, value, source, note, set_at, set_by)
    VALUES (${parameter}, ${firstDay}::date, ${version}, ${value === null ? null : JSON.stringify(value)}::jsonb,
      ${source}, ${note}, ${tx.now}, ${tx.by.subject})`;
};
