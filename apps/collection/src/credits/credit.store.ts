import { chunksOf, columnOf, newId } from '@ansinh/database';
import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import type { AllocationRow, CreditChange, GivenByCredit, IncomingCredit, StoredCredit } from './credit.rules';

/** A credit as raw SQL reads it. */
const CREDIT_COLUMNS = Prisma.sql`
  credit_id AS "creditId", bank_bin AS "bankBin", bank_reference AS "bankReference", amount_vnd AS "amountVnd",
  booked_on::text AS "bookedOn", content, credited_account AS "creditedAccount", door, reference,
  allocated_vnd AS "allocatedVnd", suspense_vnd AS "suspenseVnd", version`;

/**
 * Stores bookings that are new, all of their money in suspense, and says which they are. A booking that another
 * transaction is storing right now is waited for; rows are inserted in order of reference, so that two files with the
 * same bookings wait for each other instead of blocking each other.
 */
export const insertNewCredits = async (
  tx: Tx,
  bankBin: string,
  credits: readonly IncomingCredit[],
): Promise<ReadonlySet<string>> => {
  const sorted = [...credits].sort((left, right) => (left.bankReference < right.bankReference ? -1 : 1));
  const inserted = new Set<string>();
  for (const chunk of chunksOf(sorted.map((credit) => ({ ...credit, creditId: newId() })))) {
    const rows = await tx.db.$queryRaw<{ bankReference: string }[]>`
      INSERT INTO bank_credits (credit_id, bank_bin, bank_reference, amount_vnd, booked_on, content, credited_account,
        payer_name, door, allocated_vnd, suspense_vnd, received_at, version)
      SELECT credit_id, ${bankBin}, bank_reference, amount_vnd, booked_on, content, credited_account, payer_name, door,
        0, amount_vnd, ${tx.now}, 1
      FROM unnest(${columnOf(chunk, 'creditId')}::uuid[], ${columnOf(chunk, 'bankReference')}::text[],
        ${columnOf(chunk, 'amountVnd')}::bigint[], ${columnOf(chunk, 'bookedOn')}::date[],
        ${columnOf(chunk, 'content')}::text[], ${columnOf(chunk, 'creditedAccount')}::text[],
        ${columnOf(chunk, 'payerName')}::text[], ${columnOf(chunk, 'door')}::text[])
        WITH ORDINALITY
        AS rows (credit_id, bank_reference, amount_vnd, booked_on, content, credited_account, payer_name, door, place)
      ORDER BY place
      ON CONFLICT (bank_bin, bank_reference) DO NOTHING RETURNING bank_reference AS "bankReference"`;
    for (const { bankReference } of rows) inserted.add(bankReference);
  }
  return inserted;
};

export const findCredits = async (
  tx: Tx,
  bankBin: string,
  bankReferences: readonly string[],
): Promise<ReadonlyMap<string, StoredCredit>> => {
  const rows = await tx.db.$queryRaw<StoredCredit[]>`
    SELECT ${CREDIT_COLUMNS} FROM bank_credits
    WHERE bank_bin = ${bankBin} AND bank_reference = ANY(${bankReferences}::text[])`;
  return new Map(rows.map((credit) => [credit.bankReference, credit]));
};

/** Those of the references that money in suspense names. */
export const waitingReferences = async (tx: Tx, references: readonly string[]): Promise<string[]> => {
  const rows = await tx.db.$queryRaw<{ reference: string }[]>`
    SELECT DISTINCT reference FROM bank_credits WHERE suspense_vnd > 0 AND reference = ANY(${references}::text[])`;
  return rows.map((row) => row.reference);
};

/** Credits with money in suspense whose text named one of the references before anything of that name was due. */
export const lockWaitingCredits = async (tx: Tx, references: readonly string[]): Promise<StoredCredit[]> =>
  tx.db.$queryRaw<StoredCredit[]>`
    SELECT ${CREDIT_COLUMNS} FROM bank_credits WHERE suspense_vnd > 0 AND reference = ANY(${references}::text[])
    ORDER BY credit_id FOR UPDATE`;

/** Credits with money in suspense whose text holds the key, spaces and signs aside: to be looked at closer. */
export const lockSuspenseWithText = async (tx: Tx, key: string): Promise<StoredCredit[]> =>
  tx.db.$queryRaw<StoredCredit[]>`
    SELECT ${CREDIT_COLUMNS} FROM bank_credits WHERE suspense_vnd > 0
      AND position(${key} in regexp_replace(upper(content), '[^A-Z0-9]+', '', 'g')) > 0
    ORDER BY credit_id FOR UPDATE`;

export const updateCredits = async (tx: Tx, changes: readonly CreditChange[]): Promise<void> => {
  for (const chunk of chunksOf(changes))
    await tx.db.$executeRaw`
      UPDATE bank_credits SET reference = rows.reference, allocated_vnd = rows.allocated_vnd,
        suspense_vnd = rows.suspense_vnd, version = rows.version
      FROM unnest(${columnOf(chunk, 'creditId')}::uuid[], ${columnOf(chunk, 'reference')}::text[],
        ${columnOf(chunk, 'allocatedVnd')}::bigint[], ${columnOf(chunk, 'suspenseVnd')}::bigint[],
        ${columnOf(chunk, 'version')}::int[]) AS rows (credit_id, reference, allocated_vnd, suspense_vnd, version)
      WHERE bank_credits.credit_id = rows.credit_id`;
};

export const insertAllocations = async (tx: Tx, allocations: readonly AllocationRow[]): Promise<void> => {
  for (const chunk of chunksOf(allocations.map((row) => ({ ...row, allocationId: newId() }))))
    await tx.db.$executeRaw`
      INSERT INTO credit_allocations (allocation_id, credit_id, statement_id, order_id, bucket, amount_vnd)
      SELECT * FROM unnest(${columnOf(chunk, 'allocationId')}::uuid[], ${columnOf(chunk, 'creditId')}::uuid[],
        ${columnOf(chunk, 'statementId')}::uuid[], ${columnOf(chunk, 'orderId')}::uuid[],
        ${columnOf(chunk, 'bucket')}::text[], ${columnOf(chunk, 'amountVnd')}::bigint[])`;
};

export const givenToStatements = async (tx: Tx, statementIds: readonly string[]): Promise<GivenByCredit[]> =>
  tx.db.$queryRaw<GivenByCredit[]>`
    SELECT credit_id AS "creditId", statement_id AS "statementId", bucket,
      sum(allocation.amount_vnd)::bigint AS "amountVnd", booked_on::text AS "bookedOn"
    FROM credit_allocations AS allocation JOIN bank_credits USING (credit_id)
    WHERE statement_id = ANY(${statementIds}::uuid[])
    GROUP BY credit_id, statement_id, bucket, booked_on HAVING sum(allocation.amount_vnd) > 0
    ORDER BY bank_credits.booked_on DESC, credit_id DESC`;

export const lockCredits = async (tx: Tx, creditIds: readonly string[]): Promise<StoredCredit[]> =>
  tx.db.$queryRaw<StoredCredit[]>`
    SELECT ${CREDIT_COLUMNS} FROM bank_credits WHERE credit_id = ANY(${creditIds}::uuid[]) ORDER BY credit_id FOR UPDATE`;
