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
};

/** Writes the act in the transaction of its effect: no effect without its row, no row without its effect. */
export const writeAudit = async (db: TransactionClient, act: AuditedAct): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO platform.audit (subject, tenant, action, target, trace_id, reason, outcome)
    VALUES (${act.subject}, ${act.tenant}, ${act.action}, ${act.target}, ${act.traceId ?? null}, ${act.reason ?? null},
            ${act.outcome ?? null})`;
};
