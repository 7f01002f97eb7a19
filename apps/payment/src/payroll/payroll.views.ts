import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { DestinationColumns } from '../beneficiaries/destination.rules';
import type { Tx } from '../kit';

export type UnpaidPension = DestinationColumns & {
  readonly benefitId: string;
  readonly participantId: string;
  readonly fullName: string;
  readonly monthlyVnd: Vnd;
  readonly fromMonth: YearMonth;
};

/** Approved pensions in force in a month that have no payout of that month yet. */
export const listUnpaidPensions = (db: Tx['db'], month: YearMonth): Promise<UnpaidPension[]> =>
  db.$queryRaw<UnpaidPension[]>`
    SELECT benefits.id AS "benefitId", benefits.participant_id AS "participantId", full_name AS "fullName",
      monthly_vnd AS "monthlyVnd", from_month AS "fromMonth", channel, bank_bin AS "bankBin",
      account_number AS "accountNumber", account_name AS "accountName", post_office_code AS "postOfficeCode"
    FROM benefits JOIN beneficiaries USING (participant_id)
    WHERE benefits.kind = 'pension' AND status = 'approved' AND from_month <= ${month}
      AND NOT EXISTS (SELECT FROM payouts WHERE kind = 'pension' AND source_id = benefits.id AND period = ${month})
    ORDER BY benefits.id`;
