import { type ClaimStatus, type Finding, ClaimStatus as Status } from '@ansinh/contracts/health-insurance/api';
import { type ClaimLine, type ParsedClaim, parseLine, parseSummary } from '../../claim/parsed-claim';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { instantOfMinute } from '../../notation/national-time';
import type { Appraisal } from '../judgement/appraisal.rules';
import type { LineAnswer } from '../judgement/payable.rules';
import type { FileSignature, Lookalike } from '../rules/rule';

type Fields = Readonly<Record<string, string>>;

/** A claim as it stands in the database and as it was read from its rows. */
export type StoredClaim = {
  readonly claimId: string;
  /** Claims with the same text are of the same person. */
  readonly person: string;
  readonly facilityCode: string;
  readonly version: number;
  readonly aggregateVersion: number;
  readonly status: ClaimStatus;
  readonly claim: ParsedClaim;
  readonly signature: FileSignature | undefined;
};

type SentLine = { readonly table: 'XML2' | 'XML3'; readonly row: number; readonly fields: Fields };
type ClaimRow = {
  claim_id: string;
  person: bigint;
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

const storedOf = (row: ClaimRow): StoredClaim => {
  if (row.summary === null) throw new Error('a received claim has no summary');
  const lines = (row.lines ?? []).map((line): ClaimLine => parseLine(line.table, line.row, line.fields));
  return {
    claimId: row.claim_id,
    person: row.person.toString(),
    facilityCode: row.facility_code,
    version: row.version,
    aggregateVersion: row.aggregate_version,
    status: Status.parse(row.status),
    claim: { ...parseSummary(row.summary), lines },
    signature: signatureOf(row.signature),
  };
};

/** The person of a claim, by the social-insurance number that all cards of one person print; else the claim itself. */
const PERSON = Prisma.sql`hashtextextended('person|' || coalesce(nullif(substring(card_numbers FROM 6 FOR 10), ''),
  claim_id::text), 0)`;

/**
 * Locks the persons of claims to the end of the transaction: what is decided about one person is decided one after
 * another. Who works on several claims locks all of their persons at once, in one order, so that nobody waits in a circle.
 */
export const lockPersons = async (tx: Tx, claimIds: readonly string[]): Promise<void> => {
  await tx.db.$executeRaw`
    SELECT pg_advisory_xact_lock(person) FROM (
      SELECT DISTINCT ${PERSON} AS person FROM claims WHERE claim_id = ANY(${[...claimIds]}::uuid[])
      ORDER BY person) AS persons`;
};

/**
 * The newest versions of claims, read from their rows as they were sent. The persons are locked, and then the claims:
 * so each appraisal sees what the others have decided. Rows come as JSON, since JSONB would be built only to be written
 * as text. A claim that is not there is left out.
 */
export const loadClaims = async (tx: Tx, claimIds: readonly string[]): Promise<StoredClaim[]> => {
  const ids = [...claimIds];
  await lockPersons(tx, ids);
  const rows = await tx.db.$queryRaw<ClaimRow[]>`
    SELECT claim_id::text, ${PERSON} AS person, facility_code, version, aggregate_version, status,
      (SELECT fields FROM claim_rows AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version AND table_name = 'XML1'
        ORDER BY row_number LIMIT 1) AS summary,
      (SELECT json_agg(json_build_object('table', table_name, 'row', row_number, 'fields', fields)
          ORDER BY table_name, row_number) FROM claim_lines AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version) AS lines,
      (SELECT json_build_object('state', signature, 'fault', signature_fault)
        FROM claim_versions AS sent JOIN documents USING (document_id)
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version) AS signature
    FROM claims WHERE claim_id = ANY(${ids}::uuid[]) ORDER BY claim_id FOR UPDATE`;
  return rows.map(storedOf);
};

/** One claim, as `loadClaims` loads it; undefined when there is none. */
export const loadClaim = async (tx: Tx, claimId: string): Promise<StoredClaim | undefined> =>
  (await loadClaims(tx, [claimId]))[0];

type LookalikeRow = { of: string; encounter_key: string; total_hospital: bigint; fund_claimed: bigint };

/** What is compared of a stay. */
const stayRecord = ({ claimId, claim }: StoredClaim) => ({
  of: claimId,
  facility_code: claim.facilityCode,
  settlement_month: claim.settlementMonth,
  card_numbers: claim.cardNumbers.join(';'),
  full_name: claim.fullName,
  main_disease: claim.mainDisease,
  arrived_at: instantOfMinute(claim.arrivedAt),
  left_at: instantOfMinute(claim.leftAt),
});

/**
 * Other claims for the same stays that were there first, by claim: accepted ones, and those that came earlier and wait.
 * The persons are locked since the claims were loaded, so that of two that meet exactly one sees the other.
 */
export const findLookalikes = async (
  tx: Tx,
  claims: readonly StoredClaim[],
): Promise<ReadonlyMap<string, readonly Lookalike[]>> => {
  const rows = await tx.db.$queryRaw<LookalikeRow[]>`
    SELECT stay."of"::text, encounter_key, total_hospital, fund_claimed
    FROM jsonb_to_recordset(${JSON.stringify(claims.map(stayRecord))}::jsonb) AS stay("of" uuid, facility_code text,
      settlement_month text, card_numbers text, full_name text, main_disease text, arrived_at timestamptz,
      left_at timestamptz)
    CROSS JOIN LATERAL (
      SELECT claim_id, encounter_key, total_hospital, fund_claimed FROM claims
      WHERE facility_code = stay.facility_code AND card_numbers = stay.card_numbers AND arrived_at = stay.arrived_at
        AND left_at = stay.left_at AND settlement_month = stay.settlement_month AND full_name = stay.full_name
        AND main_disease = stay.main_disease AND claim_id <> stay."of"
        AND (status IN ('accepted', 'settled', 'paid') OR (status = 'received' AND claim_id < stay."of"))
      OFFSET 0) AS other
    ORDER BY other.claim_id`;
  return new Map(
    [...Map.groupBy(rows, ({ of }) => of)].map(([of, found]) => [
      of,
      found.map((row) => ({
        encounterKey: row.encounter_key,
        totalHospital: row.total_hospital,
        fundClaimed: row.fund_claimed,
      })),
    ]),
  );
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

type ClaimVersionKey = Pick<StoredClaim, 'claimId' | 'version'>;

/** Notes what the fund pays of lines, in place of what was noted before. */
export const saveLines = async (
  tx: Tx,
  answers: readonly { readonly claim: ClaimVersionKey; readonly lines: readonly LineAnswer[] }[],
): Promise<void> => {
  const records = answers.flatMap(({ claim: { claimId, version }, lines }) =>
    lines.map(({ table, row, fundPays, refused }) => ({
      claim_id: claimId,
      version,
      table_name: table,
      row_number: row,
      pays: fundPays.toString(),
      refused,
    })),
  );
  if (records.length === 0) return;
  await tx.db.$executeRaw`
    UPDATE claim_lines AS line SET fund_pays = nullif(answer.pays, fund_amount), refused = answer.refused
    FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS answer(claim_id uuid, version int, table_name text,
      row_number int, pays bigint, refused boolean)
    WHERE line.claim_id = answer.claim_id AND line.version = answer.version AND line.table_name = answer.table_name
      AND line.row_number = answer.row_number`;
};

/** A claim and the answer that it gets. */
export type Answered = {
  readonly stored: StoredClaim;
  readonly appraisal: Appraisal;
  readonly participantId: string | null;
};

const answerRecord = ({ stored, appraisal, participantId }: Answered) => {
  const { outcome, fundPays } = appraisal;
  const findings = appraisal.findings.slice(0, FINDINGS_MAX);
  return {
    claim_id: stored.claimId,
    version: stored.version,
    outcome,
    fund_pays: fundPays.toString(),
    participant_id: participantId,
    open_questions: outcome === 'accepted' ? findings.filter(({ severity }) => severity === 'ask').length : 0,
    findings: findings.map(findingRecord),
  };
};

/** Writes the answers to the claims, their versions and their findings, in one statement. */
export const saveAppraisals = async (tx: Tx, answered: readonly Answered[]): Promise<void> => {
  await saveLines(
    tx,
    answered.map(({ stored, appraisal }) => ({ claim: stored, lines: appraisal.changed })),
  );
  const ids = answered.map(({ stored }) => stored.claimId);
  await tx.db.$executeRaw`
    WITH answers AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(answered.map(answerRecord))}::jsonb) AS answer(claim_id uuid,
        version int, outcome text, fund_pays bigint, participant_id uuid, open_questions int, findings jsonb)),
    answered AS (
      UPDATE claims SET status = outcome, fund_pays = answers.fund_pays, participant_id = answers.participant_id,
        open_questions = answers.open_questions, aggregate_version = aggregate_version + 1
      FROM answers WHERE claims.claim_id = ANY(${ids}::uuid[]) AND claims.claim_id = answers.claim_id),
    appraised AS (
      UPDATE claim_versions AS sent SET outcome = answers.outcome, appraised_at = ${tx.now}
      FROM answers WHERE sent.claim_id = ANY(${ids}::uuid[]) AND sent.claim_id = answers.claim_id
        AND sent.version = answers.version)
    INSERT INTO claim_findings (claim_id, version, position, rule, national_code, severity, table_name, row_number, field,
      found, expected, message, message_vi, source)
    SELECT claim_id, version, finding.* FROM answers, jsonb_to_recordset(answers.findings) AS finding(position int,
      rule text, national_code text, severity text, table_name text, row_number int, field text, found text,
      expected text, message text, message_vi text, source text)`;
};
