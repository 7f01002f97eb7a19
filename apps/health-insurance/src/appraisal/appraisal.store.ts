import { type ClaimStatus, type Finding, ClaimStatus as Status } from '@ansinh/contracts';
import { type ClaimLine, type ParsedClaim, parseLine, parseSummary } from '../claims/parsed-claim';
import type { Tx } from '../kit';
import { instantOfMinute } from '../xml/national-time';
import type { Appraisal } from './appraisal.rules';
import type { LineAnswer } from './payable.rules';
import type { FileSignature, Lookalike } from './rule';

type Fields = Readonly<Record<string, string>>;

/** A claim as it stands in the database and as it was read from its rows. */
export type StoredClaim = {
  readonly claimId: string;
  readonly facilityCode: string;
  readonly version: number;
  readonly aggregateVersion: number;
  readonly status: ClaimStatus;
  readonly claim: ParsedClaim;
  readonly signature: FileSignature | undefined;
};

type SentLine = { readonly table: 'XML2' | 'XML3'; readonly row: number; readonly fields: Fields };
type ClaimRow = {
  facility_code: string;
  version: number;
  aggregate_version: number;
  status: string;
  summary: Fields | null;
  lines: readonly SentLine[] | null;
  signature: { readonly state: string | null; readonly fault: string | null } | null;
};

const signatureOf = (noted: ClaimRow['signature']): FileSignature | undefined => {
  const { state = null, fault = null } = noted ?? {};
  if (state === 'invalid') return { state, fault: fault ?? '' };
  return state === 'absent' || state === 'untrusted' || state === 'valid' ? { state } : undefined;
};

/**
 * The newest version of a claim, read from its rows as they were sent. The claim is locked to the end of the transaction,
 * and so is its person, by the social-insurance number that all cards of one person print: appraisals of one person run
 * one after another, so that each sees what the others have decided. One statement, for it is the first of many with
 * each claim; as JSON, since JSONB would be built only to be written as text.
 * Throws when there is no such claim: its event was ours.
 */
export const loadClaim = async (tx: Tx, claimId: string): Promise<StoredClaim> => {
  const [row] = await tx.db.$queryRaw<ClaimRow[]>`
    SELECT facility_code, version, aggregate_version, status,
      pg_advisory_xact_lock(hashtextextended('person|' || coalesce(nullif(substring(card_numbers FROM 6 FOR 10), ''),
        claim_id::text), 0))::text,
      (SELECT fields FROM claim_rows AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version AND table_name = 'XML1'
        ORDER BY row_number LIMIT 1) AS summary,
      (SELECT json_agg(json_build_object('table', table_name, 'row', row_number, 'fields', fields)
          ORDER BY table_name, row_number) FROM claim_lines AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version) AS lines,
      (SELECT json_build_object('state', signature, 'fault', signature_fault)
        FROM claim_versions AS sent JOIN documents USING (document_id)
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version) AS signature
    FROM claims WHERE claim_id = ${claimId}::uuid FOR UPDATE`;
  if (row === undefined || row.summary === null) throw new Error('a received claim is not there');
  const lines = (row.lines ?? []).map((line): ClaimLine => parseLine(line.table, line.row, line.fields));
  return {
    claimId,
    facilityCode: row.facility_code,
    version: row.version,
    aggregateVersion: row.aggregate_version,
    status: Status.parse(row.status),
    claim: { ...parseSummary(row.summary), lines },
    signature: signatureOf(row.signature),
  };
};

type LookalikeRow = { encounter_key: string; total_hospital: bigint; fund_claimed: bigint };

/**
 * Other claims for the same stay that were there first: accepted ones, and those that came earlier and wait. The person
 * is locked since the claim was loaded, so that of two that meet exactly one sees the other.
 */
export const findLookalikes = async (tx: Tx, { claimId, claim }: StoredClaim): Promise<Lookalike[]> => {
  const cards = claim.cardNumbers.join(';');
  const rows = await tx.db.$queryRaw<LookalikeRow[]>`
    SELECT encounter_key, total_hospital, fund_claimed FROM claims
    WHERE facility_code = ${claim.facilityCode} AND settlement_month = ${claim.settlementMonth}
      AND card_numbers = ${cards} AND full_name = ${claim.fullName} AND main_disease = ${claim.mainDisease}
      AND arrived_at = ${instantOfMinute(claim.arrivedAt)} AND left_at = ${instantOfMinute(claim.leftAt)}
      AND claim_id <> ${claimId}::uuid
      AND (status IN ('accepted', 'settled', 'paid') OR (status = 'received' AND claim_id < ${claimId}::uuid))
    ORDER BY claim_id`;
  return rows.map((row) => ({
    encounterKey: row.encounter_key,
    totalHospital: row.total_hospital,
    fundClaimed: row.fund_claimed,
  }));
};

/** A claim with a fault in every row would bury its reader: the first findings name the cause. */
const FINDINGS_MAX = 500;

const findingRecord = ({ table, row, ...finding }: Finding, index: number) => ({
  position: index + 1,
  rule: finding.rule,
  national_code: finding.nationalCode,
  severity: finding.severity,
  table_name: table,
  row_number: row,
  field: finding.field,
  found: finding.found,
  expected: finding.expected,
  message: finding.message,
  message_vi: finding.messageVi,
  source: finding.source,
});

/** Notes what the fund pays of lines, in place of what was noted before. */
export const saveLines = async (
  tx: Tx,
  { claimId, version }: Pick<StoredClaim, 'claimId' | 'version'>,
  lines: readonly LineAnswer[],
): Promise<void> => {
  const records = lines.map(({ table, row, fundPays, refused }) => ({
    table,
    row,
    pays: fundPays.toString(),
    refused,
  }));
  await tx.db.$executeRaw`
    UPDATE claim_lines AS line SET fund_pays = nullif(answer.pays, fund_amount), refused = answer.refused
    FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS answer("table" text, "row" int, pays bigint,
      refused boolean)
    WHERE line.claim_id = ${claimId}::uuid AND line.version = ${version} AND line.table_name = answer."table"
      AND line.row_number = answer."row"`;
};

/** Writes the answer to the claim, its version and its findings, in one statement. */
export const saveAppraisal = async (
  tx: Tx,
  { claimId, version, aggregateVersion }: StoredClaim,
  { appraisal, participantId }: { readonly appraisal: Appraisal; readonly participantId: string | null },
): Promise<void> => {
  const { outcome, fundPays, changed } = appraisal;
  const findings = appraisal.findings.slice(0, FINDINGS_MAX);
  const records = JSON.stringify(findings.map(findingRecord));
  const questions = outcome === 'accepted' ? findings.filter(({ severity }) => severity === 'ask').length : 0;
  if (changed.length > 0) await saveLines(tx, { claimId, version }, changed);
  await tx.db.$executeRaw`
    WITH answered AS (
      UPDATE claims SET status = ${outcome}, fund_pays = ${fundPays}, participant_id = ${participantId}::uuid,
        open_questions = ${questions}, aggregate_version = ${aggregateVersion + 1}
      WHERE claim_id = ${claimId}::uuid),
    appraised AS (
      UPDATE claim_versions SET outcome = ${outcome}, appraised_at = ${tx.now}
      WHERE claim_id = ${claimId}::uuid AND version = ${version})
    INSERT INTO claim_findings (claim_id, version, position, rule, national_code, severity, table_name, row_number, field,
      found, expected, message, message_vi, source)
    SELECT ${claimId}::uuid, ${version}, finding.*
    FROM jsonb_to_recordset(${records}::jsonb) AS finding(position int, rule text, national_code text, severity text,
      table_name text, row_number int, field text, found text, expected text, message text, message_vi text,
      source text)`;
};
