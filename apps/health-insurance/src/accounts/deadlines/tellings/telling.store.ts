import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { chunksOf, columnOf } from '@ansinh/database';
import type { Tx } from '../../../kit';
import type { Waiting } from '../deadline.rules';
import { type LastWord, type Numbered, type Telling, type WorkName, workKey, workName } from './telling.rules';

/**
 * Notes that it is told for a day; false when it was told for a later one. Two runs at the same moment go one after the
 * other, so that the second knows what the first has told.
 */
export const beginDay = async (tx: Tx, day: LocalDate): Promise<boolean> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('told_days', 0))`;
  const later = await tx.db.$queryRaw<unknown[]>`SELECT day FROM told_days WHERE day > ${day}::date LIMIT 1`;
  if (later.length > 0) return false;
  await tx.db.$executeRaw`
    INSERT INTO told_days (day, told_at) VALUES (${day}::date, ${tx.now}::timestamptz) ON CONFLICT (day) DO NOTHING`;
  return true;
};

/** What was told last of the work that waits, by the key of each. */
export const listLastWords = async (
  db: Tx['db'],
  waiting: readonly Waiting[],
): Promise<ReadonlyMap<string, LastWord>> => {
  const words = new Map<string, LastWord>();
  for (const chunk of chunksOf(waiting.map(workName))) {
    const rows = await db.$queryRaw<(WorkName & LastWord)[]>`
      SELECT facility_code AS "facilityCode", step, period, since, deadline_id::text AS "deadlineId",
        due_on::text AS "dueOn", stage
      FROM told_works JOIN unnest(${columnOf(chunk, 'facilityCode')}::text[], ${columnOf(chunk, 'step')}::text[],
        ${columnOf(chunk, 'period')}::text[], ${columnOf(chunk, 'since')}::text[])
        AS work (facility_code, step, period, since) USING (facility_code, step, period, since)`;
    for (const { deadlineId, dueOn, stage, ...work } of rows) words.set(workKey(work), { deadlineId, dueOn, stage });
  }
  return words;
};

/** How often something was told of each deadline. */
export const listVersions = async (
  db: Tx['db'],
  tellings: readonly Telling[],
): Promise<ReadonlyMap<string, number>> => {
  const ids = [...new Set(tellings.map(({ deadlineId }) => deadlineId))];
  const rows = await db.$queryRaw<{ id: string; version: number }[]>`
    SELECT deadline_id::text AS id, max(version) AS version FROM told_deadlines
    WHERE deadline_id = ANY(${ids}::uuid[]) GROUP BY deadline_id`;
  return new Map(rows.map(({ id, version }) => [id, version]));
};

/** Keeps what is told; nothing of it is ever changed. */
export const insertTold = async (tx: Tx, told: readonly Numbered[]): Promise<void> => {
  for (const chunk of chunksOf(told))
    await tx.db.$executeRaw`
      INSERT INTO told_deadlines (deadline_id, version, facility_code, step, period, due_on, stage, count, told_at)
      SELECT draft.*, ${tx.now}::timestamptz
      FROM unnest(${columnOf(chunk, 'deadlineId')}::uuid[], ${columnOf(chunk, 'version')}::int[],
        ${columnOf(chunk, 'facilityCode')}::text[], ${columnOf(chunk, 'step')}::text[],
        ${columnOf(chunk, 'period')}::text[], ${columnOf(chunk, 'dueOn')}::date[], ${columnOf(chunk, 'stage')}::text[],
        ${columnOf(chunk, 'count')}::int[]) AS draft`;
};

/** Keeps of each piece of work the hardest stage that was told, which is the last of its deadline. */
export const saveLastWords = async (tx: Tx, told: readonly Numbered[]): Promise<void> => {
  const words = new Map<string, WorkName & LastWord>();
  for (const { works, deadlineId, dueOn, stage } of told)
    for (const work of works) words.set(workKey(work), { ...work, deadlineId, dueOn, stage });
  for (const chunk of chunksOf([...words.values()]))
    await tx.db.$executeRaw`
      INSERT INTO told_works AS known (facility_code, step, period, since, deadline_id, due_on, stage, told_at)
      SELECT draft.*, ${tx.now}::timestamptz
      FROM unnest(${columnOf(chunk, 'facilityCode')}::text[], ${columnOf(chunk, 'step')}::text[],
        ${columnOf(chunk, 'period')}::text[], ${columnOf(chunk, 'since')}::text[],
        ${columnOf(chunk, 'deadlineId')}::uuid[], ${columnOf(chunk, 'dueOn')}::date[],
        ${columnOf(chunk, 'stage')}::text[]) AS draft
      ON CONFLICT (facility_code, step, period, since) DO UPDATE SET
        deadline_id = excluded.deadline_id, due_on = excluded.due_on, stage = excluded.stage, told_at = excluded.told_at`;
};
