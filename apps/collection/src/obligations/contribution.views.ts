import type { ParticipantContribution } from '@ansinh/contracts/collection/api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Db } from '../kit';

type Row = {
  month: YearMonth;
  employer_id: string;
  wage_vnd: Vnd;
  employee_vnd: Vnd;
  employer_vnd: Vnd;
  paid: boolean;
};

/**
 * What a person has contributed, month by month. `wageVnd` is the capped wage that social insurance was counted on; a
 * month counts as paid when the employer owes no contribution of it any more. A month that a later declaration took back
 * is left out.
 */
export const listContributions = async (db: Db, participantId: string): Promise<ParticipantContribution[]> => {
  const rows = await db.$queryRaw<Row[]>`
    SELECT line.month, statement.employer_id, statement.paid_vnd = statement.due_vnd AS paid,
      (array_agg(base_vnd ORDER BY line.version DESC) FILTER (WHERE fund = 'retirement'))[1] AS wage_vnd,
      sum(employee_vnd)::bigint AS employee_vnd, sum(employer_vnd)::bigint AS employer_vnd
    FROM participations JOIN contribution_lines AS line USING (participation_id)
    JOIN statements AS statement USING (statement_id)
    WHERE participant_id = ${participantId}::uuid
    GROUP BY line.participation_id, line.month, statement.statement_id
    HAVING sum(employee_vnd) + sum(employer_vnd) > 0
    ORDER BY line.month, statement.employer_id`;
  return rows.map((row) => ({
    month: row.month,
    employerId: row.employer_id,
    wageVnd: vndText(row.wage_vnd),
    employeeVnd: vndText(row.employee_vnd),
    employerVnd: vndText(row.employer_vnd),
    paid: row.paid,
  }));
};
