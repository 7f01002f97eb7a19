import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { chunksOf, columnOf } from '@ansinh/database';
import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import type { PayoutRecord } from './payout.rules';

/** A payout as raw SQL reads it. */
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

export type CashPayout = PayoutRecord & { readonly beneficiaryDigest: string | null };

/**
 * Reads and locks a payout of a post office together with the digest of its beneficiary: one statement, since a counter
 * waits for it. Undefined for any other post office's payout.
 */
export const lockCashPayout = async (
  db: Tx['db'],
  payoutId: string,
  postOfficeCode: string,
): Promise<CashPayout | undefined> => {
  const [row] = await db.$queryRaw<CashPayout[]>`
    SELECT ${PAYOUT_COLUMNS}, (
      SELECT encode(personal_id_digest, 'hex') FROM beneficiaries
      WHERE payouts.beneficiary_kind = 'participant' AND participant_id::text = payouts.beneficiary_id) AS "beneficiaryDigest"
    FROM payouts WHERE id = ${payoutId}::uuid AND post_office_code = ${postOfficeCode} FOR UPDATE OF payouts`;
  return row;
};

/** Locks the payouts that are in a batch, in order of id; one that has gone out again since is in it no more. */
export const lockPayoutsOfBatch = (db: Tx['db'], batchId: string): Promise<PayoutRecord[]> =>
  db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts WHERE batch_id = ${batchId}::uuid ORDER BY id FOR UPDATE`;

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

/** What a batch took: how many payouts, and how much. */
export type Taken = { readonly payouts: number; readonly sumVnd: Vnd };

/**
 * Takes every payout that is ready into a batch; `takenForBatch` of the rules for all at once. The row locks see to it
 * that of two batches built at once each payout is taken by one. The batch itself may be written later in the transaction.
 */
export const takeReadyForBatch = async (db: Tx['db'], batchId: string): Promise<Taken> => {
  const [taken] = await db.$queryRaw<Taken[]>`
    WITH ready AS MATERIALIZED (
      SELECT id FROM payouts WHERE channel = 'bank' AND status = 'created' AND batch_id IS NULL ORDER BY id FOR UPDATE),
    taken AS (
      UPDATE payouts SET batch_id = ${batchId}::uuid FROM ready WHERE payouts.id = ready.id RETURNING amount_vnd)
    SELECT count(*)::int AS payouts, coalesce(sum(amount_vnd), 0)::bigint AS "sumVnd" FROM taken`;
  if (taken === undefined) throw new Error('a count always has a row');
  return taken;
};

/** Marks the payouts of a batch as sent and counts them; `sentWithBatch` of the rules for all at once. */
export const markBatchSent = async (db: Tx['db'], batchId: string): Promise<number> =>
  db.$executeRaw`UPDATE payouts SET status = 'sent' WHERE batch_id = ${batchId}::uuid AND status = 'created'`;
