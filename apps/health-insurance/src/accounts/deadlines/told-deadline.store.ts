import { chunksOf, columnOf, newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import type { Telling } from './deadline.rules';

export type Told = Telling & { readonly deadlineId: string; readonly version: number };

/**
 * Keeps what was not told before, and returns it. Stages of one deadline share its id and are numbered in their order.
 * Two runs at the same moment: the constraint undoes the later one.
 */
export const insertUntold = async (tx: Tx, tellings: readonly Telling[]): Promise<Told[]> => {
  const told: Told[] = [];
  for (const chunk of chunksOf(tellings.map((telling) => ({ ...telling, newId: newId() }))))
    told.push(
      ...(await tx.db.$queryRaw<Told[]>`
        WITH drafts AS MATERIALIZED (
          SELECT * FROM unnest(${columnOf(chunk, 'newId')}::uuid[], ${columnOf(chunk, 'facilityCode')}::text[],
            ${columnOf(chunk, 'step')}::text[], ${columnOf(chunk, 'period')}::text[], ${columnOf(chunk, 'dueOn')}::date[],
            ${columnOf(chunk, 'stage')}::text[], ${columnOf(chunk, 'count')}::int[])
            WITH ORDINALITY AS draft (new_id, facility_code, step, period, due_on, stage, count, place)),
        untold AS (
          SELECT draft.*, known.deadline_id, coalesce(known.version, 0) AS version
          FROM drafts AS draft LEFT JOIN LATERAL (
            SELECT told.deadline_id, max(told.version) AS version, bool_or(told.stage = draft.stage) AS is_told
            FROM told_deadlines AS told
            WHERE told.facility_code = draft.facility_code AND told.step = draft.step
              AND told.period = draft.period AND told.due_on = draft.due_on
            GROUP BY told.deadline_id) AS known ON true
          WHERE known.is_told IS NOT TRUE)
        INSERT INTO told_deadlines AS added
          (deadline_id, version, facility_code, step, period, due_on, stage, count, told_at)
        SELECT coalesce(deadline_id, first_value(new_id) OVER deadline), version + row_number() OVER deadline,
          facility_code, step, period, due_on, stage, count, ${tx.now}::timestamptz
        FROM untold
        WINDOW deadline AS (PARTITION BY facility_code, step, period, due_on ORDER BY place)
        RETURNING added.deadline_id::text AS "deadlineId", added.version, added.facility_code AS "facilityCode",
          added.step, added.period, added.due_on::text AS "dueOn", added.stage, added.count`),
    );
  return told;
};
