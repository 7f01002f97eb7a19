import { isDigestOf } from '@ansinh/audit';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Approval, ApprovalShown, ApprovalSummary } from '@ansinh/contracts/operations/approvals.api';
import { nameOfHeld } from '@ansinh/contracts/operations/held-kinds';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { TransactionClient } from '@ansinh/database';
import { type ApprovalRow, statusAt } from './approval.rules';
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
           decided_by, decided_at, reason, answer_status, answer, changed
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

export type SummaryRow = Omit<
  ApprovalRow,
  'maker_key' | 'principal' | 'request' | 'shows' | 'digest' | 'answer_status' | 'answer'
>;

export const summaryOf = (service: ServiceName, row: SummaryRow, now: Date): ApprovalSummary => ({
  id: row.id,
  service,
  status: statusAt({ status: row.status, expiresAt: row.expires_at }, now),
  kind: row.kind,
  name: nameOfHeld(row.kind),
  thing: row.thing,
  madeBy: row.maker,
  madeAt: row.made_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  at: `/v1/approvals/${service}/${row.id}`,
  decision:
    row.decided_by === null || row.decided_at === null
      ? null
      : { by: row.decided_by, at: row.decided_at.toISOString(), reason: row.reason },
  ...(row.changed === null ? {} : { changed: row.changed }),
});

/** What is compared by a sum alone is not shown: the number of an account could be found by it. */
const withoutSums = ({ effect, rows, ...shows }: ApprovalShown): ApprovalShown => ({
  ...shows,
  ...(rows === undefined ? {} : { rows: { counts: rows.counts, first: rows.first } }),
  ...(effect === undefined ? {} : { effect: { counts: effect.counts, first: effect.first } }),
});

export const approvalOf = (service: ServiceName, row: ApprovalRow, now: Date): Approval => ({
  ...summaryOf(service, row, now),
  expiresAt: row.expires_at.toISOString(),
  shows: withoutSums(row.shows),
  digest: row.digest,
  answer: row.answer_status === null ? null : { status: row.answer_status, body: row.answer },
});

/** Which of them somebody sees: all, those of some kinds, and one's own. */
export type Seen = { readonly kinds: readonly string[] | undefined; readonly maker: string };

/** What was just done with one is told to who did it. */
export const ALL: Seen = { kinds: undefined, maker: '' };

export const doesSee = ({ kinds, maker }: Seen, row: Pick<ApprovalRow, 'kind' | 'maker'>): boolean =>
  kinds === undefined || kinds.includes(row.kind) || row.maker === maker;

type Reading = { readonly service: ServiceName; readonly seen: Seen };

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
