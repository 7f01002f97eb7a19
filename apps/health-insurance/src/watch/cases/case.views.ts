import {
  WatchCase,
  type WatchCaseDetails,
  type WatchCaseStatus,
  type WatchEvidence,
  WatchEvidence as WatchEvidenceSchema,
  WatchReason,
  WatchSignalCode,
  type WatchSubjectKind,
} from '@ansinh/contracts/health-insurance/watch.api';
import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode, Id } from '@ansinh/contracts/vocabulary/identifiers';
import { hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { cursorPage, NUMBER_PART, TEXT_PART } from '@ansinh/http';
import { z } from 'zod';
import type { WatchCaseRecord, WatchEvidenceRecord } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { SIGNALS } from '../settings/signals';

type Db = Tx['db'];

const StoredReasons = z.array(WatchReason.omit({ text: true, textVi: true }));
const { subject: Subject, status: Status, conclusion: Conclusion } = WatchCase.shape;

const caseOf = (row: WatchCaseRecord): WatchCase => {
  const kind = Subject.shape.kind.parse(row.subjectKind);
  return {
    caseId: row.caseId,
    month: yearMonth(row.month),
    subject: { kind, id: row.subjectId },
    score: row.score,
    reasons: StoredReasons.parse(row.reasons).map((reason) => ({
      ...reason,
      ...SIGNALS[reason.signal].say(kind, reason),
    })),
    facilityCodes: FacilityCode.array().parse(row.facilityCodes),
    visits: row.visits,
    status: Status.parse(row.status),
    changedAt: row.changedAt.toISOString(),
    conclusion:
      row.result === null
        ? null
        : Conclusion.parse({
            result: row.result,
            reason: row.resultReason,
            concludedAt: row.concludedAt?.toISOString(),
            concludedBy: row.concludedBy,
          }),
  };
};

export type CaseFilter = {
  readonly month: YearMonth;
  readonly subjectKind?: WatchSubjectKind | undefined;
  readonly signal?: WatchSignalCode | undefined;
  readonly facilityCode?: string | undefined;
  readonly status?: WatchCaseStatus | undefined;
  readonly pageSize: number;
  readonly cursor?: string | undefined;
};

/** The work list of a month, the highest score first. */
export const listCases = (db: Db, filter: CaseFilter): Promise<Page<WatchCase>> => {
  const { month, subjectKind, signal, facilityCode, status } = filter;
  return cursorPage({
    query: filter,
    parts: [NUMBER_PART, Id],
    find: ([score, caseId], take) =>
      db.watchCaseRecord.findMany({
        where: {
          month,
          ...(subjectKind === undefined ? {} : { subjectKind }),
          ...(signal === undefined ? {} : { signals: { has: signal } }),
          ...(facilityCode === undefined ? {} : { facilityCodes: { has: facilityCode } }),
          ...(status === undefined ? {} : { status }),
          ...(score === undefined || caseId === undefined
            ? {}
            : { OR: [{ score: { lt: score } }, { score, caseId: { lt: caseId } }] }),
        },
        orderBy: [{ score: 'desc' }, { caseId: 'desc' }],
        take,
      }),
    cursorOf: (last) => [String(last.score), last.caseId],
    view: caseOf,
  });
};

export const findCase = async (db: Db, caseId: string): Promise<WatchCase | undefined> => {
  const row = await db.watchCaseRecord.findUnique({ where: { caseId } });
  return row === null ? undefined : caseOf(row);
};

const amountOf = (amount: bigint | null): string | null =>
  amount === null ? null : hundredthsText(hundredths(amount));

const evidenceOf = (row: WatchEvidenceRecord): WatchEvidence =>
  WatchEvidenceSchema.parse({
    signal: row.signal,
    claimId: row.claimId,
    facilityCode: row.facilityCode,
    encounterKey: row.encounterKey,
    arrivedAt: row.arrivedAt.toISOString(),
    leftAt: row.leftAt?.toISOString() ?? null,
    totalInScope: amountOf(row.totalInScope),
    fundPays: amountOf(row.fundPays),
  });

/** A case with a page of the visits that it rests on, by signal, facility and encounter. */
export const findCaseDetails = async (
  db: Db,
  caseId: string,
  query: { readonly pageSize: number; readonly cursor?: string | undefined },
): Promise<WatchCaseDetails | undefined> => {
  const row = await db.watchCaseRecord.findUnique({ where: { caseId } });
  if (row === null) return undefined;
  const { runId, subjectKind, subjectId } = row;
  const evidence = await cursorPage({
    query,
    parts: [WatchSignalCode, FacilityCode, TEXT_PART],
    find: ([signal, facilityCode, encounterKey], take) =>
      db.watchEvidenceRecord.findMany({
        where: {
          runId,
          subjectKind,
          subjectId,
          ...(signal === undefined || facilityCode === undefined || encounterKey === undefined
            ? {}
            : {
                OR: [
                  { signal: { gt: signal } },
                  { signal, facilityCode: { gt: facilityCode } },
                  { signal, facilityCode, encounterKey: { gt: encounterKey } },
                ],
              }),
        },
        orderBy: [{ signal: 'asc' }, { facilityCode: 'asc' }, { encounterKey: 'asc' }],
        take,
      }),
    cursorOf: (last) => [last.signal, last.facilityCode, last.encounterKey],
    view: evidenceOf,
  });
  return { ...caseOf(row), evidence };
};
