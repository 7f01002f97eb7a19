import { chunksOf, columnOf } from '@ansinh/database';
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

/** Locks those of the payouts that stand on the list of the post office, in order of id, so that two returns never deadlock. */
export const lockPayoutsOfPostOffice = (
  db: Tx['db'],
  postOfficeCode: string,
  payoutIds: readonly string[],
): Promise<PayoutRecord[]> =>
  db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts
    WHERE id = ANY(${payoutIds}::uuid[]) AND post_office_code = ${postOfficeCode}
    ORDER BY id FOR UPDATE`;

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

/**
 * Takes every bank payout that is ready into a batch and counts them; `takenForBatch` of the rules for all at once.
 * `written` are the WITH queries by which the caller writes the batch itself, from the rows of `ready`: one statement
 * does both, and its row locks see to it that of two batches built at once each payout stands in one.
 */
export const takeReadyForBatch = async (db: Tx['db'], batchId: string, written: Prisma.Sql): Promise<number> => {
  const [counted] = await db.$queryRaw<{ payouts: number }[]>`
    WITH ready AS MATERIALIZED (
      SELECT * FROM payouts WHERE channel = 'bank' AND status = 'created' AND batch_id IS NULL ORDER BY id FOR UPDATE),
    ${written},
    taken AS (
      UPDATE payouts SET batch_id = ${batchId}::uuid FROM ready WHERE payouts.id = ready.id RETURNING payouts.id)
    SELECT count(*)::int AS payouts FROM taken`;
  return counted?.payouts ?? 0;
};

/** Marks the payouts of a batch as sent and counts them; `sentWithBatch` of the rules for all at once. */
export const markBatchSent = async (db: Tx['db'], batchId: string): Promise<number> =>
  db.$executeRaw`UPDATE payouts SET status = 'sent' WHERE batch_id = ${batchId}::uuid AND status = 'created'`;
