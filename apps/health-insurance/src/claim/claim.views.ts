import {
  Claim,
  type ClaimRow,
  ClaimStatus,
  type Finding,
  type NumberedFinding,
} from '@ansinh/contracts/health-insurance/api';
import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { cursorPage, NUMBER_PART } from '@ansinh/http';
import { z } from 'zod';
import type { ClaimFinding, Claim as ClaimRecord } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { facilityScope } from '../scopes/facility-scope.rules';
import { isCounted, outcomeOf } from './claim.rules';
import { withOpenWords } from './words/claim-words';

type Db = Tx['db'];

const Fields = z.record(z.string(), z.string());

/** A finding as it is told; the place of the row in its claim is left out. */
export const findingOf = (row: Omit<ClaimFinding, 'claimId' | 'version' | 'position'>): Finding => ({
  rule: row.rule,
  ...(row.nationalCode === null ? {} : { nationalCode: row.nationalCode }),
  severity: Claim.shape.findings.element.shape.severity.parse(row.severity),
  ...(row.tableName === null ? {} : { table: row.tableName }),
  ...(row.rowNumber === null ? {} : { row: row.rowNumber }),
  ...(row.field === null ? {} : { field: row.field }),
  ...(row.found === null ? {} : { found: row.found }),
  ...(row.expected === null ? {} : { expected: row.expected }),
  message: row.message,
  messageVi: row.messageVi,
  source: row.source,
});

/** An amount of a record, which the database keeps in hundredths of a dong. */
const amountText = (amount: bigint): string => hundredthsText(hundredths(amount));

/** A claim with a question in every line would bury its reader. */
const FINDINGS_SHOWN = 500;

const claimOf = (row: ClaimRecord, findings: readonly ClaimFinding[]): Claim => ({
  claimId: row.claimId,
  facilityCode: row.facilityCode,
  encounterKey: row.encounterKey,
  version: row.version,
  status: ClaimStatus.parse(row.status),
  outcome: outcomeOf(ClaimStatus.parse(row.status)),
  receivedAt: row.receivedAt.toISOString(),
  arrivedAt: row.arrivedAt.toISOString(),
  leftAt: row.leftAt.toISOString(),
  settlementMonth: yearMonth(row.settlementMonth),
  totalHospital: amountText(row.totalHospital),
  totalInScope: amountText(row.totalInScope),
  patientPays: amountText(row.patientPays),
  coPayment: amountText(row.coPayment),
  fundClaimed: amountText(row.fundClaimed),
  fundPays: amountText(row.fundPays ?? row.fundClaimed),
  openQuestions: row.openQuestions,
  rows: Claim.shape.rows.parse(row.rowCounts),
  findings: findings.map(findingOf),
});

export const findClaim = async (db: Db, by: Principal, claimId: string): Promise<Claim | undefined> => {
  const row = await db.claim.findFirst({ where: { claimId, ...facilityScope(by) } });
  if (row === null) return undefined;
  const where = { claimId, version: row.version };
  const findings = await db.claimFinding.findMany({ where, orderBy: { position: 'asc' }, take: FINDINGS_SHOWN });
  const findingCount = findings.length < FINDINGS_SHOWN ? findings.length : await db.claimFinding.count({ where });
  return { ...claimOf(row, findings), findingCount };
};

/** All findings of the newest version by their numbers; undefined when the claim is not there or not one's own. */
export const listFindings = async (
  db: Db,
  by: Principal,
  {
    claimId,
    severity,
    ...query
  }: PageQuery & { readonly claimId: string; readonly severity?: Finding['severity'] | undefined },
): Promise<Page<NumberedFinding> | undefined> => {
  const claim = await db.claim.findFirst({ where: { claimId, ...facilityScope(by) }, select: { version: true } });
  if (claim === null) return undefined;
  return cursorPage({
    query,
    parts: [NUMBER_PART],
    find: ([after], take) =>
      db.claimFinding.findMany({
        where: {
          claimId,
          version: claim.version,
          ...(severity === undefined ? {} : { severity }),
          ...(after === undefined ? {} : { position: { gt: after } }),
        },
        orderBy: { position: 'asc' },
        take,
      }),
    cursorOf: ({ position }) => [String(position)],
    view: (row) => ({ ...findingOf(row), number: row.position }),
  });
};

export type ClaimFilter = {
  readonly month?: YearMonth | undefined;
  readonly status?: ClaimStatus | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

/** Claims in the order in which they came, the newest first. Their findings are told by the single claim. */
export const listClaims = (db: Db, by: Principal, filter: ClaimFilter): Promise<Page<Claim>> =>
  cursorPage({
    query: filter,
    parts: [Id],
    find: ([before], take) =>
      db.claim.findMany({
        where: {
          ...facilityScope(by),
          ...(filter.month === undefined ? {} : { settlementMonth: filter.month }),
          ...(filter.status === undefined ? {} : { status: filter.status }),
          ...(before === undefined ? {} : { claimId: { lt: before } }),
        },
        // Ids are UUIDv7: their order is the order of time.
        orderBy: { claimId: 'desc' },
        take,
      }),
    cursorOf: ({ claimId }) => [claimId],
    view: (row) => claimOf(row, []),
  });

/** The rows of the newest version, of one table or of all; undefined when the claim is not there or not one's own. */
export const findClaimRows = async (
  db: Db,
  by: Principal,
  wanted: { readonly claimId: string; readonly table?: string | undefined },
): Promise<ClaimRow[] | undefined> => {
  const claim = await db.claim.findFirst({ where: { claimId: wanted.claimId, ...facilityScope(by) } });
  if (claim === null) return undefined;
  const { facilityCode, encounterKey } = claim;
  const where = {
    claimId: claim.claimId,
    version: claim.version,
    ...(wanted.table === undefined ? {} : { tableName: wanted.table }),
  };
  const select = { tableName: true, rowNumber: true, fields: true };
  const lines = await db.claimLine.findMany({
    where,
    select: { ...select, fundAmount: true, fundPays: true, refused: true },
  });
  const answerOf = ({ fundAmount, fundPays, refused }: (typeof lines)[number]) =>
    isCounted(ClaimStatus.parse(claim.status))
      ? { answer: { fundPays: amountText(fundPays ?? fundAmount), refused } }
      : {};
  const rows = [
    ...(await db.claimRow.findMany({ where, select })).map((row) => ({ row, answer: {} })),
    ...lines.map((line) => ({ row: line, answer: answerOf(line) })),
  ].map(({ row: { tableName, rowNumber, fields }, answer }) => ({
    table: tableName,
    row: rowNumber,
    fields: withOpenWords(Fields.parse(fields), { facilityCode, encounterKey, table: tableName, row: rowNumber }),
    ...answer,
  }));
  const numberOf = (table: string): number => Number(table.slice(3));
  return rows.sort((left, right) => numberOf(left.table) - numberOf(right.table) || left.row - right.row);
};

/** The claims that a file brought, as they stand now; each once, however often the file came. */
export const listClaimsOfDocument = async (
  db: Db,
  documentId: string,
): Promise<{ claimId: string; encounterKey: string; status: ClaimStatus }[]> => {
  const versions = await db.claimVersion.findMany({
    where: { documentId },
    distinct: ['claimId'],
    orderBy: { position: 'asc' },
    select: { claim: { select: { claimId: true, encounterKey: true, status: true } } },
  });
  return versions.map(({ claim }) => ({ ...claim, status: ClaimStatus.parse(claim.status) }));
};

/** The settlement that a claim went into: its money is followed by that. */
export const listRelated = async (db: Db, claimId: string): Promise<readonly string[]> => {
  if (!Id.safeParse(claimId).success) return [];
  const claim = await db.claim.findUnique({ where: { claimId }, select: { settlementId: true } });
  return claim === null || claim.settlementId === null ? [] : [claim.settlementId];
};
