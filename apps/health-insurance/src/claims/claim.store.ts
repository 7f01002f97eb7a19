import { createHash } from 'node:crypto';
import { ClaimStatus, type Hundredths } from '@ansinh/contracts';
import { newId } from '@ansinh/database';
import type { Tx } from '../kit';
import type { Encounter } from '../xml/claim-file';
import type { TableRow } from '../xml/fields/field-rules';
import type { TableName } from '../xml/fields/field-spec';
import { instantOfMinute } from '../xml/national-time';
import type { KnownClaim } from './claim.rules';
import type { ClaimLine, ParsedClaim } from './parsed-claim';

export type StoredDocument = {
  readonly documentId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly receivedAt: Date;
};

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

export const findDocument = async (
  db: Tx['db'],
  facilityCode: string,
  sha256: string,
): Promise<StoredDocument | undefined> => {
  const row = await db.document.findUnique({
    where: { facilityCode_sha256: { facilityCode, sha256 } },
    select: { documentId: true, sha256: true, sizeBytes: true, receivedAt: true },
  });
  return row ?? undefined;
};

/** Stores the file, or returns undefined when the same file is there: a second request waits here for the first. */
export const insertDocument = async (
  tx: Tx,
  facilityCode: string,
  content: Buffer,
): Promise<StoredDocument | undefined> => {
  const document = {
    documentId: newId(),
    sha256: sha256Of(content),
    sizeBytes: content.byteLength,
    receivedAt: tx.now,
  };
  const { count } = await tx.db.document.createMany({
    data: [{ ...document, facilityCode, content: new Uint8Array(content) }],
    skipDuplicates: true,
  });
  return count === 1 ? document : undefined;
};

type KnownRow = {
  claim_id: string;
  encounter_key: string;
  version: number;
  aggregate_version: number;
  status: string;
};

/** The claims of these encounters that are known, locked in one order so that two files cannot block each other. */
export const loadKnownClaims = async (
  tx: Tx,
  facilityCode: string,
  encounterKeys: readonly string[],
): Promise<ReadonlyMap<string, KnownClaim>> => {
  const rows = await tx.db.$queryRaw<KnownRow[]>`
    SELECT claim_id::text, encounter_key, version, aggregate_version, status FROM claims
    WHERE facility_code = ${facilityCode} AND encounter_key = ANY(${[...encounterKeys]})
    ORDER BY claim_id FOR UPDATE`;
  return new Map(
    rows.map((row) => [
      row.encounter_key,
      {
        claimId: row.claim_id,
        version: row.version,
        aggregateVersion: row.aggregate_version,
        status: ClaimStatus.parse(row.status),
      },
    ]),
  );
};

/** One version of a claim to be written: the encounter as sent and as read. */
export type ClaimVersion = {
  readonly claimId: string;
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

const claimRecord = ({ claimId, version, aggregateVersion, encounter, claim }: ClaimVersion) => ({
  claim_id: claimId,
  encounter_key: claim.encounterKey,
  version,
  aggregate_version: aggregateVersion,
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
});

const upsertClaims = async (tx: Tx, facilityCode: string, versions: readonly ClaimVersion[]): Promise<void> => {
  await tx.db.$executeRaw`
    INSERT INTO claims (claim_id, facility_code, encounter_key, version, aggregate_version, status, card_numbers, full_name,
      visit_reason, care_type, main_disease, arrived_at, left_at, settlement_month, total_hospital, total_in_scope,
      patient_pays, co_payment, fund_claimed, row_counts, received_at)
    SELECT claim_id, ${facilityCode}, encounter_key, version, aggregate_version, 'received', card_numbers, full_name,
      visit_reason, care_type, main_disease, arrived_at, left_at, settlement_month, total_hospital, total_in_scope,
      patient_pays, co_payment, fund_claimed, row_counts, ${tx.now}
    FROM jsonb_to_recordset(${JSON.stringify(versions.map(claimRecord))}::jsonb) AS sent(claim_id uuid,
      encounter_key text, version int, aggregate_version int, card_numbers text, full_name text, visit_reason text,
      care_type text, main_disease text, arrived_at timestamptz, left_at timestamptz, settlement_month text,
      total_hospital bigint, total_in_scope bigint, patient_pays bigint, co_payment bigint, fund_claimed bigint,
      row_counts jsonb)
    ON CONFLICT (claim_id) DO UPDATE SET
      version = excluded.version, aggregate_version = excluded.aggregate_version, status = 'received',
      participant_id = NULL, card_numbers = excluded.card_numbers, full_name = excluded.full_name,
      visit_reason = excluded.visit_reason, care_type = excluded.care_type, main_disease = excluded.main_disease,
      arrived_at = excluded.arrived_at, left_at = excluded.left_at, settlement_month = excluded.settlement_month,
      total_hospital = excluded.total_hospital, total_in_scope = excluded.total_in_scope,
      patient_pays = excluded.patient_pays, co_payment = excluded.co_payment, fund_claimed = excluded.fund_claimed,
      fund_pays = NULL, row_counts = excluded.row_counts, received_at = excluded.received_at`;
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

const lineRecords = ({ claimId, version, encounter, claim }: ClaimVersion) => {
  const sent = new Map<string, Fields>();
  for (const table of COST_TABLES)
    for (const { row, fields } of encounter.tables.get(table) ?? []) sent.set(`${table}/${row}`, fields);
  return claim.lines.map((line) => ({
    claim_id: claimId,
    version,
    ...lineRecord(line, sent.get(`${line.table}/${line.row}`) ?? {}),
  }));
};

const insertLines = async (tx: Tx, versions: readonly ClaimVersion[]): Promise<void> => {
  const lines = versions.flatMap(lineRecords);
  if (lines.length === 0) return;
  await tx.db.$executeRaw`
    INSERT INTO claim_lines SELECT * FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS sent(claim_id uuid,
      version int, table_name text, row_number int, code text, cost_group text, quantity bigint, hospital_price bigint,
      insurance_price bigint, service_ratio int, insurance_ratio int, level int, hospital_amount bigint,
      in_scope_amount bigint, self_paid bigint, co_payment bigint, fund_amount bigint, other_amount bigint,
      ordered_at timestamptz, fields jsonb)`;
};

const isCostTable = (table: TableName): boolean => COST_TABLES.some((name) => name === table);

/** Rows with their numbers; a table whose numbers repeat (it needs none) is numbered by position. */
const numbered = (rows: readonly TableRow[]): readonly TableRow[] =>
  new Set(rows.map(({ row }) => row)).size === rows.length
    ? rows
    : rows.map(({ fields }, index) => ({ row: index + 1, fields }));

const insertRows = async (tx: Tx, versions: readonly ClaimVersion[]): Promise<void> => {
  const rows = versions.flatMap(({ claimId, version, encounter }) =>
    [...encounter.tables]
      .filter(([table]) => !isCostTable(table))
      .flatMap(([table, sent]) =>
        numbered(sent).map(({ row, fields }) => ({
          claim_id: claimId,
          version,
          table_name: table,
          row_number: row,
          fields,
        })),
      ),
  );
  await tx.db.$executeRaw`
    INSERT INTO claim_rows SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS sent(claim_id uuid, version int, table_name text, row_number int, fields jsonb)`;
};

/** Writes claims, versions, lines and rows of one file, each kind in one statement. */
export const saveVersions = async (
  tx: Tx,
  facilityCode: string,
  documentId: string,
  versions: readonly ClaimVersion[],
): Promise<void> => {
  await upsertClaims(tx, facilityCode, versions);
  await tx.db.claimVersion.createMany({
    data: versions.map(({ claimId, version, position }) => ({ claimId, version, documentId, position })),
  });
  await insertLines(tx, versions);
  await insertRows(tx, versions);
};
