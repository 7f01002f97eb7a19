import type { Finding } from '@ansinh/contracts/health-insurance/api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { type AnsweredLife, type KnownClaim, type LineAnswer, officerFinding } from './claim.rules';

const findingRecord = (claim: KnownClaim, { table, row, ...finding }: Finding, index: number) => ({
  claim_id: claim.claimId,
  version: claim.version,
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
const saveLines = async (
  tx: Pick<Tx, 'db'>,
  answers: readonly { readonly claim: KnownClaim; readonly lines: readonly LineAnswer[] }[],
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

/** A claim as its answer leaves it. */
export type AnsweredClaim = {
  readonly claim: AnsweredLife;
  readonly participantId: string | null;
  readonly findings: readonly Finding[];
  /** Lines of which the fund pays something else than what was claimed. */
  readonly lines: readonly LineAnswer[];
};

const answerRecord = ({ claim, participantId }: AnsweredClaim) => ({
  claim_id: claim.claimId,
  version: claim.version,
  aggregate_version: claim.aggregateVersion,
  outcome: claim.status,
  fund_pays: claim.fundPays.toString(),
  participant_id: participantId,
  open_questions: claim.openQuestions,
});

/** A stay of months with a question in every line has thousands: no statement is longer than so many of them. */
const FINDINGS_AT_ONCE = 5_000;

const insertFindings = async (tx: Pick<Tx, 'db'>, answered: readonly AnsweredClaim[]): Promise<void> => {
  const records = answered.flatMap(({ claim, findings }) =>
    findings.map((finding, index) => findingRecord(claim, finding, index)),
  );
  for (let first = 0; first < records.length; first += FINDINGS_AT_ONCE)
    await tx.db.$executeRaw`
      INSERT INTO claim_findings (claim_id, version, position, rule, national_code, severity, table_name, row_number,
        field, found, expected, message, message_vi, source)
      SELECT claim_id, version, position, rule, national_code, severity, table_name, row_number, field, found, expected,
        message, message_vi, source
      FROM jsonb_to_recordset(${JSON.stringify(records.slice(first, first + FINDINGS_AT_ONCE))}::jsonb) AS finding(
        claim_id uuid, version int, position int, rule text, national_code text, severity text, table_name text,
        row_number int, field text, found text, expected text, message text, message_vi text, source text)`;
};

/** Writes the answers to the claims, their versions and all of their findings. */
export const saveAppraisals = async (tx: Pick<Tx, 'db' | 'now'>, answered: readonly AnsweredClaim[]): Promise<void> => {
  await saveLines(tx, answered);
  const ids = answered.map(({ claim }) => claim.claimId);
  await tx.db.$executeRaw`
    WITH answers AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(answered.map(answerRecord))}::jsonb) AS answer(claim_id uuid,
        version int, aggregate_version int, outcome text, fund_pays bigint, participant_id uuid, open_questions int)),
    answered AS (
      UPDATE claims SET status = outcome, fund_pays = answers.fund_pays, participant_id = answers.participant_id,
        open_questions = answers.open_questions, aggregate_version = answers.aggregate_version
      FROM answers WHERE claims.claim_id = ANY(${ids}::uuid[]) AND claims.claim_id = answers.claim_id)
    UPDATE claim_versions AS sent SET outcome = answers.outcome, appraised_at = ${tx.now}
    FROM answers WHERE sent.claim_id = ANY(${ids}::uuid[]) AND sent.claim_id = answers.claim_id
      AND sent.version = answers.version`;
  await insertFindings(tx, answered);
};

/** Writes what an officer made of a claim and of its lines. */
export const saveDecided = async (tx: Tx, claim: AnsweredLife, lines: readonly LineAnswer[]): Promise<void> => {
  const { claimId, status, fundPays, openQuestions, aggregateVersion } = claim;
  await saveLines(tx, [{ claim, lines }]);
  await tx.db.claim.update({ where: { claimId }, data: { status, fundPays, openQuestions, aggregateVersion } });
};

/** Writes that an officer has sent a claim back, and why. */
export const saveSentBack = async (tx: Tx, claim: AnsweredLife, reason: string): Promise<void> => {
  const { claimId, version } = claim;
  await saveDecided(tx, claim, []);
  await tx.db.claimVersion.update({ where: { claimId_version: { claimId, version } }, data: { outcome: 'returned' } });
  const { _max } = await tx.db.claimFinding.aggregate({ where: { claimId, version }, _max: { position: true } });
  await tx.db.claimFinding.create({
    data: { claimId, version, position: (_max.position ?? 0) + 1, ...officerFinding(reason) },
  });
};

/**
 * The part of a statement that settles every accepted claim of a facility and month without open questions, as the rule
 * `settled` has it, and gives their amounts on. It is no statement of its own: the settlement must be there when it ends.
 */
export const settlingClaims = (of: {
  readonly facilityCode: string;
  readonly month: YearMonth;
  readonly settlementId: string;
}): Prisma.Sql => Prisma.sql`
      UPDATE claims SET status = 'settled', settlement_id = ${of.settlementId}::uuid
      WHERE facility_code = ${of.facilityCode} AND settlement_month = ${of.month} AND status = 'accepted'
        AND open_questions = 0
      RETURNING claim_id, version, total_in_scope, co_payment, fund_pays`;

/** Marks the claims of a settlement as paid, as the rule `paid` has it. */
export const markClaimsPaid = async (tx: Pick<Tx, 'db'>, settlementId: string): Promise<void> => {
  await tx.db.claim.updateMany({ where: { settlementId }, data: { status: 'paid' } });
};
