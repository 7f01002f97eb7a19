import { join } from 'node:path';
import { openDatabase } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { MESSAGING_MIGRATIONS, type MessageTx, Outbox } from '@ansinh/messaging';
import { type Prisma, PrismaClient } from '../generated/prisma/client';
import { createTestDatabase } from '../servers/databases';

export type Tx = MessageTx & { readonly db: Prisma.TransactionClient };
export type Fact = {
  readonly event_id: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
};
export type State = { readonly subject: string; readonly version: number; readonly changes: number };
export type DeadLetterRow = { readonly cause: string; readonly detail: string; readonly event_id: string | null };

type Told = {
  readonly attributes: {
    readonly id: string;
    readonly type: string;
    readonly subject: string;
    readonly aggregateversion: number;
  };
};

// What was committed is written down by the database itself, apart from the code under test. Effects are only ever
// added, so that a second one would be seen.
const TABLES = `
  CREATE TABLE aggregates (id UUID PRIMARY KEY, version INTEGER NOT NULL);
  CREATE TABLE committed (position BIGINT, event_id UUID, type TEXT, subject TEXT, version INTEGER);
  CREATE FUNCTION note_committed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF new.headers ? 'specversion' THEN
      INSERT INTO committed VALUES (new.position, new.event_id, new.headers ->> 'type', new.key,
        (new.headers ->> 'aggregateversion')::int);
    END IF;
    RETURN new;
  END $$;
  CREATE TRIGGER note_committed AFTER INSERT ON platform.outbox FOR EACH ROW EXECUTE FUNCTION note_committed();
  CREATE TABLE effects (
    position BIGINT GENERATED ALWAYS AS IDENTITY, event_id UUID, type TEXT, subject UUID, version INTEGER);
  CREATE TABLE states (subject UUID PRIMARY KEY, version INTEGER NOT NULL, changes INTEGER NOT NULL)`;

const migrationsDir = join(__dirname, '../../prisma/migrations');

/** Who is said to have caused the events of these tests. */
export const testCause = () => ({
  by: { subject: 'test', tenant: { kind: 'agency', code: '66' } as const, permissions: new Set<never>() },
  causationId: 'request:test',
  now: new Date(),
});

/** The effect of events: one row each, and a view that takes the last one as it comes. */
export const noteEffects = async ({ db }: Tx, events: readonly Told[]): Promise<void> => {
  const column = <Value>(pick: (attributes: Told['attributes']) => Value) =>
    events.map(({ attributes }) => pick(attributes));
  await db.$executeRaw`
    WITH rows AS (
      SELECT * FROM unnest(${column(({ id }) => id)}::uuid[], ${column(({ type }) => type)}::text[],
        ${column(({ subject }) => subject)}::uuid[], ${column(({ aggregateversion }) => aggregateversion)}::int[])
        WITH ORDINALITY AS rows (event_id, type, subject, version, place)),
    noted AS (
      INSERT INTO effects (event_id, type, subject, version) SELECT event_id, type, subject, version FROM rows ORDER BY place)
    INSERT INTO states (subject, version, changes)
    SELECT DISTINCT ON (subject) subject, version, count(*) OVER (PARTITION BY subject)
    FROM rows ORDER BY subject, place DESC
    ON CONFLICT (subject) DO UPDATE SET version = excluded.version, changes = states.changes + excluded.changes`;
};

/** A database for producer and consumer, with what they left behind. */
export const openStore = async (options: { readonly transactionTimeoutMs?: number } = {}) => {
  const test = await createTestDatabase(migrationsDir);
  await withClient(test.url, (client) => client.query(TABLES));
  const database = await openDatabase<Prisma.TransactionClient, PrismaClient>({
    url: test.url,
    client: PrismaClient,
    migrations: { packages: [MESSAGING_MIGRATIONS], service: migrationsDir },
    poolSize: 10,
    ...options,
  });
  const { client } = database;
  const count = async (rows: Promise<{ count: bigint }[]>): Promise<number> => Number((await rows)[0]?.count);
  return {
    url: test.url,
    transaction: database.transaction,
    /** The transactions of a processor. */
    transact: <Result>(_cause: unknown, work: (tx: Tx, outbox: Outbox) => Promise<Result>): Promise<Result> =>
      database.transaction(async (db) => {
        const outbox = new Outbox(testCause());
        const result = await work({ db }, outbox);
        await outbox.flush(db);
        return result;
      }),
    committed: () =>
      client.$queryRaw<Fact[]>`SELECT event_id::text, type, subject, version FROM committed ORDER BY position`,
    effects: () =>
      client.$queryRaw<Fact[]>`SELECT event_id::text, type, subject::text, version FROM effects ORDER BY position`,
    states: () =>
      client.$queryRaw<State[]>`SELECT subject::text, version, changes FROM states ORDER BY subject::text COLLATE "C"`,
    deadLetters: () =>
      client.$queryRaw<
        DeadLetterRow[]
      >`SELECT cause, detail, event_id::text FROM platform.dead_letters ORDER BY died_at`,
    outboxCount: () => count(client.$queryRaw`SELECT count(*) FROM platform.outbox`),
    heldCount: () => count(client.$queryRaw`SELECT count(*) FROM platform.held_messages`),
    close: async () => {
      await database.close();
      await test.drop();
    },
  };
};
