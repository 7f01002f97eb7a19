import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Approval, ApprovalQuery, ApprovalSummary } from '@ansinh/contracts/operations/approvals.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { TransactionClient } from '@ansinh/database';
import { cursorPage } from '@ansinh/http';
import { type ApprovalRow, type KeptStatus, statusAt } from './approval.rules';
import { openApproval, type SealedApproval } from './approval.store';

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

type SummaryRow = Omit<
  ApprovalRow,
  'maker_key' | 'principal' | 'request' | 'shows' | 'digest' | 'answer_status' | 'answer'
>;

const summaryOf = (service: ServiceName, row: SummaryRow, now: Date): ApprovalSummary => ({
  id: row.id,
  service,
  status: statusAt({ status: row.status, expiresAt: row.expires_at }, now),
  kind: row.kind,
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

const doesSee = ({ kinds, maker }: Seen, row: Pick<ApprovalRow, 'kind' | 'maker'>): boolean =>
  kinds === undefined || kinds.includes(row.kind) || row.maker === maker;

type Filter = {
  readonly seen: Seen;
  readonly tenant: string;
  readonly status: ApprovalQuery['status'];
  readonly kind: string | undefined;
  readonly before: string;
  readonly now: Date;
};

/** How each status is kept: by the column alone, or by the clock too. */
const KEPT: Record<ApprovalQuery['status'], { readonly kept: KeptStatus | null; readonly isOver: boolean | null }> = {
  any: { kept: null, isOver: null },
  waiting: { kept: 'waiting', isOver: false },
  expired: { kept: 'waiting', isOver: true },
  approved: { kept: 'approved', isOver: null },
  refused: { kept: 'refused', isOver: null },
  withdrawn: { kept: 'withdrawn', isOver: null },
};

const listRows = (
  db: TransactionClient,
  { seen, tenant, status, kind, before, now }: Filter,
  take: number,
): PromiseLike<SummaryRow[]> => {
  const { kept, isOver } = KEPT[status];
  return db.$queryRaw<SummaryRow[]>`
    SELECT approvals.id::text, kind, thing, maker, made_at, expires_at, status, decided_by, decided_at, reason
    FROM platform.approvals
    WHERE tenant = ${tenant} AND approvals.id < ${before}::uuid
      AND (${seen.kinds ?? null}::text[] IS NULL OR kind = ANY(${seen.kinds ?? null}::text[]) OR maker = ${seen.maker})
      AND (${kept}::text IS NULL OR status = ${kept}::text)
      AND (${isOver}::boolean IS NULL OR (expires_at <= ${now}) = ${isOver}::boolean)
      AND (${kind ?? null}::text IS NULL OR kind = ${kind ?? null}::text)
    ORDER BY approvals.id DESC LIMIT ${take}`;
};

type Reading = { readonly service: ServiceName; readonly seen: Seen };

/** Those of one's own agency that one sees, newest first. Ids are UUIDv7, so that one cursor is a place in those of every service. */
export const listApprovals = (
  { service, seen }: Reading,
  { db, now, by }: ReadingTx,
  { status, kind, ...query }: ApprovalQuery,
): Promise<Page<ApprovalSummary>> =>
  cursorPage({
    query,
    parts: APPROVAL_CURSOR,
    find: ([before = 'ffffffff-ffff-ffff-ffff-ffffffffffff'], take) =>
      listRows(db, { seen, tenant: tenantText(by.tenant), status, kind, before, now }, take),
    cursorOf: ({ id }) => [id],
    view: (row) => summaryOf(service, row, now),
  });

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
