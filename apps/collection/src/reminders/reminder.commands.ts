import { ArrearsReported } from '@ansinh/contracts/collection/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../kit';
import { listOverdue } from '../statements/statement.views';
import { reportOf, stageOn } from './reminder.rules';
import { insertTold, loadTold } from './reminder.store';

/** Statements of one transaction. */
const AT_ONCE = 500;

/**
 * Tells whom arrears concern, each stage of each statement once, in the order of the statements.
 * @param after where the transaction before this one ended
 * @returns where the next one begins; undefined when there is none
 */
export const remindOfArrears = async (
  tx: Tx,
  day: LocalDate,
  after: string | undefined,
): Promise<string | undefined> => {
  const overdue = await listOverdue(tx.db, day, { after, count: AT_ONCE });
  const told = await loadTold(
    tx.db,
    overdue.map(({ statementId }) => statementId),
  );
  const law = await getLaw(tx.db);
  const reminders = overdue.flatMap((statement) => {
    const before = told.get(statement.statementId) ?? [];
    const stage = stageOn(day, { dueDate: statement.dueDate, told: before }, law);
    return stage === undefined ? [] : [{ statement, stage, number: before.length + 1 }];
  });
  await insertTold(
    tx,
    reminders.map(({ statement: { statementId }, stage, number }) => ({ statementId, stage, number })),
    day,
  );
  const agencyCode = tx.by.tenant.code;
  for (const { statement, stage, number } of reminders)
    tx.append(ArrearsReported, reportOf(statement, stage, { day, agencyCode, law }), {
      id: statement.statementId,
      version: number,
    });
  return overdue.length < AT_ONCE ? undefined : overdue.at(-1)?.statementId;
};
