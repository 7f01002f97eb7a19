import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { ServiceStatus } from '@ansinh/contracts/operations/api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import {
  type ClientConstructor,
  type ClientLike,
  claimIdempotencyKey,
  type Database,
  databaseErrorOf,
  type IdempotencyScope,
  isConflict,
  isLockTimeout,
  isTimeout,
  isUnavailable,
  openDatabase,
  type StoredAnswer,
  storeAnswer,
  type TransactionClient,
} from '@ansinh/database';
import {
  createApp,
  createTokenVerifier,
  listen,
  mountHealth,
  mountRoutes,
  type OpenApiDocument,
  openApiOf,
  type Route,
  type TokenVerifier,
} from '@ansinh/http';
import {
  DeadLetterDesk,
  MESSAGING_MIGRATIONS,
  type Messaging,
  Processor,
  type Subscription,
  startMessaging,
} from '@ansinh/messaging';
import { createLogger, type Logger } from '@ansinh/telemetry';
import type { Express } from 'express';
import type { ServiceConfig } from './config';
import { counting, observeBoard } from './operations/metrics';
import { withOperations } from './operations/operations.routes';
import { createStatusBoard } from './operations/status';
import { createTransactions, type ServiceTx, type Transactions } from './transactions';

/** What a service may add to its express app beside its routes (only the gateway does). */
export type MountContext<Db, Client> = {
  readonly db: Client;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly authenticate: TokenVerifier;
  /** How this service itself does, for who answers for all services. */
  readonly status: () => Promise<ServiceStatus>;
  readonly transact: <Result>(by: Principal, work: (tx: ServiceTx<Db>) => Promise<Result>) => Promise<Result>;
};

/** The table of contents of a service. */
export type ServiceDefinition<Db extends TransactionClient, Client extends ClientLike<Db> & Db> = {
  readonly name: ServiceName;
  readonly client: ClientConstructor<Client>;
  readonly migrationsDir: string;
  readonly routes: readonly Route<ServiceTx<Db>>[];
  readonly subscriptions: readonly Subscription<ServiceTx<Db>>[];
  /** For a service whose largest act is a whole list; 15 s when left out. */
  readonly transactionTimeoutMs?: number;
  /** How long an event may wait for others, so that one transaction takes many; 100 ms when left out. */
  readonly gatherMs?: number;
  /** Called before routes and body parsers are attached. */
  readonly mount?: (app: Express, context: MountContext<Db, Client>) => void | Promise<void>;
};

/** Identity: it lets TypeScript infer the types of the client. */
export const defineService = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
): ServiceDefinition<Db, Client> => definition;

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
  readonly stop: () => Promise<void>;
};

const NO_KAFKA = 'none';

/** Errors of the database that a caller can do something about; the rest stays unknown. */
const translateError = (error: unknown): Rejection | undefined => {
  if (isLockTimeout(error)) return reject('idempotency.in-flight');
  if (isUnavailable(error) || isConflict(error) || isTimeout(error)) return reject('service.unavailable');
  // Text that PostgreSQL cannot hold, such as a NUL byte, or a number out of range.
  if (['22021', '22P05', '22003'].includes(databaseErrorOf(error)?.sqlState ?? '')) return reject('request.invalid');
  return undefined;
};

const notStarted = (): never => {
  throw new Error('the service has not been started');
};

/** The document that the service answers at /openapi.json: its own routes and those that every service has. */
export const openApiOfService = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
): OpenApiDocument =>
  openApiOf(withOperations(definition, notStarted), {
    title: `An Sinh: ${definition.name}`,
    version: '1',
    description: `The API of the ${definition.name} service.`,
  });

const openDatabaseOf = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  { client, migrationsDir, transactionTimeoutMs }: ServiceDefinition<Db, Client>,
  { DATABASE_URL: url, DATABASE_POOL: poolSize, DATABASE_WAIT_MS: maxWaitMs }: ServiceConfig,
): Promise<Database<Db, Client>> =>
  openDatabase<Db, Client>({
    url,
    client,
    migrations: { packages: [MESSAGING_MIGRATIONS], service: migrationsDir },
    poolSize,
    maxWaitMs,
    ...(transactionTimeoutMs === undefined ? {} : { transactionTimeoutMs }),
  });

type InTransaction = { readonly db: TransactionClient };

const idempotency = {
  claimKey: (tx: InTransaction, scope: IdempotencyScope, hash: string) => claimIdempotencyKey(tx.db, scope, hash),
  storeAnswer: (tx: InTransaction, scope: IdempotencyScope, answer: StoredAnswer) => storeAnswer(tx.db, scope, answer),
};

/** Starts everything of a service in the right order; `stop` drains in the opposite one. */
export const startService = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
  config: ServiceConfig,
  overrides: Overrides = {},
): Promise<RunningService<Db, Client>> => {
  const { name } = definition;
  const logger = overrides.logger ?? createLogger(name);
  const now = overrides.now ?? (() => new Date());
  const authenticate =
    overrides.authenticate ?? createTokenVerifier({ issuer: config.ISSUER, keys: new URL(config.JWKS_URL) });
  const database = await openDatabaseOf(definition, config);
  let messaging: Messaging | undefined;
  const transactions = createTransactions({ service: name, database, now, committed: () => messaging?.nudge() });
  const subscriptions = counting(definition.subscriptions);
  const received = { service: name, subscriptions, transact: transactions.forEvent, logger };
  const processor = new Processor(received);
  const board = createStatusBoard({ service: name, database, messaging: () => messaging });
  const stopObserving = observeBoard(board);
  const desk = new DeadLetterDesk(received);
  const routes = withOperations(definition, () => ({ db: database.client, desk, board }));

  const app = createApp(logger);
  let stopping = false;
  mountHealth(app, {
    live: () => !stopping,
    troubles: async () => [...(stopping ? ['stopping'] : []), ...(await board.troubles())],
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
  mountRoutes(app, routes, {
    authenticate,
    transact: transactions.forRequest,
    read: transactions.read,
    ...idempotency,
    translateError,
    now,
    logger,
  });
  const { PORT: port, HOST: host, SHUTDOWN_GRACE_MS: graceMs } = config;
  const listening = await listen(app, { port, host, graceMs });
  if (config.KAFKA_BROKERS !== NO_KAFKA) {
    const brokers = config.KAFKA_BROKERS.split(',');
    messaging = startMessaging({
      ...received,
      brokers,
      sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
      gatherMs: definition.gatherMs,
      databaseUrl: config.DATABASE_URL,
    });
  }
  logger.info({ url: listening.url }, 'service listens');
  return {
    url: listening.url,
    db: database.client,
    transactions,
    processor,
    stop: async () => {
      stopping = true;
      stopObserving();
      // Requests first, then consumers, then the relay: what was committed on the way down is still published.
      await listening.close();
      await messaging?.stop();
      await database.close();
    },
  };
};
