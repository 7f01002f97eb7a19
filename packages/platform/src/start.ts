import { holdRequest } from '@ansinh/approvals';
import { AUDIT_MIGRATIONS, digestOf } from '@ansinh/audit';
import {
  type ClientLike,
  claimIdempotencyKey,
  type Database,
  type IdempotencyScope,
  openDatabase,
  type StoredAnswer,
  storeAnswer,
  type TransactionClient,
} from '@ansinh/database';
import {
  createApp,
  createTokenVerifier,
  type Listening,
  listen,
  mountHealth,
  mountRoutes,
  type RequestHashes,
  type TokenVerifier,
} from '@ansinh/http';
import { JOBS_MIGRATIONS, type Jobs, openJobs } from '@ansinh/jobs';
import { DeadLetterDesk, MESSAGING_MIGRATIONS, type Messaging, Processor, startMessaging } from '@ansinh/messaging';
import { createLogger, type Logger } from '@ansinh/telemetry';
import { type DoorAudit, openDoorAudit } from './audit/door-audit';
import { registersOf } from './audit/registers';
import { sealJob } from './audit/seal.jobs';
import { kafkaOf, type ServiceConfig } from './config';
import { openApiOfService, type ServiceDefinition } from './define';
import { orInFlight, translateError } from './errors';
import { counting, observeBoard } from './operations/metrics';
import { withOperations } from './operations/operations.routes';
import { createStatusBoard, type StatusBoard } from './operations/status';
import { forgetJob } from './retention/retention.jobs';
import { createTransactions, type ServiceTx, type Transactions } from './transactions';

export type Overrides = {
  readonly now?: () => Date;
  readonly authenticate?: TokenVerifier;
  readonly logger?: Logger;
};

export type RunningService<Db extends TransactionClient, Client> = {
  readonly url: string;
  readonly db: Client;
  readonly transactions: Transactions<Db>;
  /** Delivers events as the consumer does: what a room test calls in place of Kafka. */
  readonly processor: Processor<ServiceTx<Db>>;
  /** Runs jobs as the runner does: what a room test calls in its place. */
  readonly jobs: Jobs['byHand'];
  readonly stop: () => Promise<void>;
};

/** Of the tables that every service has beside those of the database itself. */
const PLATFORM_MIGRATIONS = [AUDIT_MIGRATIONS, MESSAGING_MIGRATIONS, JOBS_MIGRATIONS];

const openDatabaseOf = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  { client, migrationsDir, packageMigrations = [], transactionTimeoutMs }: ServiceDefinition<Db, Client>,
  { DATABASE_URL: url, DATABASE_POOL: poolSize, DATABASE_WAIT_MS: maxWaitMs }: ServiceConfig,
): Promise<Database<Db, Client>> =>
  openDatabase<Db, Client>({
    url,
    client,
    migrations: { packages: [...PLATFORM_MIGRATIONS, ...packageMigrations], service: migrationsDir },
    poolSize,
    maxWaitMs,
    ...(transactionTimeoutMs === undefined ? {} : { transactionTimeoutMs }),
  });

type BehindJobs<Db extends TransactionClient> = {
  readonly transactions: Transactions<Db>;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly isByHand: boolean;
  /** In a room: the queue goes by it. */
  readonly handClock: (() => Date) | undefined;
};

const openJobsOf = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  { jobs = [] }: ServiceDefinition<Db, Client>,
  { DATABASE_URL: databaseUrl, JOBS_LEASE_MS: leaseMs }: ServiceConfig,
  { transactions, ...behind }: BehindJobs<Db>,
): Promise<Jobs> =>
  openJobs<ServiceTx<Db>>({
    ...behind,
    jobs,
    databaseUrl,
    leaseMs,
    transact: transactions.forJob,
    read: (work) => work(transactions.readAsSystem()),
  });

type InTransaction = { readonly db: TransactionClient; readonly concern: (ids: readonly string[]) => void };

const IN_TRANSACTION = {
  claimKey: (tx: InTransaction, scope: IdempotencyScope, hashes: RequestHashes) =>
    orInFlight(claimIdempotencyKey(tx.db, scope, hashes)),
  storeAnswer: (tx: InTransaction, scope: IdempotencyScope, answer: StoredAnswer) => storeAnswer(tx.db, scope, answer),
  concern: (tx: InTransaction, ids: readonly string[]) => tx.concern(ids),
};

/** What the door of a service needs of the rest of it. */
type Behind<Db extends TransactionClient, Client> = {
  readonly database: Database<Db, Client>;
  readonly transactions: Transactions<Db>;
  readonly desk: DeadLetterDesk<ServiceTx<Db>>;
  readonly board: StatusBoard;
  readonly audit: DoorAudit<Db>;
  readonly now: () => Date;
  readonly authenticate: TokenVerifier;
  readonly logger: Logger;
  readonly isStopping: () => boolean;
};

/** Health first, then what the service adds itself, its document, and its routes. */
const openDoor = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
  config: ServiceConfig,
  behind: Behind<Db, Client>,
): Promise<Listening> => {
  const { database, transactions, desk, board, audit, now, authenticate, logger, isStopping } = behind;
  const app = createApp(logger);
  mountHealth(app, {
    live: () => !isStopping(),
    troubles: async () => [...(isStopping() ? ['stopping'] : []), ...(await board.troubles())],
  });
  await definition.mount?.(app, {
    db: database.client,
    logger,
    now,
    authenticate,
    status: board.status,
    transact: (by, work) => transactions.forRequest({ by, requestId: 'mount' }, work),
  });
  // After `mount`: the gateway serves the document of all services in this place.
  const document = openApiOfService(definition);
  app.get('/openapi.json', (_request, response) => void response.json(document));
  mountRoutes(
    app,
    withOperations(definition, () => ({ db: database.client, desk, board })),
    {
      authenticate,
      transact: transactions.forRequest,
      read: transactions.read,
      ...IN_TRANSACTION,
      audit: audit.ports,
      approvals: { hold: (tx, request) => holdRequest(definition.name, tx, request) },
      translateError,
      now,
      logger,
    },
  );
  const { PORT: port, HOST: host, SHUTDOWN_GRACE_MS: graceMs } = config;
  return listen(app, { port, host, graceMs });
};

/** What every service does by itself: it seals what it writes, and forgets what it kept for its term. Not in a room. */
const withOwnJobs = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
  logger: Logger,
): ServiceDefinition<Db, Client> => ({
  ...definition,
  jobs: [...(definition.jobs ?? []), sealJob<Db>(registersOf(definition), logger), forgetJob<Db>()],
});

/** Starts everything of a service in the right order; `stop` drains in the opposite one. */
export const startService = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  declared: ServiceDefinition<Db, Client>,
  config: ServiceConfig,
  overrides: Overrides = {},
): Promise<RunningService<Db, Client>> => {
  const { name } = declared;
  const kafka = kafkaOf(config);
  const isAlone = kafka === undefined;
  const logger = overrides.logger ?? createLogger(name);
  const now = overrides.now ?? (() => new Date());
  const authenticate =
    overrides.authenticate ?? createTokenVerifier({ issuer: config.ISSUER, keys: new URL(config.JWKS_URL) });
  const definition = isAlone ? declared : withOwnJobs(declared, logger);
  const database = await openDatabaseOf(definition, config);
  let messaging: Messaging | undefined;
  let jobs: Jobs | undefined;
  let stopping = false;
  const transactions = createTransactions({
    service: name,
    agencyCode: config.AGENCY_CODE,
    database,
    now,
    jobs: () => jobs,
    committed: () => messaging?.nudge(),
  });
  const subscriptions = counting(definition.subscriptions);
  const received = { service: name, subscriptions, transact: transactions.forEvent, logger };
  const processor = new Processor(received);
  const handClock = isAlone ? overrides.now : undefined;
  const opened = await openJobsOf(definition, config, { transactions, now, logger, isByHand: isAlone, handClock });
  jobs = opened;
  const registers = registersOf(declared);
  const board = createStatusBoard({ service: name, database, messaging: () => messaging, jobs: opened, registers });
  const stopObserving = observeBoard(board);
  const desk = new DeadLetterDesk({ ...received, digestOf });
  const audit = openDoorAudit<Db>(database.client, logger);
  const isStopping = () => stopping;
  const behind = { database, transactions, desk, board, audit, now, authenticate, logger, isStopping };
  const listening = await openDoor(definition, config, behind);
  if (kafka !== undefined)
    messaging = startMessaging({
      ...received,
      ...kafka,
      sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
      gatherMs: definition.gatherMs,
      databaseUrl: config.DATABASE_URL,
    });
  await opened.start();
  logger.info({ url: listening.url }, 'service listens');
  return {
    url: listening.url,
    db: database.client,
    transactions,
    processor,
    jobs: opened.byHand,
    stop: async () => {
      stopping = true;
      stopObserving();
      // Requests first, then jobs, consumers and the relay: what was committed on the way down is still published.
      await listening.close();
      await audit.stop();
      await opened.stop();
      await messaging?.stop();
      await opened.close();
      await database.close();
    },
  };
};
