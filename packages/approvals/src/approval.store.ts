import type { TransactionClient } from '@ansinh/database';
import type { ApprovalRow, KeptStatus } from './approval.rules';

export type NewApproval = Pick<
  ApprovalRow,
  | 'id'
  | 'kind'
  | 'thing'
  | 'maker'
  | 'maker_key'
  | 'principal'
  | 'request'
  | 'shows'
  | 'digest'
  | 'made_at'
  | 'expires_at'
> & { readonly tenant: string; readonly body: Buffer | undefined };

export const insertApproval = async (db: TransactionClient, row: NewApproval): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO platform.approvals
      (id, kind, thing, tenant, maker, maker_key, principal, request, body, shows, digest, made_at, expires_at)
    VALUES (${row.id}::uuid, ${row.kind}, ${row.thing}, ${row.tenant}, ${row.maker}, ${row.maker_key},
            ${JSON.stringify(row.principal)}::jsonb, ${JSON.stringify(row.request)}::jsonb, ${row.body ?? null}::bytea,
            ${JSON.stringify(row.shows)}::jsonb, ${row.digest}, ${row.made_at}, ${row.expires_at})`;
};

/** Waits for whoever else decides on it at this moment. */
export const lockApproval = async (
  db: TransactionClient,
  tenant: string,
  id: string,
): Promise<ApprovalRow | undefined> => {
  const [row] = await db.$queryRaw<ApprovalRow[]>`
    SELECT id::text, kind, thing, maker, maker_key, principal, request, shows, digest, made_at, expires_at, status,
           decided_by, decided_at, reason, answer_status, answer
    FROM platform.approvals WHERE id = ${id}::uuid AND tenant = ${tenant} FOR UPDATE`;
  return row;
};

/** What is about one thing is done one after the other: what a second person has seen of it stays so until the end. */
export const lockThing = async (db: TransactionClient, thing: string): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('approval|' || ${thing}::text, 0))`;
};

/** The bytes of a request that waits. */
export const loadBody = async (db: TransactionClient, id: string): Promise<Buffer | undefined> => {
  const [row] = await db.$queryRaw<{ readonly body: Uint8Array | null }[]>`
    SELECT body FROM platform.approvals WHERE id = ${id}::uuid`;
  return row === undefined || row.body === null ? undefined : Buffer.from(row.body);
};

export type Ending = {
  readonly status: Exclude<KeptStatus, 'waiting'>;
  readonly by: string;
  readonly key: string;
  readonly at: Date;
  readonly reason: string | undefined;
  readonly answer?: { readonly status: number; readonly body: unknown };
};

/** The bytes go: what was shown of them stays. */
export const endApproval = async (db: TransactionClient, id: string, ending: Ending): Promise<void> => {
  const { status, by, key, at, reason = null, answer } = ending;
  await db.$executeRaw`
    UPDATE platform.approvals
    SET status = ${status}, decided_by = ${by}, decider_key = ${key}, decided_at = ${at}, reason = ${reason}, body = NULL,
        answer_status = ${answer?.status ?? null}::int,
        answer = ${answer === undefined ? null : JSON.stringify(answer.body)}::jsonb
    WHERE id = ${id}::uuid AND status = 'waiting'`;
};
