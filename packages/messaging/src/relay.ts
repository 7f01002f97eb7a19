import type { EventAttributes } from '@ansinh/contracts';
import { Client } from '@ansinh/database/session';
import type { Logger } from '@ansinh/telemetry';
import type { Message, Producer } from 'kafkajs';
import { Nudge } from './nudge';
import { headersOf } from './wire';

export type RelayOptions = {
  readonly databaseUrl: string;
  readonly producer: Pick<Producer, 'sendBatch'>;
  readonly logger: Logger;
  readonly batchSize?: number;
  readonly pollMs?: number;
};

type Row = {
  position: string;
  topic: string;
  key: string;
  headers: EventAttributes | Record<string, string>;
  data: string;
};

// One active relay per database: the session that holds this lock. The number has no meaning of its own.
const RELAY_LOCK = 7_260_002;
const STANDBY_RETRY_MS = 1_000;
const BACKOFF_MAX_MS = 5_000;

const isAttributes = (headers: Row['headers']): headers is EventAttributes => 'specversion' in headers;

const toTopicMessages = (rows: readonly Row[]) => {
  const byTopic = new Map<string, Message[]>();
  for (const row of rows) {
    const message: Message = {
      key: row.key,
      value: row.data,
      headers: isAttributes(row.headers) ? headersOf(row.headers) : row.headers,
    };
    const messages = byTopic.get(row.topic);
    if (messages === undefined) byTopic.set(row.topic, [message]);
    else messages.push(message);
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
};

/**
 * Carries committed events to Kafka, in order of position, and deletes them after the acknowledgement. A crash between
 * the two publishes them again: consumers know an event by its id. Errors of Kafka or PostgreSQL are waited out for ever.
 */
export class Relay {
  readonly #nudge = new Nudge();
  readonly #options: Required<RelayOptions>;
  #running = false;
  #loop: Promise<void> = Promise.resolve();
  #role: 'standby' | 'active' = 'standby';
  #trouble: string | undefined;
  #published = 0;

  constructor(options: RelayOptions) {
    this.#options = { batchSize: 500, pollMs: 100, ...options };
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#loop = this.#run();
  }

  /** Called after a commit that appended events: they need not wait for the next poll. */
  nudge(): void {
    this.#nudge.signal();
  }

  get status(): { role: 'standby' | 'active'; trouble: string | undefined; published: number } {
    return { role: this.#role, trouble: this.#trouble, published: this.#published };
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#nudge.signal();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (this.#running) {
      const client = new Client({
        connectionString: this.#options.databaseUrl,
        application_name: 'relay',
        keepAlive: true,
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        if (await this.#becomeActive(client)) {
          await this.#publishUntilStopped(client, () => {
            failures = 0;
          });
        }
      } catch (error) {
        failures += 1;
        this.#trouble = 'the relay cannot publish';
        this.#options.logger.warn({ err: error, failures }, 'relay will try again');
        await this.#nudge.wait(Math.min(BACKOFF_MAX_MS, 100 * 2 ** Math.min(failures, 10)), () => !this.#running);
      } finally {
        this.#role = 'standby';
        await client.end().catch(() => undefined);
      }
    }
  }

  async #becomeActive(client: Client): Promise<boolean> {
    while (this.#running) {
      const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
        RELAY_LOCK,
      ]);
      this.#trouble = undefined;
      if (rows[0]?.locked === true) {
        this.#role = 'active';
        return true;
      }
      await this.#nudge.wait(STANDBY_RETRY_MS, () => !this.#running);
    }
    return false;
  }

  async #publishUntilStopped(client: Client, succeeded: () => void): Promise<void> {
    while (this.#running) {
      const { rows } = await client.query<Row>({
        name: 'outbox-next',
        text: 'SELECT position, topic, key, headers, data FROM platform.outbox ORDER BY position LIMIT $1',
        values: [this.#options.batchSize],
      });
      if (rows.length === 0) {
        await this.#nudge.wait(this.#options.pollMs);
        continue;
      }
      await this.#options.producer.sendBatch({ acks: -1, topicMessages: toTopicMessages(rows) });
      await client.query({
        name: 'outbox-done',
        text: 'DELETE FROM platform.outbox WHERE position = ANY($1::bigint[])',
        values: [rows.map((row) => row.position)],
      });
      this.#published += rows.length;
      this.#trouble = undefined;
      succeeded();
    }
  }
}
