import { ClaimStatus } from '@ansinh/contracts/health-insurance/api';
import { type Hundredths, hundredths } from '@ansinh/contracts/vocabulary/money';
import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import type { ClaimLife, KnownClaim, LineState } from './claim.rules';
import { parseDischarge, parseLine, parseSummary } from './claim-reading';
import type { ClaimLine, EarlyResult, ParsedClaim } from './parsed-claim';

type Fields = Readonly<Record<string, string>>;

/** A claim as it stands in the database and as it was read from its rows. */
export type StoredClaim = KnownClaim & {
  /** Claims with the same text are of the same person. */
  readonly person: string;
  readonly facilityCode: string;
  readonly claim: ParsedClaim;
  /** The file that it came in. */
  readonly documentId: string;
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
  early_results: readonly EarlyResult[] | null;
  discharge: Fields | null;
  document_id: string;
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
    status: ClaimStatus.parse(row.status),
    claim: {
      ...parseSummary(row.summary),
      lines,
      earlyResults: row.early_results ?? [],
      discharge: row.discharge === null ? undefined : parseDischarge(row.discharge),
    },
    documentId: row.document_id,
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
 * so each appraisal sees what the others have decided. They are read by a statement of its own: who has waited for a lock
 * sees the claim as it became, and what else his statement reads as it was before. Rows come as JSON, since JSONB would be
 * built only to be written as text. A claim that is not there is left out.
 */
export const loadClaims = async (tx: Tx, claimIds: readonly string[]): Promise<StoredClaim[]> => {
  const ids = [...claimIds];
  await lockPersons(tx, ids);
  await tx.db.$executeRaw`SELECT FROM claims WHERE claim_id = ANY(${ids}::uuid[]) ORDER BY claim_id FOR UPDATE`;
  const rows = await tx.db.$queryRaw<ClaimRow[]>`
    SELECT claim_id::text, ${PERSON} AS person, facility_code, version, aggregate_version, status,
      (SELECT fields FROM claim_rows AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version AND table_name = 'XML1'
        ORDER BY row_number LIMIT 1) AS summary,
      (SELECT json_agg(json_build_object('table', table_name, 'row', row_number, 'fields', fields)
          ORDER BY table_name, row_number) FROM claim_lines AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version) AS lines,
      (SELECT json_agg(json_build_object('row', row_number, 'resultAt', fields ->> 'NGAY_KQ') ORDER BY row_number)
        FROM claim_rows AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version AND table_name = 'XML4'
          AND fields ->> 'NGAY_KQ' < to_char(arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI')) AS early_results,
      (SELECT fields FROM claim_rows AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version AND table_name = 'XML7'
        ORDER BY row_number LIMIT 1) AS discharge,
      (SELECT document_id::text FROM claim_versions AS sent
        WHERE sent.claim_id = claims.claim_id AND sent.version = claims.version) AS document_id
    FROM claims WHERE claim_id = ANY(${ids}::uuid[]) ORDER BY claims.claim_id`;
  return rows.map(storedOf);
};

/** One claim, as `loadClaims` loads it; undefined when there is none. */
export const loadClaim = async (tx: Tx, claimId: string): Promise<StoredClaim | undefined> =>
  (await loadClaims(tx, [claimId]))[0];

/** A claim as `lockingKnown` gives it, in JSON. */
export type KnownRow = {
  readonly claim_id: string;
  readonly facility_code: string;
  readonly encounter_key: string;
  readonly version: number;
  readonly aggregate_version: number;
  readonly status: string;
};

/** A claim of an encounter as `lockingKnown` finds it. */
export type KnownEncounter = KnownClaim & { readonly facilityCode: string; readonly encounterKey: string };

export const knownOf = (row: KnownRow): KnownEncounter => ({
  claimId: row.claim_id,
  facilityCode: row.facility_code,
  encounterKey: row.encounter_key,
  version: row.version,
  aggregateVersion: row.aggregate_version,
  status: ClaimStatus.parse(row.status),
});

/**
 * The part of a statement that locks the claims of encounters, in one order so that two transactions cannot block each
 * other; `wanted` gives facility_code and encounter_key. It is no statement of its own: files are stored and their claims
 * locked in one round trip. A key is asked for as a range: by equality, a plan from when the table was empty takes any
 * index and reads all claims of a facility.
 */
export const lockingKnown = (wanted: Prisma.Sql): Prisma.Sql => Prisma.sql`
      SELECT claim_id, facility_code, encounter_key, version, aggregate_version, status FROM claims
      WHERE claim_id = ANY (ARRAY(
        SELECT (SELECT claim_id FROM claims AS taken
          WHERE taken.facility_code = wanted.facility_code
            AND taken.encounter_key BETWEEN wanted.encounter_key AND wanted.encounter_key
          ORDER BY taken.encounter_key LIMIT 1)
        FROM (${wanted}) AS wanted))
      ORDER BY claim_id FOR UPDATE`;

/**
 * Holds every change of claims until the end of the transaction. An appraisal locks its claim before it asks which
 * periods are closed: so it either ends before the closing looks, or asks after the closing is done.
 */
export const lockClaims = async (tx: Tx): Promise<void> => {
  await tx.db.$executeRaw`LOCK TABLE claims IN EXCLUSIVE MODE`;
};

/** The answer that a claim has, and what was claimed. */
export type StoredAnswer = {
  readonly life: ClaimLife;
  readonly participantId: string | null;
  readonly fundClaimed: Hundredths;
  readonly lines: readonly LineState[];
};

/** What a claim that is locked has for an answer, line by line. */
export const loadAnswer = async (
  tx: Tx,
  { claimId, version, aggregateVersion, status }: KnownClaim,
): Promise<StoredAnswer> => {
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { claimId } });
  const lines = await tx.db.claimLine.findMany({
    where: { claimId, version },
    select: { tableName: true, rowNumber: true, fundAmount: true, fundPays: true, refused: true },
  });
  const { openQuestions, settlementId } = claim;
  const fundPays = claim.fundPays === null ? null : hundredths(claim.fundPays);
  return {
    life: { claimId, version, aggregateVersion, status, fundPays, openQuestions, settlementId },
    participantId: claim.participantId,
    fundClaimed: hundredths(claim.fundClaimed),
    lines: lines.map((line) => ({
      table: line.tableName === 'XML2' ? 'XML2' : 'XML3',
      row: line.rowNumber,
      fundAmount: hundredths(line.fundAmount),
      fundPays: hundredths(line.fundPays ?? line.fundAmount),
      refused: line.refused,
    })),
  };
};
