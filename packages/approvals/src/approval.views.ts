import { isDigestOf } from '@ansinh/audit';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type {
  Approval,
  ApprovalPage,
  ApprovalQuery,
  ApprovalSummary,
} from '@ansinh/contracts/operations/approvals.api';
import { nameOfHeld } from '@ansinh/contracts/operations/held-kinds';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { TransactionClient } from '@ansinh/database';
import { cursorPage } from '@ansinh/http';
import { type ApprovalRow, type KeptStatus, statusAt } from './approval.rules';
import { type Asked, openApproval, type SealedApproval } from './approval.store';

/** What the cursor of approvals is made of, in every service. */
export const APPROVAL_CURSOR = [Id] as const;

export type ReadingTx = { readonly db: TransactionClient; readonly now: Date; readonly by: Principal };

/** One of a tenant's own: those of others are not there. */
export const findApproval = async (
  db: TransactionClient,
  tenant: string,
  id: string,
): Promise<ApprovalRow | undefined> => {
  const [row] = await db.$queryRaw<SealedApproval[]>`
    SELECT id::text, kind, thing, maker, maker_key, principal, request, shows, digest, made_at, expires_at, status,
           decided_by, decided_at, reason, answer_status, answer
    FROM platform.approvals WHERE id = ${id}::uuid AND tenant = ${tenant}`;
  return row === undefined ? undefined : openApproval(row);
};

/** What the same person has asked for already, and what waits: the oldest. */
export const findAsked = async (
  { db, now }: Pick<ReadingTx, 'db' | 'now'>,
  { tenant, makerKey, content }: Asked,
): Promise<string | undefined> => {
  const rows = await db.$queryRaw<{ id: string; digest: string }[]>`
    SELECT id::text, digest FROM platform.approvals
    WHERE tenant = ${tenant} AND maker_key = ${makerKey} AND kind = ${content.kind} AND thing = ${content.thing}
      AND status = 'waiting' AND expires_at > ${now}
    ORDER BY approvals.id`;
  return rows.find(({ digest }) => isDigestOf(digest, content))?.id;
};

type SummaryRow = Omit<
  ApprovalRow,
  'maker_key' | 'principal' | 'request' | 'shows' | 'digest' | 'answer_status' | 'answer'
>;

const summaryOf = (service: ServiceName, row: SummaryRow, now: Date): ApprovalSummary => ({
  id: row.id,
  service,
  status: statusAt({ status: row.status, expiresAt: row.expires_at }, now),
  kind: row.kind,
  name: nameOfHeld(row.kind),
  thing: row.thing,
  madeBy: row.maker,
  madeAt: row.made_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  decision:
    row.decided_by === null || row.decided_at === null
      ? null
      : { by: row.decided_by, at: row.decided_at.toISOString(), reason: row.reason },
});

export const approvalOf = (service: ServiceName, row: ApprovalRow, now: Date): Approval => ({
  ...summaryOf(service, row, now),
  shows: row.shows,
  digest: row.digest,
  answer: row.answer_status === null ? null : { status: row.answer_status, body: row.answer },
});

/** Which of them somebody sees: all, those of some kinds, and one's own. */
export type Seen = { readonly kinds: readonly string[] | undefined; readonly maker: string };

/** What was just done with one is told to who did it. */
export const ALL: Seen = { kinds: undefined, maker: '' };

export const doesSee = ({ kinds, maker }: Seen, row: Pick<ApprovalRow, 'kind' | 'maker'>): boolean =>
  kinds === undefined || kinds.includes(row.kind) || row.maker === maker;

type Filter = {
  readonly seen: Seen;
  readonly tenant: string;
  readonly status: ApprovalQuery['status'];
  readonly kind: string | null;
  readonly madeBy: string | null;
  readonly madeBefore: string | null;
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
  { seen, tenant, status, kind, madeBy, madeBefore, now }: Filter,
  { before, take }: { readonly before: string; readonly take: number },
): PromiseLike<SummaryRow[]> => {
  const { kept, isOver } = KEPT[status];
  return db.$queryRaw<SummaryRow[]>`
    SELECT approvals.id::text, kind, thing, maker, made_at, expires_at, status, decided_by, decided_at, reason
    FROM platform.approvals
    WHERE tenant = ${tenant} AND approvals.id < ${before}::uuid
      AND (${seen.kinds ?? null}::text[] IS NULL OR kind = ANY(${seen.kinds ?? null}::text[]) OR maker = ${seen.maker})
      AND (${kept}::text[] IS NULL OR status = ANY (${kept}::text[]))
      AND (${isOver}::boolean IS NULL OR (expires_at <= ${now}) = ${isOver}::boolean)
      AND (${kind}::text IS NULL OR kind = ${kind}::text)
      AND (${madeBy}::text IS NULL OR maker = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR made_at < ${madeBefore}::timestamptz)
    ORDER BY approvals.id DESC LIMIT ${take}`;
};

/** All of them, whichever page is shown. */
const countRows = async (
  db: TransactionClient,
  { seen, tenant, status, kind, madeBy, madeBefore, now }: Filter,
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
      AND (${madeBefore}::timestamptz IS NULL OR made_at < ${madeBefore}::timestamptz)`;
  return row?.total ?? 0;
};

type Reading = { readonly service: ServiceName; readonly seen: Seen };

/** Those of one's own agency that one sees, newest first. Ids are UUIDv7, so that one cursor is a place in those of every service. */
export const listApprovals = async (
  { service, seen }: Reading,
  { db, now, by }: ReadingTx,
  { cursor, pageSize, status, kind, madeBy, madeBefore }: ApprovalQuery,
): Promise<ApprovalPage> => {
  const filter = {
    seen,
    tenant: tenantText(by.tenant),
    status,
    kind: kind ?? null,
    madeBy: madeBy ?? null,
    madeBefore: madeBefore ?? null,
    now,
  };
  const page = await cursorPage({
    query: { cursor, pageSize },
    parts: APPROVAL_CURSOR,
    find: ([before = 'ffffffff-ffff-ffff-ffff-ffffffffffff'], take) => listRows(db, filter, { before, take }),
    cursorOf: ({ id }) => [id],
    view: (row) => summaryOf(service, row, now),
  });
  return { ...page, total: await countRows(db, filter) };
};

/** @throws request.not-found, also for one that is not for this person to see */
export const getApproval = async (
  { service, seen }: Reading,
  { db, now, by }: ReadingTx,
  id: string,
): Promise<Approval> => {
  const row = await findApproval(db, tenantText(by.tenant), id);
  if (row === undefined || !doesSee(seen, row)) throw reject('request.not-found');
  return approvalOf(service, row, now);
};
