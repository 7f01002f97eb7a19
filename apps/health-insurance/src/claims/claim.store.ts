import type { Hundredths } from '@ansinh/contracts';
import type { Tx } from '../kit';
import type { Encounter } from '../xml/claim-file';
import type { TableRow } from '../xml/fields/field-rules';
import type { TableName } from '../xml/fields/field-spec';
import { instantOfMinute } from '../xml/national-time';
import type { ClaimLine, ParsedClaim } from './parsed-claim';

/** One version of a claim to be written: the encounter as sent and as read. */
export type ClaimVersion = {
  readonly claimId: string;
  readonly facilityCode: string;
  /** The file that brings it. */
  readonly documentId: string;
  readonly version: number;
  readonly aggregateVersion: number;
  /** Place of the HOSO in the file, from 1. */
  readonly position: number;
  readonly encounter: Encounter;
  readonly claim: ParsedClaim;
};

const COST_TABLES = ['XML2', 'XML3'] as const;

// JSON has no bigint: numbers that may be large travel as text, and PostgreSQL reads them exactly.
const text = (value: Hundredths): string => value.toString();

const claimRecord = (sent: ClaimVersion, place: number) => {
  const { claimId, facilityCode, documentId, version, aggregateVersion, position, encounter, claim } = sent;
  return {
    place,
    claim_id: claimId,
    facility_code: facilityCode,
    document_id: documentId,
    encounter_key: claim.encounterKey,
    version,
    aggregate_version: aggregateVersion,
    position,
    card_numbers: claim.cardNumbers.join(';'),
    full_name: claim.fullName,
    visit_reason: claim.visitReason,
    care_type: claim.careType,
    main_disease: claim.mainDisease,
    arrived_at: instantOfMinute(claim.arrivedAt),
    left_at: instantOfMinute(claim.leftAt),
    settlement_month: claim.settlementMonth,
    total_hospital: text(claim.totals.T_TONGCHI_BV),
    total_in_scope: text(claim.totals.T_TONGCHI_BH),
    patient_pays: text(claim.totals.T_BNTT),
    co_payment: text(claim.totals.T_BNCCT),
    fund_claimed: text(claim.totals.T_BHTT),
    row_counts: Object.fromEntries([...encounter.tables].map(([table, rows]) => [table, rows.length])),
  };
};

type Fields = Readonly<Record<string, string>>;

const lineRecord = (line: ClaimLine, fields: Fields) => ({
  table_name: line.table,
  row_number: line.row,
  code: line.code,
  cost_group: line.group,
  quantity: text(line.quantityThousandths),
  hospital_price: text(line.hospitalPriceThousandths),
  insurance_price: text(line.insurancePriceThousandths),
  service_ratio: text(line.serviceRatio),
  insurance_ratio: text(line.insuranceRatio),
  level: text(line.level),
  hospital_amount: text(line.hospitalAmount),
  in_scope_amount: text(line.inScopeAmount),
  self_paid: text(line.selfPaid),
  co_payment: text(line.coPayment),
  fund_amount: text(line.fundAmount),
  other_amount: text(line.otherAmount),
  ordered_at: instantOfMinute(line.orderedAt),
  fields,
});

const lineRecords = ({ encounter, claim }: ClaimVersion, place: number) => {
  const sent = new Map<string, Fields>();
  for (const table of COST_TABLES)
    for (const { row, fields } of encounter.tables.get(table) ?? []) sent.set(`${table}/${row}`, fields);
  return claim.lines.map((line) => ({
    place,
    ...lineRecord(line, sent.get(`${line.table}/${line.row}`) ?? {}),
  }));
};

const isCostTable = (table: TableName): boolean => COST_TABLES.some((name) => name === table);

/** Rows with their numbers; a table whose numbers repeat (it needs none) is numbered by position. */
const numbered = (rows: readonly TableRow[]): readonly TableRow[] =>
  new Set(rows.map(({ row }) => row)).size === rows.length
    ? rows
    : rows.map(({ fields }, index) => ({ row: index + 1, fields }));

const rowRecords = ({ encounter }: ClaimVersion, place: number) =>
  [...encounter.tables]
    .filter(([table]) => !isCostTable(table))
    .flatMap(([table, sent]) =>
      numbered(sent).map(({ row, fields }) => ({ place, table_name: table, row_number: row, fields })),
    );

/**
 * Writes claims, versions, lines and rows of files in one statement. New claims are inserted in the order of their keys, so
 * that of two transactions with the same encounters one waits for the other.
 */
export const saveVersions = async (tx: Tx, versions: readonly ClaimVersion[]): Promise<void> => {
  const claims = JSON.stringify(versions.map(claimRecord));
  const lines = JSON.stringify(versions.flatMap(lineRecords));
  const rows = JSON.stringify(versions.flatMap(rowRecords));
  await tx.db.$executeRaw`
    WITH sent AS (
      SELECT * FROM json_to_recordset(${claims}::json) AS sent(place int, claim_id uuid, facility_code text,
        document_id uuid, encounter_key text, version int, aggregate_version int, position int, card_numbers text, full_name text, visit_reason text, care_type text,
        main_disease text, arrived_at timestamptz, left_at timestamptz, settlement_month text, total_hospital bigint,
        total_in_scope bigint, patient_pays bigint, co_payment bigint, fund_claimed bigint, row_counts jsonb)),
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
        fund_pays = NULL, row_counts = excluded.row_counts, received_at = excluded.received_at),
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
      FROM json_to_recordset(${lines}::json) AS line(place int, table_name text, row_number int, code text,
        cost_group text, quantity bigint, hospital_price bigint, insurance_price bigint, service_ratio int,
        insurance_ratio int, level int, hospital_amount bigint, in_scope_amount bigint, self_paid bigint,
        co_payment bigint, fund_amount bigint, other_amount bigint, ordered_at timestamptz, fields jsonb)
      JOIN sent USING (place))
    INSERT INTO claim_rows (claim_id, version, table_name, row_number, fields)
    SELECT sent.claim_id, sent.version, table_name, row_number, fields
    FROM json_to_recordset(${rows}::json) AS part(place int, table_name text, row_number int, fields jsonb)
    JOIN sent USING (place)`;
};
