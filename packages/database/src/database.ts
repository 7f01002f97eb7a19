import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { migrate } from './migrations/migrate';
import type { MigrationFolders } from './migrations/migration-files';
import { SESSION_OPTIONS } from './session';
import { tracedAdapter } from './spans/query-spans';
import { statementNames } from './statement-names';

/** What we use of a generated Prisma client, whatever its models. */
export type TransactionClient = {
  $queryRaw<Row = unknown>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<Row>;
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
  /** For statements that a library writes: with parameters, like all others. */
  $queryRawUnsafe<Row = unknown>(query: string, ...values: unknown[]): PromiseLike<Row>;
};

export type ClientLike<Db> = TransactionClient & {
  $transaction<Result>(
    work: (db: Db) => Promise<Result>,
    options: { maxWait: number; timeout: number },
  ): Promise<Result>;
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
};

export type ClientConstructor<Client> = new (options: { adapter: PrismaPg }) => Client;

export type DatabaseOptions<Client> = {
  readonly url: string;
  readonly client: ClientConstructor<Client>;
  readonly migrations: MigrationFolders;
  readonly poolSize: number;
  /** For a connection, and for the begin of a transaction; 3 s when left out. */
  readonly maxWaitMs?: number;
  /** A transaction that lasts longer is rolled back: it would hold locks and a connection for ever. */
  readonly transactionTimeoutMs?: number;
};

export type Database<Db, Client> = {
  readonly client: Client;
  readonly url: string;
  /** One transaction, READ COMMITTED; row locks wait `LOCK_TIMEOUT` at most. */
  readonly transaction: <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>;
  /** Connections of the pool now, and who waits for one. */
  readonly connections: () => { readonly open: number; readonly idle: number; readonly waiting: number };
  /** Undefined when the database answers, else the reason. */
  readonly trouble: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
};

const LOCK_TIMEOUT_MS = 4_000;

/** Migrates, then connects. Errors of an absent server reach the caller as they are. */
export const openDatabase = async <Db extends TransactionClient, Client extends ClientLike<Db>>({
  migrations,
  ...options
}: DatabaseOptions<Client>): Promise<Database<Db, Client>> => {
  await migrate(options.url, migrations);
  return connectDatabase<Db, Client>(options);
};

/** Opens a pooled Prisma client over pg, to a database as it is. */
export const connectDatabase = <Db extends TransactionClient, Client extends ClientLike<Db>>(
  options: Omit<DatabaseOptions<Client>, 'migrations'>,
): Database<Db, Client> => {
  const timeout = options.transactionTimeoutMs ?? 15_000;
  const maxWait = options.maxWaitMs ?? 3_000;
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: maxWait,
    keepAlive: true,
    // The session gives up on its own when we are gone or stuck, so that nobody else waits for our locks. The isolation
    // is said once for the session: Prisma would say it anew in every transaction, by a call of its own. Disks have no
    // heads any more; and a plan that is kept since a table was small must not read all of it when it is large.
    options:
      `${SESSION_OPTIONS} -c lock_timeout=${LOCK_TIMEOUT_MS} -c statement_timeout=${timeout} -c random_page_cost=1.1 ` +
      `-c idle_in_transaction_session_timeout=${timeout} -c default_transaction_isolation=read\\ committed`,
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const adapter = tracedAdapter(
    new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: statementNames() }),
    new URL(options.url).pathname.slice(1),
  );
  const client = new options.client({ adapter });
  return {
    client,
    url: options.url,
    transaction: (work) => client.$transaction(work, { maxWait, timeout }),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    trouble: async () => {
      try {
        await client.$queryRaw`SELECT 1`;
        return undefined;
      } catch {
        return 'the database does not answer';
      }
    },
    close: () => client.$disconnect(),
  };
};
