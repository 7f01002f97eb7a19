import type { KnownBenefitKind } from '@ansinh/contracts/payment/kinds';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { DestinationColumns } from '../beneficiaries/destination.rules';
import { MONTHLY_KINDS } from '../benefits/benefit-kinds';
import type { Tx } from '../kit';

export type UnpaidBenefit = DestinationColumns & {
  readonly id: string;
  readonly kind: KnownBenefitKind;
  readonly participantId: string;
  readonly fullName: string;
  readonly amountVnd: Vnd;
  readonly fromMonth: YearMonth;
};

/**
 * Approved monthly benefits in force in a month that have no payout of that month yet. A kind of a later release is left
 * to that release: nobody here knows what it comes to in the month.
 */
export const listUnpaidBenefits = (db: Tx['db'], month: YearMonth): Promise<UnpaidBenefit[]> =>
  db.$queryRaw<UnpaidBenefit[]>`
    SELECT benefits.id, benefits.kind, benefits.participant_id AS "participantId", full_name AS "fullName",
      amount_vnd AS "amountVnd", from_month AS "fromMonth", channel, bank_bin AS "bankBin",
      account_number AS "accountNumber", account_name AS "accountName", post_office_code AS "postOfficeCode"
    FROM benefits JOIN beneficiaries USING (participant_id)
    WHERE payment = 'monthly' AND benefits.kind = ANY(${[...MONTHLY_KINDS]}::text[])
      AND status = 'approved' AND from_month <= ${month}
      AND NOT EXISTS (
        SELECT FROM payouts WHERE kind = benefits.kind AND source_id = benefits.id AND period = ${month})
    ORDER BY benefits.id`;
