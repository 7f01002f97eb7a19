import type { ApprovalPage, ApprovalQuery, ApprovalSummary } from '@ansinh/contracts/operations/approvals.api';
import { nameOfHeld } from '@ansinh/contracts/operations/held-kinds';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { TransactionClient } from '@ansinh/database';
import { cursorPage } from '@ansinh/http';
import type { KeptStatus } from '../approval.rules';
import { APPROVAL_CURSOR, type ReadingTx, type Seen, type SummaryRow, summaryOf } from '../approval.views';
import {
  filterOf,
  type Somebody,
  type Source,
  type SourceFilter,
  type SourcePage,
  type SourceRow,
  somebodyOf,
} from '../sources/source.rules';

type Filter = {
  readonly seen: Seen;
  readonly tenant: string;
  readonly status: ApprovalQuery['status'];
  readonly kind: string | null;
  readonly madeBy: string | null;
  readonly madeBefore: string | null;
  readonly notBy: Somebody | null;
  readonly now: Date;
};

/** How each status is kept: by the column alone, or by the clock too. */
type Kept = { readonly kept: readonly KeptStatus[] | null; readonly isOver: boolean | null };
const KEPT: Record<ApprovalQuery['status'], Kept> = {
  any: { kept: null, isOver: null },
  waiting: { kept: ['waiting'], isOver: false },
  // Also before the job has come by.
  expired: { kept: ['waiting', 'expired'], isOver: true },
  approved: { kept: ['approved'], isOver: null },
  refused: { kept: ['refused'], isOver: null },
  withdrawn: { kept: ['withdrawn'], isOver: null },
};

const listRows = (
  db: TransactionClient,
  { seen, tenant, status, kind, madeBy, madeBefore, notBy, now }: Filter,
  { before, take }: SourcePage,
): PromiseLike<SummaryRow[]> => {
  const { kept, isOver } = KEPT[status];
  return db.$queryRaw<SummaryRow[]>`
    SELECT approvals.id::text, kind, thing, maker, made_at, expires_at, status, decided_by, decided_at, reason, changed
    FROM platform.approvals
    WHERE tenant = ${tenant} AND approvals.id < ${before}::uuid
      AND (${seen.kinds ?? null}::text[] IS NULL OR kind = ANY(${seen.kinds ?? null}::text[]) OR maker = ${seen.maker})
      AND (${kept}::text[] IS NULL OR status = ANY (${kept}::text[]))
      AND (${isOver}::boolean IS NULL OR (expires_at <= ${now}) = ${isOver}::boolean)
      AND (${kind}::text IS NULL OR kind = ${kind}::text)
      AND (${madeBy}::text IS NULL OR maker = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR made_at < ${madeBefore}::timestamptz)
      AND (${notBy?.key ?? null}::text IS NULL
        OR (maker_key <> ${notBy?.key ?? null}::text AND maker <> ${notBy?.subject ?? null}::text))
    ORDER BY approvals.id DESC LIMIT ${take}`;
};

/** All of them, whichever page is shown. */
const countRows = async (
  db: TransactionClient,
  { seen, tenant, status, kind, madeBy, madeBefore, notBy, now }: Filter,
): Promise<number> => {
  const { kept, isOver } = KEPT[status];
  const [row] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM platform.approvals
    WHERE tenant = ${tenant}
      AND (${seen.kinds ?? null}::text[] IS NULL OR kind = ANY(${seen.kinds ?? null}::text[]) OR maker = ${seen.maker})
      AND (${kept}::text[] IS NULL OR status = ANY (${kept}::text[]))
      AND (${isOver}::boolean IS NULL OR (expires_at <= ${now}) = ${isOver}::boolean)
      AND (${kind}::text IS NULL OR kind = ${kind}::text)
      AND (${madeBy}::text IS NULL OR maker = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR made_at < ${madeBefore}::timestamptz)
      AND (${notBy?.key ?? null}::text IS NULL
        OR (maker_key <> ${notBy?.key ?? null}::text AND maker <> ${notBy?.subject ?? null}::text))`;
  return row?.total ?? 0;
};

/** One place of what waits: how it is paged, and how many there are. */
type Part = {
  readonly list: (page: SourcePage) => PromiseLike<readonly ApprovalSummary[]>;
  readonly count: () => PromiseLike<number>;
};

type Reading<Tx> = {
  readonly service: ServiceName;
  readonly seen: Seen;
  readonly mayDecide: boolean;
  /** What waits in states of its own. */
  readonly sources: readonly Source<Tx>[];
};

const ownPart = <Tx extends ReadingTx>(
  { service, seen, mayDecide }: Reading<Tx>,
  { db, now, by }: Tx,
  { status, kind, madeBy, madeBefore, forMe }: ApprovalQuery,
): Part[] => {
  const isForMe = forMe === 'true';
  const notBy = isForMe ? somebodyOf(by) : null;
  if (isForMe && (notBy === null || !mayDecide)) return [];
  const filter: Filter = {
    seen,
    tenant: tenantText(by.tenant),
    status: isForMe ? 'waiting' : status,
    kind: kind ?? null,
    madeBy: madeBy ?? null,
    madeBefore: madeBefore ?? null,
    notBy,
    now,
  };
  return [
    {
      list: async (page) => (await listRows(db, filter, page)).map((row) => summaryOf(service, row, now)),
      count: () => countRows(db, filter),
    },
  ];
};

/** Nothing of what it holds: neither who is paid, nor the reason of who decided. */
const summaryOfSource = <Tx>(
  service: ServiceName,
  { kind, thing, at }: Source<Tx>,
  { id, status, maker, madeAt, decidedBy, decidedAt }: SourceRow,
): ApprovalSummary => ({
  id,
  service,
  status,
  kind,
  name: nameOfHeld(kind),
  thing: thing(id),
  madeBy: maker,
  madeAt: madeAt.toISOString(),
  expiresAt: null,
  at: at(id),
  decision:
    decidedBy === null || decidedAt === null ? null : { by: decidedBy, at: decidedAt.toISOString(), reason: null },
});

const sourceParts = <Tx extends { readonly by: Principal }>(
  { service, sources }: Reading<Tx>,
  tx: Tx,
  query: ApprovalQuery,
): Part[] =>
  sources.flatMap((source) => {
    const filter: SourceFilter | undefined = filterOf(source, tx.by, query);
    if (filter === undefined) return [];
    const list = async (page: SourcePage) =>
      (await source.list(tx, filter, page)).map((row) => summaryOfSource(service, source, row));
    return [{ list, count: () => source.count(tx, filter) }];
  });

const newestFirst = (one: ApprovalSummary, other: ApprovalSummary): number => (one.id < other.id ? 1 : -1);

/**
 * Those of one's own agency that one sees, newest first: what is held here, and what waits in states of its own. Ids are UUIDv7,
 * so that one cursor is a place in those of every kind and service.
 */
export const listApprovals = async <Tx extends ReadingTx>(
  reading: Reading<Tx>,
  tx: Tx,
  query: ApprovalQuery,
): Promise<ApprovalPage> => {
  const parts = [...ownPart(reading, tx, query), ...sourceParts(reading, tx, query)];
  const page = await cursorPage({
    query,
    parts: APPROVAL_CURSOR,
    find: async ([before = 'ffffffff-ffff-ffff-ffff-ffffffffffff'], take) => {
      const found = await Promise.all(parts.map((part) => part.list({ before, take })));
      return found.flat().sort(newestFirst).slice(0, take);
    },
    cursorOf: ({ id }) => [id],
    view: (row) => row,
  });
  const counts = await Promise.all(parts.map((part) => part.count()));
  return { ...page, total: counts.reduce((sum, count) => sum + count, 0) };
};
