import { type ClaimStatus, ClaimStatus as Status } from '@ansinh/contracts';
import { z } from 'zod';
import { type ClaimLine, type ParsedClaim, parseLine, parseSummary } from '../claims/parsed-claim';
import type { Tx } from '../kit';
import { instantOfMinute } from '../xml/national-time';
import type { Appraisal } from './appraisal.rules';
import type { Lookalike } from './rule';

const Fields = z.record(z.string(), z.string());

export type StoredClaim = {
  readonly claimId: string;
  readonly facilityCode: string;
  readonly version: number;
  readonly aggregateVersion: number;
  readonly status: ClaimStatus;
};

type ClaimRow = {
  facility_code: string;
  version: number;
  aggregate_version: number;
  status: string;
};

/** The claim, locked to the end of the transaction. Throws when there is none: its event was ours. */
export const loadClaim = async (tx: Tx, claimId: string): Promise<StoredClaim> => {
  const [row] = await tx.db.$queryRaw<ClaimRow[]>`
    SELECT facility_code, version, aggregate_version, status FROM claims WHERE claim_id = ${claimId}::uuid FOR UPDATE`;
  if (row === undefined) throw new Error('a received claim is not there');
  return {
    claimId,
    facilityCode: row.facility_code,
    version: row.version,
    aggregateVersion: row.aggregate_version,
    status: Status.parse(row.status),
  };
};

/** The newest version, read back from its rows as they were sent. */
export const loadParsedClaim = async (tx: Tx, { claimId, version }: StoredClaim): Promise<ParsedClaim> => {
  const summary = await tx.db.claimRow.findFirstOrThrow({ where: { claimId, version, tableName: 'XML1' } });
  const rows = await tx.db.claimLine.findMany({
    where: { claimId, version },
    orderBy: [{ tableName: 'asc' }, { rowNumber: 'asc' }],
    select: { tableName: true, rowNumber: true, fields: true },
  });
  const lines = rows.map(
    ({ tableName, rowNumber, fields }): ClaimLine =>
      parseLine(tableName === 'XML2' ? 'XML2' : 'XML3', rowNumber, Fields.parse(fields)),
  );
  return { ...parseSummary(Fields.parse(summary.fields)), lines };
};

/** Held to the end of the transaction; taken after the lock of the stay, never before it. */
export const lockPerson = async (tx: Tx, participantId: string): Promise<void> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`person|${participantId}`}, 0))`;
};

type LookalikeRow = { encounter_key: string; total_hospital: bigint; fund_claimed: bigint };

/**
 * Other claims for the same stay that were there first: accepted ones, and those that came earlier and wait. Appraisals
 * of the same stay run one after another, so that of two that meet exactly one sees the other.
 */
export const findLookalikes = async (tx: Tx, { claimId }: StoredClaim, claim: ParsedClaim): Promise<Lookalike[]> => {
  const cards = claim.cardNumbers.join(';');
  const stay = `${claim.facilityCode}|${cards}|${claim.arrivedAt}`;
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${stay}, 0))`;
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

export const saveAppraisal = async (
  tx: Tx,
  { claimId, version, aggregateVersion }: StoredClaim,
  { appraisal, participantId }: { readonly appraisal: Appraisal; readonly participantId: string | null },
): Promise<void> => {
  const { outcome, fundPays, findings } = appraisal;
  await tx.db.claim.update({
    where: { claimId },
    data: { status: outcome, fundPays, participantId, aggregateVersion: aggregateVersion + 1 },
  });
  await tx.db.claimVersion.update({
    where: { claimId_version: { claimId, version } },
    data: { outcome, appraisedAt: tx.now },
  });
  await tx.db.claimFinding.createMany({
    data: findings.slice(0, FINDINGS_MAX).map(({ table, row, ...finding }, index) => ({
      claimId,
      version,
      position: index + 1,
      rule: finding.rule,
      nationalCode: finding.nationalCode ?? null,
      severity: finding.severity,
      tableName: table ?? null,
      rowNumber: row ?? null,
      field: finding.field ?? null,
      found: finding.found ?? null,
      expected: finding.expected ?? null,
      message: finding.message,
      messageVi: finding.messageVi,
      source: finding.source,
    })),
  });
};
