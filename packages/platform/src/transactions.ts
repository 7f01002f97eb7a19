import type { Hearing } from '@ansinh/approvals';
import { Acts, type Audit } from '@ansinh/audit';
import { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { type Principal, parseTenant, tenantText } from '@ansinh/contracts/wire/permissions';
import type { Target } from '@ansinh/contracts/wire/things';
import type { ClientLike, Database, TransactionClient } from '@ansinh/database';
import { type RequestCause, requestCauseOf } from '@ansinh/http';
import { type Enqueue, Enqueued, type JobCause, type Jobs, SYSTEM_TENANT } from '@ansinh/jobs';
import { type Append, Outbox } from '@ansinh/messaging';
import { failpoint, withFailpoint } from '@ansinh/telemetry';

/**
 * What a command works with: the database handle of one transaction, the clock, who acts, the outbox and the queue of jobs.
 * A command cannot write without being able to publish, and what is to be done later is queued with it.
 */
export type ServiceTx<Db> = {
  readonly db: Db;
  readonly now: Date;
  readonly by: Principal;
  /** The agency whose platform it is, by the number of its province. */
  readonly agencyCode: string;
  readonly append: Append;
  readonly enqueue: Enqueue;
  /** Ids of things that the transaction is about, also where it tells no event of them: operators find its trace by them. */
  readonly concern: (ids: readonly string[]) => void;
  /**
   * Writes an act into the audit with the transaction: who, on whose behalf and in which trace are known. A request that
   * changes something is written by its door when its command says nothing.
   */
  readonly audit: Audit;
  /** That texts were drawn from a sequence, or by chance: who approves it sees no difference in others. Ids are known. */
  readonly draws: (texts: readonly string[]) => void;
  /** Whose record the answer shows, where it has no id of that: who reads it is noted by the door. */
  readonly show: (target: Target) => void;
  readonly shown: ReadonlySet<Target>;
  /** What was said by `audit` up to now; the door completes it. */
  readonly acts: Pick<Acts, 'size' | 'answered'>;
  /**
   * What is written although this transaction is refused and undone, in one of its own after it: that somebody tried.
   * Nothing of it happens when the transaction is committed.
   */
  readonly onRefusal: OnRefusal<Db>;
  /**
   * Does work and undoes it, within this transaction: what it would answer, or refuse. Nothing of it is kept, told, queued or
   * written into the audit; only what is kept of a refusal is.
   */
  readonly rehearse: <Result>(work: (tx: ServiceTx<Db>) => Promise<Result>) => Promise<Result>;
  /** The same transaction, of which somebody else hears what it tells, queues and says while it does so. */
  readonly overheard: (hear: Hearing) => ServiceTx<Db>;
};
export type OnRefusal<Db> = (work: (tx: ServiceTx<Db>) => Promise<void>) => void;

export type Transactions<Db> = {
  readonly forRequest: <Result>(cause: RequestCause, work: (tx: ServiceTx<Db>) => Promise<Result>) => Promise<Result>;
  readonly forEvent: <Result>(
    cause: EventAttributes | undefined,
    work: (tx: ServiceTx<Db>, outbox: Outbox) => Promise<Result>,
  ) => Promise<Result>;
  readonly forJob: <Result>(cause: JobCause, work: (tx: ServiceTx<Db>) => Promise<Result>) => Promise<Result>;
  readonly read: (cause: Pick<RequestCause, 'by'>) => ServiceTx<Db>;
  /** For a job that reaches outside. */
  readonly readAsSystem: () => ServiceTx<Db>;
};

export type TransactionOptions<Db extends TransactionClient, Client extends ClientLike<Db>> = {
  readonly service: ServiceName;
  /** The agency whose platform it is: for it the service does what no tenant asked for. */
  readonly agencyCode: string;
  readonly database: Database<Db, Client>;
  readonly now: () => Date;
  /** Undefined before the queue is open. */
  readonly jobs: () => Jobs | undefined;
  /** Called after a commit that brought events; who asked is answered when it is done. */
  readonly committed: (outbox: Pick<Outbox, 'tells'>) => Promise<void>;
};

/** Of a GET, and of a job while it reaches outside. */
const CHANGES_NOTHING = {
  append: () => {
    throw new Error('what only reads publishes nothing');
  },
  enqueue: () => {
    throw new Error('what only reads queues no job');
  },
  audit: () => {
    throw new Error('what only reads is noted by its door');
  },
  acts: { size: 0, answered: () => undefined },
  concern: () => undefined,
  draws: () => undefined,
  onRefusal: () => {
    throw new Error('a GET route has no transaction that could be undone');
  },
  rehearse: () => {
    throw new Error('what only reads has nothing to undo');
  },
  overheard: () => {
    throw new Error('what only reads tells nothing');
  },
} satisfies Omit<ServiceTx<never>, 'db' | 'now' | 'by' | 'agencyCode' | 'show' | 'shown'>;

const REFUSED_TWICE = (): never => {
  throw new Error('what is kept of a refusal is not refused itself');
};

const showing = (): Pick<ServiceTx<never>, 'show' | 'shown'> => {
  const shown = new Set<Target>();
  return { shown, show: (target) => shown.add(target) };
};

type Cause = { readonly by: Principal; readonly causationId: string; readonly beforeCommit?: () => unknown };

/** What nobody asked for, and what an event of a tenant that this release does not know causes, is done for the agency. */
const systemOf = (service: ServiceName, agencyCode: string, tenant: string | undefined): Principal => ({
  subject: `system:${service}`,
  tenant: (tenant === undefined || tenant === SYSTEM_TENANT ? undefined : parseTenant(tenant)) ?? {
    kind: 'agency',
    code: agencyCode,
  },
  permissions: new Set(),
});

type Work<Db, Result> = (tx: ServiceTx<Db>, outbox: Outbox) => Promise<Result>;
type Attempt<Db> = <Result>(cause: Cause, work: Work<Db, Result>, onRefusal: OnRefusal<Db>) => Promise<Result>;

type Collected<Db> = {
  readonly tx: ServiceTx<Db>;
  readonly outbox: Outbox;
  readonly enqueued: Enqueued;
  readonly acts: Acts;
};
type Collecting = Pick<Cause, 'by' | 'causationId'> & {
  readonly now: Date;
  readonly jobs: Jobs | undefined;
  readonly agencyCode: string;
};

/** Says it first: what is refused by a contract was not told, but then the transaction is undone. */
const overheardOf = <Db>(tx: ServiceTx<Db>, hear: Hearing): ServiceTx<Db> => ({
  ...tx,
  append: (definition, data, aggregate, causedBy) => {
    hear.event(definition.type, aggregate.id, data);
    tx.append(definition, data, aggregate, causedBy);
  },
  enqueue: (job, data, options) => {
    hear.job(job.name, options?.key ?? '', data);
    tx.enqueue(job, data, options);
  },
  audit: (act) => {
    hear.act(act);
    tx.audit(act);
  },
  draws: hear.draws,
});

/** A transaction is what its work is given; what it tells, queues and says is collected until its end. */
const collecting = <Db extends TransactionClient>(
  { by, causationId, now, jobs, agencyCode }: Collecting,
  db: Db,
  onRefusal: OnRefusal<Db>,
): Collected<Db> => {
  const outbox = new Outbox({ by, causationId, now });
  const enqueued = new Enqueued({ queue: jobs?.queue, tenant: tenantText(by.tenant), now });
  const acts = new Acts(by);
  const { append, concern } = outbox;
  const rehearse: ServiceTx<Db>['rehearse'] = async (work) => {
    await db.$executeRaw`SAVEPOINT rehearsal`;
    const result = await work(collecting({ by, causationId, now, jobs, agencyCode }, db, onRefusal).tx);
    // What is checked at the end of a transaction would refuse it there.
    await db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
    await db.$executeRaw`ROLLBACK TO SAVEPOINT rehearsal`;
    return result;
  };
  const { enqueue } = enqueued;
  const { audit } = acts;
  const tx: ServiceTx<Db> = {
    ...{ db, now, by, agencyCode, append, enqueue, concern, audit, acts, onRefusal, rehearse, ...showing() },
    draws: () => undefined,
    overheard: (hear) => overheardOf(tx, hear),
  };
  return { tx, outbox, enqueued, acts };
};

/** One transaction: its work, what it publishes, what it queues and what the audit says of it. */
const attemptOf =
  <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
    options: TransactionOptions<Db, Client>,
  ): Attempt<Db> =>
  async (cause, work, onRefusal) => {
    const { database, now, jobs, committed, agencyCode } = options;
    const instant = now();
    const { result, outbox, enqueued } = await database.transaction(async (db) => {
      const collected = collecting({ ...cause, now: instant, jobs: jobs(), agencyCode }, db, onRefusal);
      const done = await work(collected.tx, collected.outbox);
      await collected.enqueued.flush(db);
      await collected.acts.flush(db);
      await collected.outbox.flush(db);
      await cause.beforeCommit?.();
      return { ...collected, result: done };
    });
    if (outbox.size > 0) await committed(outbox);
    if (enqueued.size > 0) jobs()?.nudge();
    return result;
  };

export const createTransactions = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  options: TransactionOptions<Db, Client>,
): Transactions<Db> => {
  const { service, agencyCode, database, now } = options;
  const attempt = attemptOf(options);

  const run = async <Result>(cause: Cause, work: Work<Db, Result>): Promise<Result> => {
    const kept: Parameters<OnRefusal<Db>>[0][] = [];
    const keepAll = async (tx: ServiceTx<Db>): Promise<void> => {
      for (const keep of kept) await keep(tx);
    };
    try {
      return await attempt(cause, work, (keep) => kept.push(keep));
    } catch (error) {
      if (error instanceof Rejection && kept.length > 0) await attempt(cause, keepAll, REFUSED_TWICE);
      throw error;
    }
  };

  const read = ({ by }: Pick<RequestCause, 'by'>): ServiceTx<Db> => ({
    db: database.client,
    now: now(),
    by,
    agencyCode,
    ...showing(),
    ...CHANGES_NOTHING,
  });

  return {
    forRequest: async ({ by, requestId }, work) => {
      const cause = { by, causationId: requestCauseOf(requestId), beforeCommit: () => failpoint('before-commit') };
      const result = await withFailpoint('commit', () => run(cause, work));
      await failpoint('after-commit');
      return result;
    },
    forEvent: (event, work) =>
      run({ by: systemOf(service, agencyCode, event?.tenant), causationId: event?.id ?? 'message' }, work),
    forJob: ({ id, tenant }, work) =>
      run({ by: systemOf(service, agencyCode, tenant), causationId: `job:${id}` }, work),
    read,
    readAsSystem: () => read({ by: systemOf(service, agencyCode, undefined) }),
  };
};
