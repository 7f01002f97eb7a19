import type { AppraisalQuestion, Page, Principal, YearMonth } from '@ansinh/contracts';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import { findingOf } from '../../claims/claim.views';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

export type QuestionFilter = {
  readonly month?: YearMonth | undefined;
  readonly facilityCode?: string | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

type QuestionRow = {
  claim_id: string;
  facility_code: string;
  encounter_key: string;
  settlement_month: string;
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
};

const questionOf = (row: QuestionRow): AppraisalQuestion => ({
  claimId: row.claim_id,
  facilityCode: row.facility_code,
  encounterKey: row.encounter_key,
  settlementMonth: row.settlement_month,
  position: row.position,
  finding: findingOf({
    ...row,
    nationalCode: row.national_code,
    tableName: row.table_name,
    rowNumber: row.row_number,
    messageVi: row.message_vi,
  }),
});

/** What a reader may see and asked for; `TRUE` where nothing narrows it. */
const narrowed = (by: Principal, { month, facilityCode }: QuestionFilter): Prisma.Sql =>
  Prisma.sql`${by.tenant.kind === 'agency' ? Prisma.sql`TRUE` : Prisma.sql`claim.facility_code = ${by.tenant.code}`}
    AND ${facilityCode === undefined ? Prisma.sql`TRUE` : Prisma.sql`claim.facility_code = ${facilityCode}`}
    AND ${month === undefined ? Prisma.sql`TRUE` : Prisma.sql`claim.settlement_month = ${month}`}`;

/** Questions about accepted claims that are not settled yet, those of the newest claims first; a facility sees its own. */
export const listQuestions = async (
  db: Tx['db'],
  by: Principal,
  filter: QuestionFilter,
): Promise<Page<AppraisalQuestion>> => {
  const [claimId, position] = decodeCursor(filter.cursor, 2) ?? [];
  const after =
    claimId === undefined
      ? Prisma.sql`TRUE`
      : Prisma.sql`(finding.claim_id < ${claimId}::uuid OR (finding.claim_id = ${claimId}::uuid AND finding.position > ${Number(position)}))`;
  const rows = await db.$queryRaw<QuestionRow[]>`
    SELECT claim.claim_id::text, claim.facility_code, claim.encounter_key, claim.settlement_month, finding.position,
      finding.rule, finding.national_code, finding.severity, finding.table_name, finding.row_number, finding.field,
      finding.found, finding.expected, finding.message, finding.message_vi, finding.source
    FROM claim_findings finding
    JOIN claims claim ON claim.claim_id = finding.claim_id AND claim.version = finding.version
    WHERE finding.severity = 'ask' AND claim.status = 'accepted' AND ${narrowed(by, filter)} AND ${after}
    ORDER BY finding.claim_id DESC, finding.position LIMIT ${filter.pageSize + 1}`;
  const page = rows.slice(0, filter.pageSize);
  const last = page.at(-1);
  return {
    items: page.map(questionOf),
    ...(rows.length > page.length && last !== undefined
      ? { nextCursor: encodeCursor([last.claim_id, String(last.position)]) }
      : {}),
  };
};
