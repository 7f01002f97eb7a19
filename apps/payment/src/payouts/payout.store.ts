import { chunksOf, columnOf } from '../array-column';
import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import type { PayoutRecord } from './payout.rules';

/** A payout as raw SQL reads it; every query of this table selects these columns. */
export const PAYOUT_COLUMNS = Prisma.sql`
  payouts.id, payouts.kind, payouts.source_id AS "sourceId", payouts.beneficiary_kind AS "beneficiaryKind",
  payouts.beneficiary_id AS "beneficiaryId", payouts.beneficiary_name AS "beneficiaryName", payouts.period,
  payouts.amount_vnd AS "amountVnd", payouts.channel, payouts.bank_bin AS "bankBin",
  payouts.account_number AS "accountNumber", payouts.account_name AS "accountName",
  payouts.post_office_code AS "postOfficeCode", payouts.attempt, payouts.status, payouts.reason_code AS "reasonCode",
  payouts.paid_at AS "paidAt", payouts.batch_id AS "batchId", payouts.version, payouts.created_at AS "createdAt"`;

/** Inserts what is new and returns exactly that: a payout of the same source and period is there already. */
export const insertPayouts = async (
  db: Tx['db'],
  payouts: readonly PayoutRecord[],
): Promise<readonly PayoutRecord[]> => {
  const inserted = new Set<string>();
  for (const chunk of chunksOf(payouts)) {
    const column = (name: keyof PayoutRecord) => columnOf(chunk, name);
    const rows = await db.$queryRaw<{ id: string }[]>`
      INSERT INTO payouts (id, kind, source_id, beneficiary_kind, beneficiary_id, beneficiary_name, period, amount_vnd,
        channel, bank_bin, account_number, account_name, post_office_code, attempt, status, version, created_at)
      SELECT row.*, 1, 'created', 1, created_at
      FROM unnest(${column('id')}::uuid[], ${column('kind')}::text[], ${column('sourceId')}::uuid[],
        ${column('beneficiaryKind')}::text[], ${column('beneficiaryId')}::text[], ${column('beneficiaryName')}::text[],
        ${column('period')}::text[], ${column('amountVnd')}::bigint[], ${column('channel')}::text[],
        ${column('bankBin')}::text[], ${column('accountNumber')}::text[], ${column('accountName')}::text[],
        ${column('postOfficeCode')}::text[]) AS row, (SELECT ${chunk[0]?.createdAt}::timestamptz AS created_at) AS moment
      ON CONFLICT ON CONSTRAINT payouts_source_once DO NOTHING
      RETURNING id`;
    for (const row of rows) inserted.add(row.id);
  }
  return payouts.filter((payout) => inserted.has(payout.id));
};

/** Reads and locks a payout until the end of the transaction. */
export const lockPayout = async (db: Tx['db'], payoutId: string): Promise<PayoutRecord | undefined> => {
  const [row] = await db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts WHERE id = ${payoutId}::uuid FOR UPDATE`;
  return row;
};

/** Saves how far payouts are; where they go and what is owed stays. The rows must be locked. */
export const saveSteps = async (db: Tx['db'], payouts: readonly PayoutRecord[]): Promise<void> => {
  for (const chunk of chunksOf(payouts)) {
    await db.$executeRaw`
      UPDATE payouts SET status = row.status, reason_code = row.reason_code, paid_at = row.paid_at, version = row.version
      FROM unnest(${columnOf(chunk, 'id')}::uuid[], ${columnOf(chunk, 'status')}::text[],
        ${columnOf(chunk, 'reasonCode')}::text[], ${columnOf(chunk, 'paidAt')}::timestamptz[], ${columnOf(chunk, 'version')}::int[])
        AS row (id, status, reason_code, paid_at, version)
      WHERE payouts.id = row.id`;
  }
};

/** Saves a payout that goes out again: another destination, another attempt. The row must be locked. */
export const saveAttempt = async (db: Tx['db'], payout: PayoutRecord): Promise<void> => {
  const { channel, bankBin, accountNumber, accountName, postOfficeCode, attempt, status, version } = payout;
  await db.payout.update({
    where: { id: payout.id },
    data: {
      channel,
      bankBin,
      accountNumber,
      accountName,
      postOfficeCode,
      attempt,
      status,
      version,
      reasonCode: null,
      batchId: null,
    },
  });
};

export type UnpaidPension = {
  readonly benefitId: string;
  readonly participantId: string;
  readonly fullName: string;
  readonly monthlyVnd: bigint;
  readonly fromMonth: string;
  readonly channel: 'bank' | 'post-office';
  readonly bankBin: string | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly postOfficeCode: string | null;
};

/** Approved pensions in force in a month that have no payout of that month yet. */
export const listUnpaidPensions = (db: Tx['db'], month: string): Promise<UnpaidPension[]> =>
  db.$queryRaw<UnpaidPension[]>`
    SELECT benefits.id AS "benefitId", benefits.participant_id AS "participantId", full_name AS "fullName",
      monthly_vnd AS "monthlyVnd", from_month AS "fromMonth", channel, bank_bin AS "bankBin",
      account_number AS "accountNumber", account_name AS "accountName", post_office_code AS "postOfficeCode"
    FROM benefits JOIN beneficiaries USING (participant_id)
    WHERE benefits.kind = 'pension' AND status = 'approved' AND from_month <= ${month}
      AND NOT EXISTS (SELECT FROM payouts WHERE kind = 'pension' AND source_id = benefits.id AND period = ${month})
    ORDER BY benefits.id`;
