import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import type { PayoutRecord } from './payouts.rules';

/** A payout as raw SQL reads it; every query of this table selects these columns. */
export const PAYOUT_COLUMNS = Prisma.sql`
  payouts.id, payouts.kind, payouts.source_id AS "sourceId", payouts.beneficiary_kind AS "beneficiaryKind",
  payouts.beneficiary_id AS "beneficiaryId", payouts.beneficiary_name AS "beneficiaryName", payouts.period,
  payouts.amount_vnd AS "amountVnd", payouts.channel, payouts.bank_bin AS "bankBin",
  payouts.account_number AS "accountNumber", payouts.account_name AS "accountName",
  payouts.post_office_code AS "postOfficeCode", payouts.attempt, payouts.status, payouts.reason_code AS "reasonCode",
  payouts.paid_at AS "paidAt", payouts.batch_id AS "batchId", payouts.version, payouts.created_at AS "createdAt"`;

/** BIGINT has no JSON number. */
const jsonOf = (payouts: readonly PayoutRecord[]): string =>
  JSON.stringify(payouts, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** Rows per statement: large enough to be set-based, small enough that no statement or parameter grows without bound. */
const CHUNK = 10_000;

export const chunksOf = <Item>(items: readonly Item[], size = CHUNK): Item[][] => {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
};

/** Inserts what is new and returns exactly that: a payout of the same source and period is there already. */
export const insertPayouts = async (
  db: Tx['db'],
  payouts: readonly PayoutRecord[],
): Promise<readonly PayoutRecord[]> => {
  const inserted = new Set<string>();
  for (const chunk of chunksOf(payouts)) {
    const rows = await db.$queryRaw<{ id: string }[]>`
      INSERT INTO payouts (id, kind, source_id, beneficiary_kind, beneficiary_id, beneficiary_name, period, amount_vnd,
        channel, bank_bin, account_number, account_name, post_office_code, attempt, status, version, created_at)
      SELECT id, kind, "sourceId", "beneficiaryKind", "beneficiaryId", "beneficiaryName", period, "amountVnd",
        channel, "bankBin", "accountNumber", "accountName", "postOfficeCode", attempt, status, version, "createdAt"
      FROM jsonb_to_recordset(${jsonOf(chunk)}::jsonb) AS row (
        id uuid, kind text, "sourceId" uuid, "beneficiaryKind" text, "beneficiaryId" text, "beneficiaryName" text,
        period text, "amountVnd" bigint, channel text, "bankBin" text, "accountNumber" text, "accountName" text,
        "postOfficeCode" text, attempt int, status text, version int, "createdAt" timestamptz)
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

/** Saves where payouts are and where they go; what is owed to whom never changes. The rows must be locked. */
export const savePayouts = async (db: Tx['db'], payouts: readonly PayoutRecord[]): Promise<void> => {
  for (const chunk of chunksOf(payouts)) {
    await db.$executeRaw`
      UPDATE payouts SET channel = row.channel, bank_bin = "bankBin", account_number = "accountNumber",
        account_name = "accountName", post_office_code = "postOfficeCode", attempt = row.attempt, status = row.status,
        reason_code = "reasonCode", paid_at = "paidAt", batch_id = "batchId", version = row.version
      FROM jsonb_to_recordset(${jsonOf(chunk)}::jsonb) AS row (
        id uuid, channel text, "bankBin" text, "accountNumber" text, "accountName" text, "postOfficeCode" text,
        attempt int, status text, "reasonCode" text, "paidAt" timestamptz, "batchId" uuid, version int)
      WHERE payouts.id = row.id`;
  }
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
