import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { arrayColumn, newId } from '@ansinh/database';
import type { Tx } from '../kit';
import type { AllocationRow, CreditChange, GivenByCredit, IncomingCredit, StoredCredit } from './credit.rules';

type CreditRow = {
  credit_id: string;
  bank_bin: string;
  bank_reference: string;
  amount_vnd: Vnd;
  booked_on: LocalDate;
  content: string;
  credited_account: string;
  door: 'report' | 'file';
  reference: string | null;
  allocated_vnd: Vnd;
  suspense_vnd: Vnd;
  version: number;
};

const creditOf = (row: CreditRow): StoredCredit => ({
  creditId: row.credit_id,
  bankBin: row.bank_bin,
  bankReference: row.bank_reference,
  amountVnd: row.amount_vnd,
  bookedOn: row.booked_on,
  content: row.content,
  creditedAccount: row.credited_account,
  door: row.door,
  reference: row.reference,
  allocatedVnd: row.allocated_vnd,
  suspenseVnd: row.suspense_vnd,
  version: row.version,
});

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
  const column = <Value>(pick: (credit: IncomingCredit) => Value): Value[] => sorted.map(pick);
  const rows = await tx.db.$queryRaw<{ bank_reference: string }[]>`
    INSERT INTO bank_credits (credit_id, bank_bin, bank_reference, amount_vnd, booked_on, content, credited_account,
      payer_name, door, allocated_vnd, suspense_vnd, received_at, version)
    SELECT credit_id, ${bankBin}, bank_reference, amount_vnd, booked_on, content, credited_account, payer_name, door,
      0, amount_vnd, ${tx.now}, 1
    FROM unnest(${arrayColumn(column(() => newId()))}::uuid[], ${arrayColumn(column((credit) => credit.bankReference))}::text[],
      ${arrayColumn(column((credit) => credit.amountVnd))}::bigint[], ${arrayColumn(column((credit) => credit.bookedOn))}::date[],
      ${arrayColumn(column((credit) => credit.content))}::text[], ${arrayColumn(column((credit) => credit.creditedAccount))}::text[],
      ${arrayColumn(column((credit) => credit.payerName ?? null))}::text[], ${arrayColumn(column((credit) => credit.door))}::text[])
      WITH ORDINALITY
      AS rows (credit_id, bank_reference, amount_vnd, booked_on, content, credited_account, payer_name, door, place)
    ORDER BY place
    ON CONFLICT (bank_bin, bank_reference) DO NOTHING RETURNING bank_reference`;
  return new Set(rows.map((row) => row.bank_reference));
};

export const findCredits = async (
  tx: Tx,
  bankBin: string,
  bankReferences: readonly string[],
): Promise<ReadonlyMap<string, StoredCredit>> => {
  const rows = await tx.db.$queryRaw<CreditRow[]>`
    SELECT credit_id, bank_bin, bank_reference, amount_vnd, booked_on::text, content, credited_account, door, reference,
      allocated_vnd, suspense_vnd, version
    FROM bank_credits WHERE bank_bin = ${bankBin} AND bank_reference = ANY(${bankReferences}::text[])`;
  return new Map(rows.map((row) => [row.bank_reference, creditOf(row)]));
};

/** Those of the references that money in suspense names. */
export const waitingReferences = async (tx: Tx, references: readonly string[]): Promise<string[]> => {
  const rows = await tx.db.$queryRaw<{ reference: string }[]>`
    SELECT DISTINCT reference FROM bank_credits WHERE suspense_vnd > 0 AND reference = ANY(${references}::text[])`;
  return rows.map((row) => row.reference);
};

/** Credits with money in suspense whose text named one of the references before anything of that name was due. */
export const lockWaitingCredits = async (tx: Tx, references: readonly string[]): Promise<StoredCredit[]> => {
  const rows = await tx.db.$queryRaw<CreditRow[]>`
    SELECT credit_id, bank_bin, bank_reference, amount_vnd, booked_on::text, content, credited_account, door, reference,
      allocated_vnd, suspense_vnd, version
    FROM bank_credits WHERE suspense_vnd > 0 AND reference = ANY(${references}::text[])
    ORDER BY credit_id FOR UPDATE`;
  return rows.map(creditOf);
};

/** Credits with money in suspense whose text holds the key, spaces and signs aside: to be looked at closer. */
export const lockSuspenseWithText = async (tx: Tx, key: string): Promise<StoredCredit[]> => {
  const rows = await tx.db.$queryRaw<CreditRow[]>`
    SELECT credit_id, bank_bin, bank_reference, amount_vnd, booked_on::text, content, credited_account, door, reference,
      allocated_vnd, suspense_vnd, version
    FROM bank_credits WHERE suspense_vnd > 0
      AND position(${key} in regexp_replace(upper(content), '[^A-Z0-9]+', '', 'g')) > 0
    ORDER BY credit_id FOR UPDATE`;
  return rows.map(creditOf);
};

export const updateCredits = async (tx: Tx, changes: readonly CreditChange[]): Promise<void> => {
  if (changes.length === 0) return;
  const column = <Value>(pick: (change: CreditChange) => Value): Value[] => changes.map(pick);
  await tx.db.$executeRaw`
    UPDATE bank_credits SET reference = rows.reference, allocated_vnd = rows.allocated_vnd,
      suspense_vnd = rows.suspense_vnd, version = rows.version
    FROM unnest(${column((change) => change.creditId)}::uuid[], ${column((change) => change.reference)}::text[],
      ${column((change) => change.allocatedVnd)}::bigint[], ${column((change) => change.suspenseVnd)}::bigint[],
      ${column((change) => change.version)}::int[]) AS rows (credit_id, reference, allocated_vnd, suspense_vnd, version)
    WHERE bank_credits.credit_id = rows.credit_id`;
};

export const insertAllocations = async (tx: Tx, allocations: readonly AllocationRow[]): Promise<void> => {
  if (allocations.length === 0) return;
  const column = <Value>(pick: (row: AllocationRow) => Value): Value[] => allocations.map(pick);
  await tx.db.$executeRaw`
    INSERT INTO credit_allocations (allocation_id, credit_id, statement_id, order_id, bucket, amount_vnd)
    SELECT * FROM unnest(${arrayColumn(column(() => newId()))}::uuid[], ${arrayColumn(column((row) => row.creditId))}::uuid[],
      ${arrayColumn(column((row) => row.statementId))}::uuid[], ${arrayColumn(column((row) => row.orderId))}::uuid[],
      ${arrayColumn(column((row) => row.bucket))}::text[], ${arrayColumn(column((row) => row.amountVnd))}::bigint[])`;
};

export const givenToStatements = async (tx: Tx, statementIds: readonly string[]): Promise<GivenByCredit[]> => {
  const rows = await tx.db.$queryRaw<
    { credit_id: string; statement_id: string; bucket: string; amount_vnd: Vnd; booked_on: LocalDate }[]
  >`
    SELECT credit_id, statement_id, bucket, sum(allocation.amount_vnd)::bigint AS amount_vnd, booked_on::text
    FROM credit_allocations AS allocation JOIN bank_credits USING (credit_id)
    WHERE statement_id = ANY(${statementIds}::uuid[])
    GROUP BY credit_id, statement_id, bucket, booked_on HAVING sum(allocation.amount_vnd) > 0
    ORDER BY bank_credits.booked_on DESC, credit_id DESC`;
  return rows.map((row) => ({
    creditId: row.credit_id,
    statementId: row.statement_id,
    bucket: row.bucket,
    amountVnd: row.amount_vnd,
    bookedOn: row.booked_on,
  }));
};

export const lockCredits = async (tx: Tx, creditIds: readonly string[]): Promise<StoredCredit[]> => {
  const rows = await tx.db.$queryRaw<CreditRow[]>`
    SELECT credit_id, bank_bin, bank_reference, amount_vnd, booked_on::text, content, credited_account, door, reference,
      allocated_vnd, suspense_vnd, version
    FROM bank_credits WHERE credit_id = ANY(${creditIds}::uuid[]) ORDER BY credit_id FOR UPDATE`;
  return rows.map(creditOf);
};
