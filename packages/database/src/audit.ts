import type { Target } from '@ansinh/contracts/wire/things';
import { columnOf } from './columns/arrays';
import type { TransactionClient } from './database';

/** One act on one thing: who, on whose behalf, why, and how it ended. */
export type AuditedAct = {
  readonly subject: string;
  /** `kind:code` */
  readonly tenant: string;
  /** e.g. `dead-letter.replay` */
  readonly action: string;
  /** e.g. `dead-letter:019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b` */
  readonly target: string;
  readonly traceId: string | undefined;
  readonly reason?: string | undefined;
  readonly outcome?: string | undefined;
  /** SHA-256 of what the thing was before the act, and of what it is after it. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

/** An act on one thing, as its command says it. */
export type SaidAct = {
  /** e.g. `payout.redirect` */
  readonly action: string;
  /** e.g. `payout:019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b`: an id of ours, never what names a person. */
  readonly target: Target;
  /** Why, in a word of ours, or as an operator wrote it of a message or a job, which has no other place: kept as it is. */
  readonly reason?: string | undefined;
  /** Why, as somebody wrote it of a thing: it may name persons and illnesses. Its digest is kept; the text stands with the thing. */
  readonly said?: string | undefined;
  readonly outcome?: string | undefined;
  /** What the thing was, in the form of `after`; its digest alone is kept. Left out of what is new. */
  readonly before?: unknown;
  /** What it is from now on; its digest alone is kept. */
  readonly after?: unknown;
};

/** A transaction that is told what to say of it in the audit; the platform gives one. */
export type AuditedTx = { readonly db: TransactionClient; readonly audit: (act: SaidAct) => void };

/** Writes acts in the transaction of their effect: no effect without its row, no row without its effect. */
export const writeAudit = async (db: TransactionClient, ...acts: readonly AuditedAct[]): Promise<void> => {
  if (acts.length === 0) return;
  await db.$executeRaw`
    INSERT INTO platform.audit (subject, tenant, action, target, trace_id, reason, outcome, before_digest, after_digest)
    SELECT subject, tenant, action, target, trace_id, reason, outcome, before_digest, after_digest
    FROM unnest(${columnOf(acts, 'subject')}::text[], ${columnOf(acts, 'tenant')}::text[],
                ${columnOf(acts, 'action')}::text[], ${columnOf(acts, 'target')}::text[],
                ${columnOf(acts, 'traceId')}::text[], ${columnOf(acts, 'reason')}::text[],
                ${columnOf(acts, 'outcome')}::text[], ${columnOf(acts, 'before')}::text[],
                ${columnOf(acts, 'after')}::text[])
         WITH ORDINALITY AS acts (subject, tenant, action, target, trace_id, reason, outcome, before_digest,
                                  after_digest, place)
    ORDER BY place`;
};
