import {
  type AppraisalQuestion,
  type ClaimDecision,
  ClaimDecision as DecisionView,
  type QuestionState,
  AppraisalQuestion as QuestionView,
  QuestionState as State,
} from '@ansinh/contracts/health-insurance/review.api';
import { type LocalDate, vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { Page } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { cursorPage, NUMBER_PART } from '@ansinh/http';
import { openKept } from '@ansinh/secrets';
import { findingOf } from '../../claim/claim.views';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { explanationDue, overdueThrough, type TermBasis } from '../../registers/terms/term.rules';
import { getTermBasis } from '../../registers/terms/term.views';
import { facilityScope } from '../../scopes/facility-scope.rules';
import { ofDecision, ofExplanation } from './sealing';

type Db = Tx['db'];

type Narrowing = {
  readonly month?: YearMonth | undefined;
  readonly facilityCode?: string | undefined;
  readonly rule?: string | undefined;
  /** Appraised on this day or before, and not explained. */
  readonly appraisedBy?: LocalDate | undefined;
};
const TRUE = Prisma.sql`TRUE`;

/** Findings `ask` of the newest versions, with what was said and decided about them. */
const QUESTIONS = Prisma.sql`
  FROM claims AS claim
    JOIN claim_versions AS sent USING (claim_id, version)
    JOIN claim_findings AS finding USING (claim_id, version)
    LEFT JOIN claim_explanations AS told
      ON told.claim_id = claim.claim_id AND told.version = claim.version AND told.position = finding.position
    LEFT JOIN claim_decisions AS decided
      ON decided.claim_id = claim.claim_id AND decided.version = claim.version AND decided.question = finding.position
  WHERE finding.severity = 'ask'`;

const narrowed = ({ month, facilityCode, rule, appraisedBy }: Narrowing): Prisma.Sql =>
  Prisma.sql`${facilityCode === undefined ? TRUE : Prisma.sql`claim.facility_code = ${facilityCode}`}
    AND ${month === undefined ? TRUE : Prisma.sql`claim.settlement_month = ${month}`}
    AND ${rule === undefined ? TRUE : Prisma.sql`finding.rule = ${rule}`}
    AND ${
      appraisedBy === undefined
        ? TRUE
        : Prisma.sql`told.text IS NULL AND (sent.appraised_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= ${appraisedBy}::date`
    }`;

/** Numbers of the open questions by claim, of at most so many claims, the oldest first. */
export const findOpenQuestions = async (
  db: Db,
  filter: Narrowing,
  claims: number,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const rows = await db.$queryRaw<{ claim_id: string; numbers: number[] }[]>`
    SELECT claim.claim_id::text, array_agg(finding.position ORDER BY finding.position) AS numbers
    ${QUESTIONS} AND claim.open_questions > 0 AND decided.decision_id IS NULL AND ${narrowed(filter)}
    GROUP BY claim.claim_id ORDER BY claim.claim_id LIMIT ${claims}`;
  return new Map(rows.map(({ claim_id, numbers }) => [claim_id, numbers]));
};

type QuestionRow = {
  claim_id: string;
  facility_code: string;
  encounter_key: string;
  version: number;
  settlement_month: YearMonth;
  appraised_at: Date;
  position: number;
  rule: string;
  national_code: string | null;
  severity: string;
  table_name: string | null;
  row_number: number | null;
  field: string | null;
  found: string | null;
  expected: string | null;
  message: string;
  message_vi: string;
  source: string;
  told_text: string | null;
  told_at: Date | null;
  result: string | null;
  decision_id: string | null;
  reason: string | null;
  decided_at: Date | null;
};

const toldText = ({ claim_id, version, position }: QuestionRow, text: string): string =>
  openKept(text, ofExplanation(claim_id, version, position));

const reasonOf = ({ decision_id, reason }: QuestionRow): string | null =>
  decision_id === null || reason === null ? reason : openKept(reason, ofDecision(decision_id));

const stateOf = ({ result, told_text }: QuestionRow): QuestionState =>
  result !== null ? 'decided' : told_text !== null ? 'explained' : 'open';

const questionOf = (row: QuestionRow, today: LocalDate, basis: TermBasis): AppraisalQuestion => {
  const { dueOn } = explanationDue(vietNamDate(row.appraised_at), basis);
  const state = stateOf(row);
  return {
    claimId: row.claim_id,
    facilityCode: row.facility_code,
    encounterKey: row.encounter_key,
    settlementMonth: row.settlement_month,
    question: row.position,
    finding: findingOf({
      ...row,
      nationalCode: row.national_code,
      tableName: row.table_name,
      rowNumber: row.row_number,
      messageVi: row.message_vi,
    }),
    state,
    dueOn,
    overdue: state === 'open' && today > dueOn,
    explanation:
      row.told_text === null || row.told_at === null
        ? null
        : {
            text: toldText(row, row.told_text),
            explainedAt: row.told_at.toISOString(),
            late: vietNamDate(row.told_at) > dueOn,
          },
    decision: QuestionView.shape.decision.parse(
      row.result === null
        ? null
        : { result: row.result, reason: reasonOf(row), decidedAt: row.decided_at?.toISOString() },
    ),
  };
};

export type QuestionFilter = Omit<Narrowing, 'appraisedBy'> & {
  readonly state?: QuestionState | undefined;
  readonly overdue?: boolean | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

const inState = (state: QuestionState | undefined): Prisma.Sql => {
  if (state === State.enum.decided) return Prisma.sql`decided.decision_id IS NOT NULL`;
  const open = Prisma.sql`claim.open_questions > 0 AND decided.decision_id IS NULL`;
  if (state === undefined) return open;
  return Prisma.sql`${open} AND ${state === 'open' ? Prisma.sql`told.text IS NULL` : Prisma.sql`told.text IS NOT NULL`}`;
};

/** Questions, those of the newest claims first: the undecided ones, unless another state is asked for. A facility sees its own. */
export const listQuestions = async (
  { db, by, now }: Pick<Tx, 'db' | 'now'> & { readonly by: Principal },
  filter: QuestionFilter,
): Promise<Page<AppraisalQuestion>> => {
  const basis = await getTermBasis(db);
  const today = vietNamDate(now);
  const own = facilityScope(by).facilityCode;
  const appraisedBy = filter.overdue === true ? overdueThrough(today, basis) : undefined;
  return cursorPage({
    query: filter,
    parts: [Id, NUMBER_PART],
    find: ([claimId, position], take) => {
      const after =
        claimId === undefined
          ? TRUE
          : Prisma.sql`(claim.claim_id < ${claimId}::uuid OR (claim.claim_id = ${claimId}::uuid AND finding.position > ${position}))`;
      return db.$queryRaw<QuestionRow[]>`
        SELECT claim.claim_id::text, claim.facility_code, claim.encounter_key, claim.version, claim.settlement_month, sent.appraised_at,
          finding.position, finding.rule, finding.national_code, finding.severity, finding.table_name,
          finding.row_number, finding.field, finding.found, finding.expected, finding.message, finding.message_vi,
          finding.source, told.text AS told_text, told.explained_at AS told_at, decided.result, decided.decision_id, decided.reason,
          decided.decided_at
        ${QUESTIONS} AND ${own === undefined ? TRUE : Prisma.sql`claim.facility_code = ${own}`}
          AND ${inState(filter.state)} AND ${narrowed({ ...filter, appraisedBy })} AND ${after}
        ORDER BY claim.claim_id DESC, finding.position LIMIT ${take}`;
    },
    cursorOf: (last) => [last.claim_id, String(last.position)],
    view: (row) => questionOf(row, today, basis),
  });
};

/** What officers decided about a claim, in order; undefined when it is not there or not one's own. */
export const listDecisions = async (db: Db, by: Principal, claimId: string): Promise<ClaimDecision[] | undefined> => {
  if ((await db.claim.findFirst({ where: { claimId, ...facilityScope(by) }, select: { claimId: true } })) === null)
    return undefined;
  const rows = await db.claimDecision.findMany({ where: { claimId }, orderBy: { decisionId: 'asc' } });
  return rows.map((row) =>
    DecisionView.parse({
      question: row.question,
      table: row.tableName,
      row: row.rowNumber,
      result: row.result,
      fundPaysBefore: hundredthsText(hundredths(row.fundPaysBefore)),
      fundPaysAfter: hundredthsText(hundredths(row.fundPaysAfter)),
      reason: openKept(row.reason, ofDecision(row.decisionId)),
      decidedAt: row.decidedAt.toISOString(),
    }),
  );
};
