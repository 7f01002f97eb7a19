import { type Register, readProgress, type SealProgress } from '@ansinh/audit';
import type { ServiceStatus } from '@ansinh/contracts/operations/api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Database, TransactionClient } from '@ansinh/database';
import type { Jobs } from '@ansinh/jobs';
import type { Lag, Messaging } from '@ansinh/messaging';
import { traceServerTrouble } from '@ansinh/telemetry';
import { OUTBOX_STUCK_SECONDS, stuckOf, TroubleClock } from './status.rules';

export type StatusParts = {
  readonly service: ServiceName;
  readonly database: {
    readonly client: TransactionClient;
    readonly trouble: () => Promise<string | undefined>;
    readonly connections: Database<TransactionClient, unknown>['connections'];
  };
  /** Undefined before the start and without Kafka. */
  readonly messaging: () => Messaging | undefined;
  readonly jobs: Pick<Jobs, 'troubles' | 'complaints' | 'isRunning'>;
  /** What is sealed. */
  readonly registers: readonly Register[];
};

export type StatusBoard = {
  readonly status: () => Promise<ServiceStatus>;
  /** What makes the service not ready, in words: empty when it is ready. */
  readonly troubles: () => Promise<readonly string[]>;
  /** The same figures for the gauges. */
  readonly figures: () => Promise<{
    readonly stored: Stored;
    /** Undefined where nothing seals, and where it cannot be read. */
    readonly unsealedSeconds: number | undefined;
    readonly lag: Lag | undefined;
    readonly published: number;
    readonly connections: ReturnType<StatusParts['database']['connections']>;
  }>;
};

type Stored = {
  readonly at: Date;
  readonly outbox_messages: number;
  readonly outbox_seconds: number | null;
  readonly dead_letters: number;
  readonly oldest_died_at: Date | null;
  readonly held_messages: number;
  readonly held_seconds: number | null;
  readonly transaction_seconds: number | null;
  readonly jobs_due: number;
  readonly jobs_due_seconds: number | null;
  readonly jobs_failed: number;
  readonly oldest_failed_at: Date | null;
};

/** Ages are measured by the clock that wrote the rows. */
const readStored = async (db: TransactionClient): Promise<Stored> => {
  const [row] = await db.$queryRaw<Stored[]>`
    SELECT clock_timestamp() AS at,
           (SELECT count(*) FROM platform.outbox)::int AS outbox_messages,
           (SELECT extract(epoch FROM clock_timestamp() - appended_at) FROM platform.outbox
            ORDER BY position LIMIT 1)::float8 AS outbox_seconds,
           (SELECT count(*) FROM platform.dead_letters WHERE state = 'open')::int AS dead_letters,
           (SELECT min(died_at) FROM platform.dead_letters WHERE state = 'open') AS oldest_died_at,
           (SELECT count(*) FROM platform.held_messages)::int AS held_messages,
           (SELECT extract(epoch FROM clock_timestamp() - min(held_at))
            FROM platform.held_messages)::float8 AS held_seconds,
           (SELECT extract(epoch FROM clock_timestamp() - min(xact_start)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND backend_type = 'client backend')::float8 AS transaction_seconds,
           due.jobs AS jobs_due, due.seconds AS jobs_due_seconds, failed.jobs AS jobs_failed, failed.oldest AS oldest_failed_at
    FROM (SELECT count(*)::int AS jobs, extract(epoch FROM clock_timestamp() - min(due_at))::float8 AS seconds
          FROM platform.jobs WHERE state IN ('created', 'retry') AND due_at <= clock_timestamp()) AS due,
         (SELECT count(*)::int AS jobs, min(ended_at) AS oldest FROM platform.jobs WHERE state = 'failed') AS failed`;
  if (row === undefined) throw new Error('a query of subqueries returns one row');
  return row;
};

const outboxSeconds = async (db: TransactionClient): Promise<number> => {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT extract(epoch FROM clock_timestamp() - appended_at)::float8 AS seconds
    FROM platform.outbox ORDER BY position LIMIT 1`;
  return row?.seconds ?? 0;
};

/** To the millisecond; a clock that was set back makes nothing younger than new. */
const ageOf = (seconds: number | null): number | null =>
  seconds === null ? null : Math.max(0, Math.round(seconds * 1_000) / 1_000);

type Seals = { readonly progress?: SealProgress; readonly unreadable?: string };

/** What cannot be read is not sealed either. */
const readSeals = async (db: TransactionClient, registers: readonly Register[]): Promise<Seals> => {
  try {
    return { progress: await readProgress(db, registers) };
  } catch {
    return { unreadable: 'what is to be sealed cannot be read' };
  }
};

/** By the clock of the database, which dates the rows of the audit. */
const unsealedSecondsOf = ({ at }: Stored, progress: SealProgress | undefined): number | undefined =>
  progress?.unsealedSince === undefined ? undefined : (at.getTime() - progress.unsealedSince.getTime()) / 1_000;

const sealsOf = (
  stored: Stored,
  progress: SealProgress | undefined,
): NonNullable<ServiceStatus['database']>['seals'] =>
  progress === undefined
    ? null
    : {
        newestAt: progress.newestAt?.toISOString() ?? null,
        unsealedAgeSeconds: ageOf(unsealedSecondsOf(stored, progress) ?? null),
      };

const databaseOf = (stored: Stored, progress: SealProgress | undefined): NonNullable<ServiceStatus['database']> => ({
  outbox: { messages: stored.outbox_messages, oldestAgeSeconds: ageOf(stored.outbox_seconds) },
  deadLetters: { open: stored.dead_letters, oldestDiedAt: stored.oldest_died_at?.toISOString() ?? null },
  held: { messages: stored.held_messages, oldestAgeSeconds: ageOf(stored.held_seconds) },
  oldestTransactionSeconds: ageOf(stored.transaction_seconds),
  jobs: {
    due: stored.jobs_due,
    oldestDueSeconds: ageOf(stored.jobs_due_seconds),
    failed: stored.jobs_failed,
    oldestFailedAt: stored.oldest_failed_at?.toISOString() ?? null,
  },
  seals: sealsOf(stored, progress),
});

const jobFactsOf = (stored: Stored | undefined, isRunning: boolean) => ({
  jobsDue: stored?.jobs_due ?? 0,
  jobsOldestDueSeconds: isRunning ? (stored?.jobs_due_seconds ?? undefined) : undefined,
  jobsFailed: stored?.jobs_failed ?? 0,
  jobsOldestFailedAt: stored?.oldest_failed_at ?? undefined,
});

const letterFactsOf = (stored: Stored | undefined) => ({
  deadLettersOpen: stored?.dead_letters ?? 0,
  oldestDiedAt: stored?.oldest_died_at ?? undefined,
  heldMessages: stored?.held_messages ?? 0,
  heldOldestSeconds: stored?.held_seconds ?? undefined,
});

const messagesOf = (lag: Lag | undefined): number => lag?.topics.reduce((sum, topic) => sum + topic.messages, 0) ?? 0;

/** Knows how one service process does. Nothing here changes anything, and nothing of it fails when a part is away. */
export const createStatusBoard = ({ service, database, messaging, jobs, registers }: StatusParts): StatusBoard => {
  const db = database.client;
  const clock = new TroubleClock();
  const storedOrNull = (): Promise<Stored | undefined> => readStored(db).catch(() => undefined);
  // Where no job runs, in a room, nothing is sealed by itself.
  const seals = (): Promise<Seals> => (jobs.isRunning() ? readSeals(db, registers) : Promise.resolve({}));

  const troubles = async (): Promise<readonly string[]> => {
    const running = messaging();
    const found = [...(running?.troubles() ?? []), ...jobs.troubles()];
    const away = await database.trouble();
    if (away !== undefined) return [away, ...found];
    // Without Kafka, in a room, nobody is there to drain the outbox.
    const seconds = running === undefined ? 0 : await outboxSeconds(db).catch(() => 0);
    if (seconds > OUTBOX_STUCK_SECONDS)
      found.push(`the outbox does not drain: its oldest event is ${Math.floor(seconds)} s old`);
    return found;
  };

  const status = async (): Promise<ServiceStatus> => {
    const running = messaging();
    const [away, stored, { progress, unreadable }, lag, untraced] = await Promise.all([
      database.trouble(),
      storedOrNull(),
      seals(),
      running?.lag(),
      traceServerTrouble(),
    ]);
    const { relay, consumer } = running?.status() ?? { relay: undefined, consumer: undefined };
    const now = new Date();
    const ofJobs = [...jobs.troubles(), ...jobs.complaints()];
    const found = [away ?? unreadable, relay?.trouble, consumer?.trouble, ...ofJobs, untraced];
    const troubled = found.filter((what) => what !== undefined);
    const stuck = stuckOf({
      ...jobFactsOf(stored, jobs.isRunning()),
      ...letterFactsOf(stored),
      at: now,
      troubles: clock.note([...new Set(troubled)], now),
      outboxMessages: stored?.outbox_messages ?? 0,
      outboxOldestSeconds: running === undefined ? undefined : (stored?.outbox_seconds ?? undefined),
      oldestTransactionSeconds: stored?.transaction_seconds ?? undefined,
      lagMessages: messagesOf(lag),
      lagUnmovedSince: lag?.unmovedSince,
      unsealedSeconds: stored && unsealedSecondsOf(stored, progress),
    });
    return {
      service,
      at: now.toISOString(),
      healthy: stuck.length === 0,
      stuck,
      relay: { role: relay?.role ?? 'off', trouble: relay?.trouble ?? null, published: relay?.published ?? 0 },
      consumer: consumer === undefined ? null : { joined: consumer.joined, trouble: consumer.trouble ?? null },
      lag: lag === undefined ? null : [...lag.topics],
      database: stored === undefined ? null : databaseOf(stored, progress),
    };
  };

  return {
    status,
    troubles,
    figures: async () => {
      const running = messaging();
      const [stored, { progress }, lag] = await Promise.all([readStored(db), seals(), running?.lag()]);
      const connections = database.connections();
      const unsealedSeconds = progress === undefined ? undefined : (unsealedSecondsOf(stored, progress) ?? 0);
      return { stored, unsealedSeconds, lag, published: running?.status().relay.published ?? 0, connections };
    },
  };
};
