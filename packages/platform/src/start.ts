import { holdRequest } from '@ansinh/approvals';
import { digestOf } from '@ansinh/audit';
import {
  type ClientLike,
  claimIdempotencyKey,
  type Database,
  type IdempotencyScope,
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
import { type Jobs, openJobs } from '@ansinh/jobs';
import { DeadLetterDesk, type Messaging, type MessagingOptions, Processor, startMessaging } from '@ansinh/messaging';
import { createLogger, type Logger } from '@ansinh/telemetry';
import { type DoorAudit, openDoorAudit } from './audit/door-audit';
import { registersOf } from './audit/registers';
import { kafkaOf, type ServiceConfig } from './config';
import { openApiOfService, type ServiceDefinition, subscriptionsOfService } from './define';
import { orInFlight, translateError } from './errors';
import { openServiceDatabase } from './open-database';
import { counting, observeBoard } from './operations/metrics';
import { withOperations } from './operations/operations.routes';
import { createStatusBoard, type StatusBoard } from './operations/status';
import { withOwnJobs } from './own-jobs';
import { openRevocations, type Revocations } from './revocations/revocations';
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
  readonly revoked: Revocations;
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
  const { database, transactions, desk, board, audit, revoked, now, authenticate, logger, isStopping } = behind;
  const app = createApp(logger);
  const ends: (() => Promise<void>)[] = [];
  mountHealth(app, {
    live: () => !isStopping(),
    troubles: async () => [...(isStopping() ? ['stopping'] : []), ...(await board.troubles())],
  });
  await definition.mount?.(app, {
    db: database.client,
    logger,
    now,
    authenticate,
    isRevoked: revoked.isRevoked,
    status: board.status,
    transact: (by, work) => transactions.forRequest({ by, requestId: 'mount' }, work),
    note: audit.ports.note,
    atStop: (end) => void ends.push(end),
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
  const listening = await listen(app, { port, host, graceMs });
  return {
    ...listening,
    close: async () => {
      await listening.close();
      for (const end of ends) await end();
    },
  };
};

const verifierOf = ({ ISSUER: issuer, JWKS_URL: url }: ServiceConfig, { isRevoked }: Revocations): TokenVerifier =>
  createTokenVerifier({ issuer, keys: new URL(url), isRevoked });

type Told<Db extends TransactionClient> = Omit<
  MessagingOptions<ServiceTx<Db>>,
  'brokers' | 'security' | 'sessionTimeoutMs' | 'databaseUrl'
>;

/** Undefined without Kafka. */
const openMessaging = <Db extends TransactionClient>(config: ServiceConfig, told: Told<Db>): Messaging | undefined => {
  const kafka = kafkaOf(config);
  const { KAFKA_SESSION_TIMEOUT_MS: sessionTimeoutMs, DATABASE_URL: databaseUrl } = config;
  return kafka && startMessaging({ ...told, ...kafka, sessionTimeoutMs, databaseUrl });
};

/** Starts everything of a service in the right order; `stop` drains in the opposite one. */
export const startService = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  declared: ServiceDefinition<Db, Client>,
  config: ServiceConfig,
  overrides: Overrides = {},
): Promise<RunningService<Db, Client>> => {
  const { name } = declared;
  const isAlone = kafkaOf(config) === undefined;
  const logger = overrides.logger ?? createLogger(name);
  const now = overrides.now ?? (() => new Date());
  const definition = isAlone ? declared : withOwnJobs(declared, logger);
  const database = await openServiceDatabase(definition, config, { logger, now });
  const revoked = await openRevocations({ db: database.client, now, logger });
  const authenticate = overrides.authenticate ?? verifierOf(config, revoked);
  let messaging: Messaging | undefined;
  let jobs: Jobs | undefined;
  let stopping = false;
  const transactions = createTransactions({
    service: name,
    agencyCode: config.AGENCY_CODE,
    database,
    now,
    jobs: () => jobs,
    committed: (outbox) => {
      messaging?.nudge();
      return revoked.committed(outbox);
    },
  });
  const subscriptions = counting(subscriptionsOfService(definition));
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
  const behind = { database, transactions, desk, board, audit, revoked, now, authenticate, logger, isStopping };
  const listening = await openDoor(definition, config, behind);
  messaging = openMessaging(config, { ...received, gatherMs: definition.gatherMs });
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
      await revoked.stop();
      await database.close();
    },
  };
};
