import type { KnownArrearsStage } from '@ansinh/contracts/collection/kinds';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { columnOf } from '@ansinh/database';
import type { Db, Tx } from '../kit';
import type { Told } from './reminder.rules';

/** What was told of statements, by statement. */
export const loadTold = async (db: Db, statementIds: readonly string[]): Promise<ReadonlyMap<string, Told[]>> => {
  const rows = await db.$queryRaw<(Told & { readonly statementId: string })[]>`
    SELECT statement_id::text AS "statementId", stage, told_on::text AS "toldOn"
    FROM told_arrears WHERE statement_id = ANY(${statementIds}::uuid[]) ORDER BY statement_id, number`;
  return Map.groupBy(rows, ({ statementId }) => statementId);
};

export type Reminder = {
  readonly statementId: string;
  readonly stage: KnownArrearsStage;
  /** 1 for the first that is told of the statement. */
  readonly number: number;
};

/** Of two runs at the same moment the later is undone by the key. */
export const insertTold = async (tx: Tx, reminders: readonly Reminder[], day: LocalDate): Promise<void> => {
  await tx.db.$executeRaw`
    INSERT INTO told_arrears (statement_id, stage, number, told_on)
    SELECT statement_id, stage, number, ${day}::date
    FROM unnest(${columnOf(reminders, 'statementId')}::uuid[], ${columnOf(reminders, 'stage')}::text[],
      ${columnOf(reminders, 'number')}::int[]) AS reminder (statement_id, stage, number)`;
};
