import { APPROVAL_COLUMNS, APPROVALS_MIGRATIONS, type Source, withApprovals } from '@ansinh/approvals';
import type { Register } from '@ansinh/audit';
import type { ServiceStatus } from '@ansinh/contracts/operations/api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { ClientConstructor, ClientLike, TransactionClient } from '@ansinh/database';
import {
  type DoorAct,
  type IssuedToken,
  isHeldRoute,
  type OpenApiDocument,
  openApiOf,
  type Route,
  type TokenVerifier,
} from '@ansinh/http';
import type { Job } from '@ansinh/jobs';
import type { Subscription } from '@ansinh/messaging';
import type { SealedColumn } from '@ansinh/secrets';
import type { Logger } from '@ansinh/telemetry';
import type { Express } from 'express';
import { withOperations } from './operations/operations.routes';
import type { RelatedTo } from './operations/traces/trace.views';
import { revocationSubscriptions } from './revocations/revocation.subscriptions';
import type { ServiceTx } from './transactions';

/** What a service may add to its express app beside its routes (only the gateway does). */
export type MountContext<Db, Client> = {
  readonly db: Client;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly authenticate: TokenVerifier;
  /** Whether a token was ended before its time, as this process knows it: at once of what it has revoked itself. */
  readonly isRevoked: (token: IssuedToken) => boolean;
  /** How this service itself does, for who answers for all services. */
  readonly status: () => Promise<ServiceStatus>;
  readonly transact: <Result>(by: Principal, work: (tx: ServiceTx<Db>) => Promise<Result>) => Promise<Result>;
  /** What is to be ended when the service stops: requests are answered by then, and the database is still there. */
  readonly atStop: (end: () => Promise<void>) => void;
  /** Writes into the audit beside any transaction, in groups. */
  readonly note: (by: Principal, act: DoorAct) => void;
};

/** The table of contents of a service. */
export type ServiceDefinition<Db extends TransactionClient, Client extends ClientLike<Db> & Db> = {
  readonly name: ServiceName;
  readonly client: ClientConstructor<Client>;
  readonly migrationsDir: string;
  /** Folders of migrations of packages whose tables this service keeps, beside those that every service has. */
  readonly packageMigrations?: readonly string[];
  readonly routes: readonly Route<ServiceTx<Db>>[];
  readonly subscriptions: readonly Subscription<ServiceTx<Db>>[];
  /** Rows that are only added and are sealed each minute, beside those of the audit: the books. */
  readonly registers?: readonly Register[];
  /** What waits for a second person in states of its own, so that it stands in the one list of all that waits; none when left out. */
  readonly waits?: readonly Source<ServiceTx<Db>>[];
  /** Columns whose values are sealed, beside the answers that every service keeps; none when left out. */
  readonly sealed?: readonly SealedColumn<Db>[];
  /** What waits for a time or for its turn; none when left out. */
  readonly jobs?: readonly Job<ServiceTx<Db>>[];
  /**
   * Ids of what a thing came from and went on in, a claim's settlement or a payout's batch: none for an id that is not known
   * here. By it operators find the whole life of a thing by one id.
   */
  readonly relatedTo?: RelatedTo<Db>;
  /** For a service whose largest act is a whole list; 15 s when left out. */
  readonly transactionTimeoutMs?: number;
  /** How long an event may wait for others, so that one transaction takes many; 100 ms when left out. */
  readonly gatherMs?: number;
  /** Called before routes and body parsers are attached. */
  readonly mount?: (app: Express, context: MountContext<Db, Client>) => void | Promise<void>;
};

/**
 * It lets TypeScript infer the types of the client. A service in which something needs two persons has the table of what
 * waits for the second one, and the doors at which that one decides.
 */
export const defineService = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
): ServiceDefinition<Db, Client> => {
  const { name, routes, packageMigrations = [], sealed = [], waits = [] } = definition;
  if (!routes.some(isHeldRoute)) return definition;
  return {
    ...definition,
    routes: withApprovals(name, routes, waits),
    sealed: [...sealed, ...APPROVAL_COLUMNS],
    packageMigrations: [...new Set([...packageMigrations, APPROVALS_MIGRATIONS])],
  };
};

const notStarted = (): never => {
  throw new Error('the service has not been started');
};

/** All doors of a service: its own routes and those that every service has. */
export const routesOfService = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
): Route<ServiceTx<Db>>[] => withOperations(definition, notStarted);

/** All that a service is told: what it subscribes to itself, and what every service does that is not the teller. */
export const subscriptionsOfService = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>({
  name,
  subscriptions,
}: Pick<ServiceDefinition<Db, Client>, 'name' | 'subscriptions'>): readonly Subscription<ServiceTx<Db>>[] => [
  ...subscriptions,
  ...revocationSubscriptions<Db>().filter(({ on }) => on.service !== name),
];

/** The document that the service answers at /openapi.json. */
export const openApiOfService = <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client>,
): OpenApiDocument =>
  openApiOf(routesOfService(definition), {
    title: `An Sinh: ${definition.name}`,
    version: '1',
    description: `The API of the ${definition.name} service.`,
  });
