import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import { type AuditedAct, type TransactionClient, writeAudit } from '@ansinh/database';
import { currentTraceId, traceIdIn } from '@ansinh/telemetry';
import { digestOf } from './digest';

/** An act on one thing, as its command says it. */
export type Act = {
  /** e.g. `payout.redirect` */
  readonly action: string;
  /** e.g. `payout:019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b`: an id of ours, never what names a person. */
  readonly target: string;
  readonly reason?: string | undefined;
  readonly outcome?: string | undefined;
  /** What the thing was; its digest alone is kept. Left out of what is new. */
  readonly before?: unknown;
  /** What it is from now on; its digest alone is kept. */
  readonly after?: unknown;
  /** The same, of whoever has the digest already. */
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
export const actOf = (by: Principal, { asked, before, after, afterDigest, ...act }: Act): AuditedAct => {
  const actor = actorOf(asked?.by ?? by);
  return {
    ...act,
    ...actor,
    traceId: asked?.cause.traceparent === undefined ? actor.traceId : traceIdIn(asked.cause.traceparent),
    before: digestIfSaid(before),
    after: afterDigest ?? digestIfSaid(after),
  };
};

/** Collects the acts of one transaction and writes them in one statement, last before the commit. */
export class Acts {
  readonly #by: Principal;
  readonly #rows: AuditedAct[] = [];

  constructor(by: Principal) {
    this.#by = by;
  }

  readonly audit: Audit = (act) => {
    this.#rows.push(actOf(this.#by, act));
    act.asked?.heard();
  };

  get size(): number {
    return this.#rows.length;
  }

  flush(db: TransactionClient): Promise<void> {
    return writeAudit(db, ...this.#rows);
  }
}
