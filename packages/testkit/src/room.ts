import { randomUUID } from 'node:crypto';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { EventAttributes, type EventData, type EventDefinition } from '@ansinh/contracts/wire/envelope';
import { type ClientRole, type Principal, ROLES, type Tenant } from '@ansinh/contracts/wire/permissions';
import { type ClientLike, newId, type TransactionClient } from '@ansinh/database';
import type { TokenVerifier } from '@ansinh/http';
import { headersOf, type RawMessage } from '@ansinh/messaging';
import { type RunningService, type ServiceDefinition, startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import { createTestDatabase } from './databases';

export type Who = { readonly role: ClientRole; readonly tenantCode: string; readonly subject?: string };

export type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
};

export type CallOptions = {
  /** Idempotency-Key; a fresh one for each call when left out, none with `null`. */
  readonly key?: string | null;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Caller = {
  readonly get: (path: string, options?: CallOptions) => Promise<Reply>;
  readonly post: (path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
  readonly put: (path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
};

export type Delivery = {
  /** Aggregate id; a new one when left out. */
  readonly id?: string;
  readonly version?: number;
  readonly tenant?: string;
  /** Event id: give the same to deliver an event again. */
  readonly eventId?: string;
};

export type OutboxEvent = {
  readonly topic: string;
  readonly key: string;
  readonly attributes: EventAttributes;
  readonly data: unknown;
};

export type Room<Client> = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly db: Client;
  /** The clock of the service; it stands still between two calls of `set`. */
  readonly clock: { readonly set: (instant: string) => void };
  readonly as: (who: Who) => Caller;
  /** Without a token. */
  readonly anonymous: Caller;
  /** Event in, exactly as the consumer does it: inbox, retries, dead letters. */
  readonly deliver: <Definition extends EventDefinition>(
    definition: Definition,
    data: EventData<Definition>,
    delivery?: Delivery,
  ) => Promise<void>;
  /** Events of one declaration in, all in one batch as Kafka hands them over. */
  readonly deliverAll: <Definition extends EventDefinition>(
    definition: Definition,
    events: readonly { readonly data: EventData<Definition>; readonly delivery?: Delivery }[],
  ) => Promise<void>;
  /** Any message in, however broken. */
  readonly deliverRaw: (message: Partial<RawMessage>) => Promise<void>;
  /** Events out, in order of commit. */
  readonly outbox: () => Promise<readonly OutboxEvent[]>;
  /** Only the events of one declaration, typed. */
  readonly published: <Definition extends EventDefinition>(
    definition: Definition,
  ) => Promise<readonly EventData<Definition>[]>;
  readonly deadLetters: () => Promise<
    readonly { readonly cause: string; readonly detail: string; readonly type: string | null }[]
  >;
  readonly stop: () => Promise<void>;
};

const principalOf = ({ role, tenantCode, subject }: Who): Principal => {
  const { tenantKind, permissions } = ROLES[role];
  const tenant: Tenant = { kind: tenantKind, code: tenantCode };
  return { subject: subject ?? `test-${role}`, tenant, permissions: new Set(permissions) };
};

/** Tokens of a room test are names of principals; the signature has tests of its own in `@ansinh/http`. */
const tokenBook = (otherwise: TokenVerifier) => {
  const principals = new Map<string, Principal>();
  const verifier: TokenVerifier = async (authorization) => {
    const principal = principals.get(authorization ?? '');
    return principal ?? otherwise(authorization);
  };
  const tokenFor = (who: Who): string => {
    const authorization = `Bearer room-test-${randomUUID()}`;
    principals.set(authorization, principalOf(who));
    return authorization;
  };
  return { verifier, tokenFor };
};

const parseBody = (text: string, type: string | null): unknown =>
  text !== '' && type !== null && type.includes('json') ? (JSON.parse(text) as unknown) : text;

const callerOf = (url: string, authorization: string | undefined): Caller => {
  const call = async (method: string, path: string, body: unknown, options: CallOptions = {}): Promise<Reply> => {
    const headers = new Headers(options.headers);
    if (authorization !== undefined) headers.set('authorization', authorization);
    const { key = randomUUID() } = options;
    if (method !== 'GET' && key !== null) headers.set('idempotency-key', key);
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    if (body !== undefined)
      headers.set('content-type', options.contentType ?? (isRaw ? 'application/xml' : 'application/json'));
    const content =
      body === undefined ? {} : { body: isRaw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, headers, ...content });
    const text = await response.text();
    return {
      status: response.status,
      body: parseBody(text, response.headers.get('content-type')),
      text,
      headers: response.headers,
    };
  };
  return {
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
  };
};

const messageOf = (
  definition: EventDefinition,
  data: unknown,
  delivery: Delivery,
  now: Date,
  offset: number,
): RawMessage => {
  const attributes: EventAttributes = {
    specversion: '1.0',
    id: delivery.eventId ?? newId(),
    source: `/ansinh/${definition.service}`,
    type: definition.type,
    subject: delivery.id ?? newId(),
    time: now.toISOString(),
    datacontenttype: 'application/json',
    aggregateversion: delivery.version ?? 1,
    tenant: delivery.tenant ?? 'agency:66',
    causationid: 'request:test',
  };
  const value = Buffer.from(JSON.stringify(data));
  return { topic: definition.topic, partition: 0, offset: String(offset), headers: headersOf(attributes), value };
};

type OutboxRow = { topic: string; key: string; headers: unknown; data: string };

const readOutbox = async (db: TransactionClient): Promise<OutboxEvent[]> => {
  const rows = await db.$queryRaw<OutboxRow[]>`SELECT topic, key, headers, data FROM platform.outbox ORDER BY position`;
  return rows
    .filter((row) => !row.topic.endsWith('.dead-letters'))
    .map((row) => ({
      topic: row.topic,
      key: row.key,
      attributes: EventAttributes.parse(row.headers),
      data: JSON.parse(row.data) as unknown,
    }));
};

/** The environment of a service in a room: an own database, a free port, no Kafka. */
const roomConfig = (databaseUrl: string) => ({
  NODE_ENV: 'test',
  PORT: 0,
  HOST: '127.0.0.1',
  DATABASE_URL: databaseUrl,
  DATABASE_POOL: 10,
  // Longer than in production: that a machine is slow is no fault of a room.
  DATABASE_WAIT_MS: 15_000,
  KAFKA_BROKERS: 'none',
  KAFKA_SESSION_TIMEOUT_MS: 6_000,
  SHUTDOWN_GRACE_MS: 0,
  ISSUER: 'http://127.0.0.1:1',
  JWKS_URL: 'http://127.0.0.1:1/jwks',
});

export const ROOM_START = '2026-10-05T08:30:00+07:00';

/** One service on a real PostgreSQL and a real port: HTTP or event in, rows and outbox out. */
export const startRoom = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client> & { readonly name: ServiceName },
): Promise<Room<Client>> => {
  const database = await createTestDatabase(definition.migrationsDir);
  let now = new Date(ROOM_START);
  const book = tokenBook(async () => {
    throw reject('auth.token-invalid');
  });
  const service: RunningService<Db, Client> = await startService(definition, roomConfig(database.url), {
    now: () => new Date(now),
    authenticate: book.verifier,
    logger: createLogger(definition.name, 'silent'),
  });
  let offset = 0;
  const always = { goOn: () => true, done: () => undefined };
  const deliverRaw = async (message: Partial<RawMessage>): Promise<void> => {
    offset += 1;
    await service.processor.process(
      [{ topic: 'test', partition: 0, offset: String(offset), headers: {}, value: null, ...message }],
      always,
    );
  };
  return {
    url: service.url,
    databaseUrl: database.url,
    db: service.db,
    clock: {
      set: (instant) => {
        now = new Date(instant);
      },
    },
    as: (who) => callerOf(service.url, book.tokenFor(who)),
    anonymous: callerOf(service.url, undefined),
    deliver: (event, data, delivery = {}) => {
      offset += 1;
      return deliverRaw(messageOf(event, data, delivery, now, offset));
    },
    deliverAll: async (event, events) => {
      const messages = events.map(({ data, delivery = {} }) => {
        offset += 1;
        return messageOf(event, data, delivery, now, offset);
      });
      await service.processor.process(messages, always);
    },
    deliverRaw,
    outbox: () => readOutbox(service.db),
    published: async (event) => {
      const events = await readOutbox(service.db);
      return events
        .filter(({ attributes }) => attributes.type === event.type)
        .map(({ data }) => event.data.parse(data) as EventData<typeof event>);
    },
    deadLetters: async () =>
      service.db.$queryRaw`SELECT cause, detail, type FROM platform.dead_letters ORDER BY died_at`,
    stop: async () => {
      await service.stop();
      await database.drop();
    },
  };
};
