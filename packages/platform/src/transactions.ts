import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { type Principal, parseTenant } from '@ansinh/contracts/wire/permissions';
import type { ClientLike, Database, TransactionClient } from '@ansinh/database';
import { type RequestCause, requestCauseOf } from '@ansinh/http';
import { type Append, Outbox } from '@ansinh/messaging';
import { failpoint, withFailpoint } from '@ansinh/telemetry';

/**
 * What a command works with: the database handle of one transaction, the clock, who acts, and the outbox. A command
 * cannot write without being able to publish.
 */
export type ServiceTx<Db> = {
  readonly db: Db;
  readonly now: Date;
  readonly by: Principal;
  readonly append: Append;
};

export type Transactions<Db> = {
  readonly forRequest: <Result>(cause: RequestCause, work: (tx: ServiceTx<Db>) => Promise<Result>) => Promise<Result>;
  readonly forEvent: <Result>(
    cause: EventAttributes | undefined,
    work: (tx: ServiceTx<Db>, outbox: Outbox) => Promise<Result>,
  ) => Promise<Result>;
  readonly read: (cause: RequestCause) => ServiceTx<Db>;
};

export type TransactionOptions<Db extends TransactionClient, Client extends ClientLike<Db>> = {
  readonly service: ServiceName;
  readonly database: Database<Db, Client>;
  readonly now: () => Date;
  /** Called after a commit that brought events. */
  readonly committed: () => void;
};

const cannotAppend: Append = () => {
  throw new Error('a GET route changes nothing and publishes nothing');
};

/** What an event of a tenant that this release does not know causes is done for the agency. */
const systemOf = (service: ServiceName, cause: EventAttributes | undefined): Principal => ({
  subject: `system:${service}`,
  tenant: (cause === undefined ? undefined : parseTenant(cause.tenant)) ?? { kind: 'agency', code: 'system' },
  permissions: new Set(),
});

export const createTransactions = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  options: TransactionOptions<Db, Client>,
): Transactions<Db> => {
  const { service, database, now, committed } = options;

  const run = async <Result>(
    cause: { readonly by: Principal; readonly causationId: string; readonly beforeCommit?: () => unknown },
    work: (tx: ServiceTx<Db>, outbox: Outbox) => Promise<Result>,
  ): Promise<Result> => {
    const instant = now();
    const outbox = new Outbox({ ...cause, now: instant });
    const result = await database.transaction(async (db) => {
      const done = await work({ db, now: instant, by: cause.by, append: outbox.append }, outbox);
      await outbox.flush(db);
      await cause.beforeCommit?.();
      return done;
    });
    if (outbox.size > 0) committed();
    return result;
  };

  return {
    forRequest: async ({ by, requestId }, work) => {
      const cause = { by, causationId: requestCauseOf(requestId), beforeCommit: () => failpoint('before-commit') };
      const result = await withFailpoint('commit', () => run(cause, work));
      await failpoint('after-commit');
      return result;
    },
    forEvent: (event, work) => run({ by: systemOf(service, event), causationId: event?.id ?? 'message' }, work),
    read: (cause) => ({ db: database.client, now: now(), by: cause.by, append: cannotAppend }),
  };
};
