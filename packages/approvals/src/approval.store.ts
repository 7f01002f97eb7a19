import { type ApprovalChange, ApprovalShown } from '@ansinh/contracts/operations/approvals.api';
import { columnOf, LEAST_ID, sqlName, type TransactionClient } from '@ansinh/database';
import { keyRing, type Owner, type SealedColumn } from '@ansinh/secrets';
import type { ApprovalRow, KeptStatus, Waiting } from './approval.rules';
import type { Content } from './shown.rules';

type Part = 'answer' | 'body' | 'shows';

/** What a request tells of accounts and persons is sealed, each part of it for itself. */
const ofPart = (id: string, part: Part): Owner => ['approval', id, part];

const sealJson = (id: string, part: Part, value: unknown): string =>
  keyRing().seal(JSON.stringify(value), ofPart(id, part));
const openJson = (id: string, part: Part, sealed: string): unknown =>
  JSON.parse(keyRing().open(sealed, ofPart(id, part)));

/** As it rests. */
export type SealedApproval = Omit<ApprovalRow, 'answer' | 'shows'> & {
  readonly shows: string;
  readonly answer: string | null;
};

export const openApproval = (row: SealedApproval): ApprovalRow => ({
  ...row,
  shows: ApprovalShown.parse(openJson(row.id, 'shows', row.shows)),
  answer: row.answer === null ? null : openJson(row.id, 'answer', row.answer),
});

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
  const body = row.body === undefined ? null : keyRing().sealBytes(row.body, ofPart(row.id, 'body'));
  await db.$executeRaw`
    INSERT INTO platform.approvals
      (id, kind, thing, tenant, maker, maker_key, principal, request, body, shows, digest, made_at, expires_at)
    VALUES (${row.id}::uuid, ${row.kind}, ${row.thing}, ${row.tenant}, ${row.maker}, ${row.maker_key},
            ${JSON.stringify(row.principal)}::jsonb, ${JSON.stringify(row.request)}::jsonb, ${body}::bytea,
            ${sealJson(row.id, 'shows', row.shows)}, ${row.digest}, ${row.made_at}, ${row.expires_at})`;
};

/** Waits for whoever else decides on it at this moment. */
export const lockApproval = async (
  db: TransactionClient,
  tenant: string,
  id: string,
): Promise<ApprovalRow | undefined> => {
  const [row] = await db.$queryRaw<SealedApproval[]>`
    SELECT id::text, kind, thing, maker, maker_key, principal, request, shows, digest, made_at, expires_at, status,
           decided_by, decided_at, reason, answer_status, answer, changed
    FROM platform.approvals WHERE id = ${id}::uuid AND tenant = ${tenant} FOR UPDATE`;
  return row === undefined ? undefined : openApproval(row);
};

/** What somebody asks for, as whoever decides would see it. */
export type Asked = { readonly tenant: string; readonly makerKey: string; readonly content: Content };

/** What is about one thing is done one after the other: what a second person has seen of it stays so until the end. */
export const lockThing = async (db: TransactionClient, thing: string): Promise<void> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('approval|' || ${thing}::text, 0))`;
};

/** The same, asked by the same person at one moment, is kept once. */
export const lockAsked = async (db: TransactionClient, { tenant, makerKey, content }: Asked): Promise<void> => {
  const asked = `approval of|${tenant}|${makerKey}|${content.kind}|${content.thing}`;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${asked}::text, 0))`;
};

/** What of one person waits, one question after the other, so that two at a moment do not both find the last place. */
export const lockWaiting = async (
  db: TransactionClient,
  { tenant, makerKey, now }: Pick<Asked, 'tenant' | 'makerKey'> & { readonly now: Date },
): Promise<Waiting> => {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('approvals of|' || ${makerKey}::text, 0))`;
  const [row] = await db.$queryRaw<Waiting[]>`
    SELECT count(*)::int AS count, coalesce(sum(octet_length(body)), 0)::float8 AS bytes FROM platform.approvals
    WHERE maker_key = ${makerKey} AND tenant = ${tenant} AND status = 'waiting' AND expires_at > ${now}`;
  return row ?? { count: 0, bytes: 0 };
};

/** The bytes of a request that waits. */
export const loadBody = async (db: TransactionClient, id: string): Promise<Buffer | undefined> => {
  const [row] = await db.$queryRaw<{ readonly body: Uint8Array | null }[]>`
    SELECT body FROM platform.approvals WHERE id = ${id}::uuid`;
  return row === undefined || row.body === null ? undefined : keyRing().openBytes(row.body, ofPart(id, 'body'));
};

export type Ending = {
  readonly status: Exclude<KeptStatus, 'waiting' | 'expired'>;
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
        answer = ${answer === undefined ? null : sealJson(id, 'answer', answer.body)}::text
    WHERE id = ${id}::uuid AND status = 'waiting'`;
};

/** Places and codes alone, and nothing of what stands there. False for one that waits no more. */
export const noteChanged = async (db: TransactionClient, id: string, changed: ApprovalChange): Promise<boolean> => {
  const rows = await db.$executeRaw`
    UPDATE platform.approvals SET changed = ${JSON.stringify(changed)}::jsonb
    WHERE id = ${id}::uuid AND status = 'waiting'`;
  return rows === 1;
};

/** What was another is again as it was shown. */
export const noteUnchanged = async (db: TransactionClient, id: string): Promise<void> => {
  await db.$executeRaw`UPDATE platform.approvals SET changed = NULL WHERE id = ${id}::uuid`;
};

const jsonColumn = (part: 'answer' | 'shows'): SealedColumn<TransactionClient> => {
  const column = sqlName(part);
  return {
    name: `platform.approvals.${part}`,
    count: async (db) => db.$queryRaw`
      SELECT CASE WHEN starts_with(${column}, 'v1.') THEN split_part(${column}, '.', 2) ELSE '' END AS key,
        count(*)::int AS values
      FROM platform.approvals WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`,
    next: async (db, { after, limit }) => db.$queryRaw`
      SELECT id::text AS key FROM platform.approvals
      WHERE id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid ORDER BY approvals.id LIMIT ${limit}`,
    load: async (db, { prefix, after, until }) => {
      const rows = await db.$queryRaw<{ key: string; value: string }[]>`
        SELECT id::text AS key, ${column} AS value FROM platform.approvals
        WHERE id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid AND id <= ${until}::uuid
          AND NOT starts_with(${column}, ${prefix})
        FOR NO KEY UPDATE SKIP LOCKED`;
      return rows.map((row) => ({ ...row, owner: ofPart(row.key, part) }));
    },
    save: async (db, values) => db.$executeRaw`
      UPDATE platform.approvals SET ${column} = row.value
      FROM unnest(${columnOf(values, 'key')}::uuid[], ${columnOf(values, 'value')}::text[]) AS row (id, value)
      WHERE approvals.id = row.id`,
  };
};

/** Files may be large: few of them are in memory at a time. */
const BODIES_MAX = 5;

const BODIES: SealedColumn<TransactionClient> = {
  name: 'platform.approvals.body',
  count: async (db) => db.$queryRaw`
    SELECT CASE WHEN substring(body FROM 1 FOR 3) = convert_to('v1.', 'UTF8')
        THEN split_part(encode(substring(body FROM 1 FOR 20), 'escape'), '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM platform.approvals WHERE body IS NOT NULL GROUP BY 1 ORDER BY 1`,
  next: async (db, { after, limit }) => db.$queryRaw`
    SELECT id::text AS key FROM platform.approvals
    WHERE id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid AND body IS NOT NULL
    ORDER BY approvals.id LIMIT ${Math.min(limit, BODIES_MAX)}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<{ key: string; value: Uint8Array }[]>`
      SELECT id::text AS key, body AS value FROM platform.approvals
      WHERE id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid AND id <= ${until}::uuid
        AND substring(body FROM 1 FOR ${prefix.length}) <> convert_to(${prefix}, 'UTF8')
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ ...row, owner: ofPart(row.key, 'body') }));
  },
  save: async (db, values) => {
    const sealed = values.map(({ key, value }) => ({ key, value: `\\x${Buffer.from(value).toString('hex')}` }));
    await db.$executeRaw`
      UPDATE platform.approvals SET body = row.value::bytea
      FROM unnest(${columnOf(sealed, 'key')}::uuid[], ${columnOf(sealed, 'value')}::text[]) AS row (id, value)
      WHERE approvals.id = row.id`;
  },
};

/** What of approvals is sealed, so that a new key takes it over. */
export const APPROVAL_COLUMNS: readonly SealedColumn<TransactionClient>[] = [
  jsonColumn('shows'),
  jsonColumn('answer'),
  BODIES,
];
