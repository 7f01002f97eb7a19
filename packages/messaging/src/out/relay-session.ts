import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { Client, SESSION_OPTIONS } from '@ansinh/database/session';

export type OutboxRow = {
  readonly position: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: EventAttributes | Readonly<Record<string, string>>;
  readonly data: string;
  /** The number of the event among those of its key; null for what is no event of an aggregate. */
  readonly sequence: string | null;
};

/** Rows to send at once, and whether others probably wait behind them. */
export type OutboxBatch = { readonly rows: readonly OutboxRow[]; readonly hasMore: boolean };

/** What the relay needs of PostgreSQL: one session, whose end gives the lock back. */
export type RelaySession = {
  /** True when this session is the one that relays. */
  readonly tryLock: () => Promise<boolean>;
  /**
   * The first rows in order of position that Kafka takes at once, without those that are on their way, and without all
   * of topics that are left alone.
   */
  readonly next: (limit: number, without: readonly OutboxRow[], leftAlone: readonly string[]) => Promise<OutboxBatch>;
  readonly remove: (rows: readonly OutboxRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

// One active relay per database: the session that holds this lock. The number has no meaning of its own.
const RELAY_LOCK = 7_260_002;

// A broker refuses more than 1 MiB for one partition at a time, and would refuse the same batch for ever. All events of a
// topic may be of one key, so this much of a topic goes at once.
const TOPIC_BYTES_MAX = 900_000;
/** What Kafka and the names of the headers add to a record, generously. */
const RECORD_BYTES = 300;

const positionsOf = (rows: readonly OutboxRow[]): string[] => rows.map(({ position }) => position);

/** Opens a session of its own; a pool would hand the lock to others. */
export const openRelaySession = async (databaseUrl: string): Promise<RelaySession> => {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'relay',
    keepAlive: true,
    options: SESSION_OPTIONS,
  });
  // The next query tells what broke; without a listener the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return {
    tryLock: async () => {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
        RELAY_LOCK,
      ]);
      return rows[0]?.locked === true;
    },
    next: async (limit, without, leftAlone) => {
      const { rows } = await client.query<OutboxRow & { readonly has_more: boolean }>({
        name: 'outbox-next',
        text: `
          SELECT position, topic, key, headers, data, sequence, cut IS NOT NULL OR total = $1 AS has_more
          FROM (SELECT *, count(*) OVER () AS total,
                       min(position) FILTER (WHERE place > 1 AND bytes > ${TOPIC_BYTES_MAX}) OVER () AS cut
                FROM (SELECT *, row_number() OVER (ORDER BY position) AS place,
                             sum(octet_length(data) + pg_column_size(headers) + ${RECORD_BYTES})
                               OVER (PARTITION BY topic ORDER BY position) AS bytes
                      FROM (SELECT position, topic, key, headers, data, sequence FROM platform.outbox
                            WHERE position <> ALL($2::bigint[]) AND topic <> ALL($3::text[])
                            ORDER BY position LIMIT $1) AS first) AS counted) AS marked
          WHERE cut IS NULL OR position < cut ORDER BY position`,
        values: [limit, positionsOf(without), leftAlone],
      });
      return { rows, hasMore: rows[0]?.has_more === true };
    },
    remove: async (rows) => {
      await client.query({
        name: 'outbox-done',
        text: 'DELETE FROM platform.outbox WHERE position = ANY($1::bigint[])',
        values: [positionsOf(rows)],
      });
    },
    close: () => client.end(),
  };
};
