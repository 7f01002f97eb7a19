import { columnOf, LEAST_ID } from '@ansinh/database';
import type { SealedColumn } from '@ansinh/secrets';
import type { Tx } from '../kit';
import { ofRow, type PlaceOfRow, WORDS } from './words/claim-words';

/** Rows for the database: JSON objects in UTF-8 with commas between, which nobody reads again on their way there. */
export type SentRecords = {
  readonly claims: Uint8Array;
  readonly lines: Uint8Array;
  readonly rows: Uint8Array;
};

/** One version of a claim to be written. */
export type ClaimVersion = {
  /** Of its records. */
  readonly sentId: string;
  readonly claimId: string;
  readonly facilityCode: string;
  /** The file that brings it. */
  readonly documentId: string;
  readonly version: number;
  readonly aggregateVersion: number;
};

const versionRecord = ({ sentId, claimId, facilityCode, documentId, version, aggregateVersion }: ClaimVersion) => ({
  sent_id: sentId,
  claim_id: claimId,
  facility_code: facilityCode,
  document_id: documentId,
  version,
  aggregate_version: aggregateVersion,
});

/** The records of several files as one JSON array in UTF-8. */
const jsonArrayOf = (parts: readonly Uint8Array[]): Buffer => {
  const filled = parts.filter(({ length }) => length > 0);
  const comma = Buffer.from(',');
  return Buffer.concat([
    Buffer.from('['),
    ...filled.flatMap((part, index) => (index === 0 ? [part] : [comma, part])),
    Buffer.from(']'),
  ]);
};

/**
 * Writes claims, versions, lines and rows of files in one statement, from the records of just these files. New claims are
 * inserted in the order of their keys, so that of two transactions with the same encounters one waits for the other.
 */
export const saveVersions = async (
  tx: Pick<Tx, 'db' | 'now'>,
  versions: readonly ClaimVersion[],
  records: readonly SentRecords[],
): Promise<void> => {
  if (versions.length === 0) return;
  const claims = jsonArrayOf(records.map((of) => of.claims));
  const lines = jsonArrayOf(records.map((of) => of.lines));
  const rows = jsonArrayOf(records.map((of) => of.rows));
  await tx.db.$executeRaw`
    WITH sent AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(versions.map(versionRecord))}::json) AS version(sent_id uuid,
        claim_id uuid, facility_code text, document_id uuid, version int, aggregate_version int)
      JOIN json_to_recordset(convert_from(${claims}, 'UTF8')::json) AS claim(sent_id uuid, position int,
        encounter_key text, card_numbers text, full_name text, visit_reason text, care_type text, main_disease text,
        arrived_at timestamptz, left_at timestamptz, settlement_month text, total_hospital bigint,
        total_in_scope bigint, patient_pays bigint, co_payment bigint, fund_claimed bigint, row_counts jsonb)
      USING (sent_id)),
    saved AS (
      INSERT INTO claims (claim_id, facility_code, encounter_key, version, aggregate_version, status, card_numbers,
        full_name, visit_reason, care_type, main_disease, arrived_at, left_at, settlement_month, total_hospital,
        total_in_scope, patient_pays, co_payment, fund_claimed, row_counts, received_at)
      SELECT claim_id, facility_code, encounter_key, version, aggregate_version, 'received', card_numbers, full_name,
        visit_reason, care_type, main_disease, arrived_at, left_at, settlement_month, total_hospital, total_in_scope,
        patient_pays, co_payment, fund_claimed, row_counts, ${tx.now}
      FROM sent ORDER BY facility_code, encounter_key
      ON CONFLICT (claim_id) DO UPDATE SET
        version = excluded.version, aggregate_version = excluded.aggregate_version, status = 'received',
        participant_id = NULL, card_numbers = excluded.card_numbers, full_name = excluded.full_name,
        visit_reason = excluded.visit_reason, care_type = excluded.care_type, main_disease = excluded.main_disease,
        arrived_at = excluded.arrived_at, left_at = excluded.left_at, settlement_month = excluded.settlement_month,
        total_hospital = excluded.total_hospital, total_in_scope = excluded.total_in_scope,
        patient_pays = excluded.patient_pays, co_payment = excluded.co_payment, fund_claimed = excluded.fund_claimed,
        fund_pays = NULL, open_questions = 0, settlement_id = NULL, row_counts = excluded.row_counts,
        received_at = excluded.received_at),
    versions AS (
      INSERT INTO claim_versions (claim_id, version, document_id, position)
      SELECT claim_id, version, document_id, position FROM sent),
    lines AS (
      INSERT INTO claim_lines (claim_id, version, table_name, row_number, code, cost_group, quantity, hospital_price,
        insurance_price, service_ratio, insurance_ratio, level, hospital_amount, in_scope_amount, self_paid, co_payment,
        fund_amount, other_amount, ordered_at, fields)
      SELECT sent.claim_id, sent.version, table_name, row_number, code, cost_group, quantity, hospital_price,
        insurance_price, service_ratio, insurance_ratio, level, hospital_amount, in_scope_amount, self_paid,
        line.co_payment, fund_amount, other_amount, ordered_at, fields
      FROM json_to_recordset(convert_from(${lines}, 'UTF8')::json) AS line(sent_id uuid, table_name text,
        row_number int, code text, cost_group text, quantity bigint, hospital_price bigint, insurance_price bigint, service_ratio int,
        insurance_ratio int, level int, hospital_amount bigint, in_scope_amount bigint, self_paid bigint,
        co_payment bigint, fund_amount bigint, other_amount bigint, ordered_at timestamptz, fields jsonb)
      JOIN sent USING (sent_id))
    INSERT INTO claim_rows (claim_id, version, table_name, row_number, fields)
    SELECT sent.claim_id, sent.version, table_name, row_number, fields
    FROM json_to_recordset(convert_from(${rows}, 'UTF8')::json) AS part(sent_id uuid, table_name text,
      row_number int, fields jsonb)
    JOIN sent USING (sent_id)`;
};

/** The words of rows, as a column of sealed values, by whole claims; those of before stand in their fields, read as one text. */
export const CLAIM_WORDS: SealedColumn<Tx['db']> = {
  name: 'claim_rows.fields',
  count: (db) => db.$queryRaw`
    SELECT coalesce(split_part(fields ->> 'sealed', '.', 2), '') AS key, count(*)::int AS values
    FROM claim_rows WHERE fields ? 'sealed' OR EXISTS (
      SELECT FROM jsonb_each_text(fields) AS word WHERE word.key = ANY(${[...WORDS]}::text[]) AND word.value <> '')
    GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT claim_id::text AS key FROM claim_rows WHERE claim_id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid
    ORDER BY claim_rows.claim_id LIMIT ${limit}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<(PlaceOfRow & { key: string; value: string })[]>`
      SELECT concat_ws('|', sent.claim_id, sent.version, table_name, row_number) AS key, facility_code AS "facilityCode",
        encounter_key AS "encounterKey", table_name AS table, row_number AS row, coalesce(fields ->> 'sealed',
          (SELECT jsonb_object_agg(word.key, word.value) FROM jsonb_each_text(fields) AS word
          WHERE word.key = ANY(${[...WORDS]}::text[]) AND word.value <> '')::text) AS value
      FROM claim_rows AS sent JOIN claims USING (claim_id)
      WHERE sent.claim_id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid AND sent.claim_id <= ${until}::uuid
        AND CASE WHEN fields ? 'sealed' THEN NOT starts_with(fields ->> 'sealed', ${prefix}) ELSE EXISTS (
          SELECT FROM jsonb_each_text(fields) AS word WHERE word.key = ANY(${[...WORDS]}::text[]) AND word.value <> '') END
      FOR NO KEY UPDATE OF sent SKIP LOCKED`;
    return rows.map(({ key, value, ...place }) => ({ key, owner: ofRow(place), value }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE claim_rows SET fields = jsonb_build_object('sealed', row.value) || (fields - 'sealed' - ARRAY(
      SELECT word.key FROM jsonb_each_text(fields) AS word WHERE word.key = ANY(${[...WORDS]}::text[]) AND word.value <> ''))
    FROM unnest(${columnOf(values, 'key')}::text[], ${columnOf(values, 'value')}::text[]) AS row (key, value)
    WHERE claim_rows.claim_id = split_part(row.key, '|', 1)::uuid AND claim_rows.version = split_part(row.key, '|', 2)::int
      AND claim_rows.table_name = split_part(row.key, '|', 3) AND claim_rows.row_number = split_part(row.key, '|', 4)::int`,
};
