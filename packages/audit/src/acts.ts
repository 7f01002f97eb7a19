import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { Target } from '@ansinh/contracts/wire/things';
import { type AuditedAct, type SaidAct, type TransactionClient, writeAudit } from '@ansinh/database';
import { currentTraceId, traceIdIn } from '@ansinh/telemetry';
import { digestOf } from './digest';
import { writtenOf } from './reasons';

export type Act = SaidAct & {
  /** The digest of `after`, of whoever has it already. */
  readonly afterDigest?: string | undefined;
  /** The request that asked for it, where one transaction serves several; that of the transaction when left out. */
  readonly asked?: Asked;
};
export type Asked = {
  readonly by: Principal;
  readonly cause: { readonly traceparent?: string };
  /** Told that its act is written. */
  readonly heard: () => void;
};
export type Audit = (act: Act) => void;

const NOT_TRACED = '0'.repeat(32);

const traceIdNow = (): string | undefined => {
  const traceId = currentTraceId();
  return traceId === NOT_TRACED ? undefined : traceId;
};

const digestIfSaid = (value: unknown): string | undefined => (value === undefined ? undefined : digestOf(value));

/** Who acts, on whose behalf, in which trace. */
export const actorOf = ({ subject, tenant }: Principal): Pick<AuditedAct, 'subject' | 'tenant' | 'traceId'> => ({
  subject,
  tenant: tenantText(tenant),
  traceId: traceIdNow(),
});

/** The row of an act: who, on whose behalf, on what, with what outcome, in which trace. */
export const actOf = (by: Principal, { asked, said, before, after, afterDigest, ...act }: Act): AuditedAct => {
  const actor = actorOf(asked?.by ?? by);
  return {
    ...act,
    ...actor,
    ...(said === undefined ? {} : { reason: writtenOf(said) }),
    traceId: asked?.cause.traceparent === undefined ? actor.traceId : traceIdIn(asked.cause.traceparent),
    before: digestIfSaid(before),
    after: afterDigest ?? digestIfSaid(after),
  };
};

/** Collects the acts of one transaction and writes them in one statement, last before the commit. */
export class Acts {
  readonly #by: Principal;
  #rows: AuditedAct[] = [];

  constructor(by: Principal) {
    this.#by = by;
  }

  readonly audit: Audit = (act) => {
    this.#rows.push(actOf(this.#by, act));
    act.asked?.heard();
  };

  /**
   * What a door has answered is what the thing is from now on, where its command did not say that: of its only act, or of
   * those on the thing that the address names.
   */
  readonly answered = (target: Target, after: string): void => {
    const isOnly = this.#rows.length === 1;
    this.#rows = this.#rows.map((row) =>
      row.after === undefined && (isOnly || row.target === target) ? { ...row, after } : row,
    );
  };

  /** What will be written. */
  get rows(): readonly AuditedAct[] {
    return this.#rows;
  }

  get size(): number {
    return this.#rows.length;
  }

  flush(db: TransactionClient): Promise<void> {
    return writeAudit(db, ...this.#rows);
  }
}
