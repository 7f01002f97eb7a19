import { AUDIT_REGISTER, type Checked, checkSeals, sealRegisters } from '@ansinh/audit';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventData, EventDefinition, EventInput } from '@ansinh/contracts/wire/envelope';
import type { ClientLike, TransactionClient } from '@ansinh/database';
import { type Ran, SYSTEM_TENANT } from '@ansinh/jobs';
import type { RawMessage } from '@ansinh/messaging';
import { type RunningService, type ServiceDefinition, startService } from '@ansinh/platform';
import { createLogger } from '@ansinh/telemetry';
import type { z } from 'zod';
import { createTestDatabase } from '../servers/databases';
import { type Caller, callerOf, secondedCaller, type TokenBook, tokenBook, type Who } from './caller';
import { type Delivery, messageOf, type OutboxEvent, readOutbox } from './events';

export type Room<Client> = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly db: Client;
  /** The clock of the service; it stands still between two calls of `set`. */
  readonly clock: { readonly set: (instant: string) => void };
  readonly as: (who: Who) => Caller;
  /**
   * A person whose every held request another one approves at once: the answer is that of what was done. The second one is an
   * approver of the same agency when left out.
   */
  readonly withSecondPerson: (who: Who, second?: Who) => Caller;
  /** Without a token. */
  readonly anonymous: Caller;
  /** Event in, exactly as the consumer does it: inbox, retries, dead letters. */
  readonly deliver: <Definition extends EventDefinition>(
    definition: Definition,
    data: EventInput<Definition>,
    delivery?: Delivery,
  ) => Promise<void>;
  /** Events of one declaration in, all in one batch as Kafka hands them over. */
  readonly deliverAll: <Definition extends EventDefinition>(
    definition: Definition,
    events: readonly { readonly data: EventInput<Definition>; readonly delivery?: Delivery }[],
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
  /**
   * Runs what is due by the room's clock until nothing is: scheduled jobs whose time came since the start or the last call
   * (of several times the newest), then what was queued. What is to be tried again is due when the clock is moved on.
   */
  readonly runJobs: () => Promise<readonly Ran[]>;
  /** Runs one job of these data now, whatever its schedule says. */
  readonly runJob: <Data extends z.ZodType>(
    job: { readonly name: string; readonly data: Data },
    data: z.input<Data>,
  ) => Promise<Ran>;
  /** Seals audit and books, as the service does each minute. */
  readonly seal: () => Promise<void>;
  /** Goes over all seals and the rows under them, and says what does not agree. */
  readonly checkSeals: () => Promise<Checked>;
  readonly stop: () => Promise<void>;
};

/** The environment of a service in a room: an own database, a free port, no Kafka. */
const roomConfig = (databaseUrl: string) => ({
  NODE_ENV: 'test' as const,
  PORT: 0,
  HOST: '127.0.0.1',
  AGENCY_CODE: '66',
  DATABASE_URL: databaseUrl,
  DATABASE_POOL: 10,
  // Longer than in production: that a machine is slow is no fault of a room.
  DATABASE_WAIT_MS: 15_000,
  KAFKA_BROKERS: 'none',
  KAFKA_SESSION_TIMEOUT_MS: 6_000,
  JOBS_LEASE_MS: 30_000,
  SHUTDOWN_GRACE_MS: 0,
  ISSUER: 'http://127.0.0.1:1',
  JWKS_URL: 'http://127.0.0.1:1/jwks',
});

export const ROOM_START = '2026-10-05T08:30:00+07:00';

/** The tokens of a room; nobody else's is good. */
export const roomBook = (): TokenBook =>
  tokenBook(async () => {
    throw reject('auth.token-invalid');
  });

/**
 * One service on a real PostgreSQL and a real port: HTTP or event in, rows and outbox out. Rooms that are given one book
 * take each other's tokens, as services behind one gateway do.
 */
export const startRoom = async <Db extends TransactionClient, Client extends ClientLike<Db> & Db>(
  definition: ServiceDefinition<Db, Client> & { readonly name: ServiceName },
  book: TokenBook = roomBook(),
): Promise<Room<Client>> => {
  const database = await createTestDatabase(definition.migrationsDir, definition.packageMigrations);
  let now = new Date(ROOM_START);
  const service: RunningService<Db, Client> = await startService(definition, roomConfig(database.url), {
    now: () => new Date(now),
    authenticate: book.verifier,
    logger: createLogger(definition.name, 'silent'),
  });
  const registers = [AUDIT_REGISTER, ...(definition.registers ?? [])];
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
    withSecondPerson: (who, second = { role: 'approver', tenantCode: who.tenantCode, subject: 'test-second-person' }) =>
      secondedCaller(callerOf(service.url, book.tokenFor(who)), callerOf(service.url, book.tokenFor(second))),
    anonymous: callerOf(service.url, undefined),
    deliver: (event, data, delivery = {}) => {
      offset += 1;
      return deliverRaw(messageOf(event, data, { ...delivery, now, offset }));
    },
    deliverAll: async (event, events) => {
      const messages = events.map(({ data, delivery = {} }) => {
        offset += 1;
        return messageOf(event, data, { ...delivery, now, offset });
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
    runJobs: service.jobs.runDue,
    runJob: ({ name }, data) => service.jobs.runOne(name, data),
    seal: async () => {
      const cause = { id: 'seal', tenant: SYSTEM_TENANT };
      await service.transactions.forJob(cause, (tx) => sealRegisters(tx.db, registers));
    },
    checkSeals: () => checkSeals(service.db, { registers }),
    stop: async () => {
      await service.stop();
      await database.drop();
    },
  };
};
