import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { failpoint, type Logger } from '@ansinh/telemetry';
import type { Message, Producer } from 'kafkajs';
import { isTopicRefused } from '../kafkajs/refusals';
import { headersOf, SEQUENCE_HEADER } from '../wire';
import { Nudge } from './nudge';
import { recordPublished } from './publish-span';
import { RefusedTopics } from './refused-topics';
import type { OutboxBatch, OutboxRow, RelaySession } from './relay-session';

export type RelayOptions = {
  readonly openSession: () => Promise<RelaySession>;
  readonly producer: Pick<Producer, 'sendBatch'>;
  readonly logger: Logger;
  readonly batchSize?: number;
  readonly pollMs?: number;
  /** Only for tests: relays although another one does. */
  readonly ignoreLock?: boolean;
};

const STANDBY_RETRY_MS = 1_000;
/** Batches with nothing behind them begin so far apart: each costs two statements and a request, however little is in it. */
const LINGER_MS = 20;
const FIRST_BACKOFF_MS = 100;
const BACKOFF_MAX_MS = 2_000;

const pause = async (milliseconds: number): Promise<void> => {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
};

const isAttributes = (headers: OutboxRow['headers']): headers is EventAttributes => 'specversion' in headers;

const messageOf = ({ key, data, headers, sequence }: OutboxRow): Message => {
  const texts: Record<string, string> = isAttributes(headers) ? headersOf(headers) : { ...headers };
  if (sequence !== null) texts[SEQUENCE_HEADER] = sequence;
  return { key, value: data, headers: texts };
};

const toTopicMessages = (rows: readonly OutboxRow[]) => {
  const byTopic = new Map<string, Message[]>();
  for (const row of rows) {
    const messages = byTopic.get(row.topic);
    if (messages === undefined) byTopic.set(row.topic, [messageOf(row)]);
    else messages.push(messageOf(row));
  }
  return [...byTopic].map(([topic, messages]) => ({ topic, messages }));
};

/**
 * Carries committed events to Kafka, in order of position, and deletes them after the acknowledgement. A crash between
 * the two publishes them again: consumers know an event by its id. Errors of Kafka or PostgreSQL are waited out for ever.
 */
export class Relay {
  readonly #nudge = new Nudge();
  readonly #refused = new RefusedTopics();
  readonly #options: Required<RelayOptions>;
  #running = false;
  #loop: Promise<void> = Promise.resolve();
  #role: 'standby' | 'active' = 'standby';
  #trouble: string | undefined;
  #published = 0;
  #failures = 0;

  constructor(options: RelayOptions) {
    this.#options = { batchSize: 2_000, pollMs: 100, ignoreLock: false, ...options };
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
    while (this.#running) {
      let session: RelaySession | undefined;
      try {
        session = await this.#options.openSession();
        if (await this.#becomeActive(session)) await this.#publishUntilStopped(session);
      } catch (error) {
        this.#failures += 1;
        this.#trouble = 'the relay cannot publish';
        this.#options.logger.warn({ err: error, failures: this.#failures }, 'relay will try again');
        const pause = Math.min(BACKOFF_MAX_MS, FIRST_BACKOFF_MS * 2 ** Math.min(this.#failures, 10));
        await this.#nudge.wait(pause, () => !this.#running);
      } finally {
        this.#role = 'standby';
        await session?.close().catch(() => undefined);
      }
    }
  }

  async #becomeActive(session: RelaySession): Promise<boolean> {
    while (this.#running) {
      const isLocked = this.#options.ignoreLock || (await session.tryLock());
      if (isLocked) {
        this.#role = 'active';
        return true;
      }
      // A standby is well when it can ask; an active relay only when it has published, or has nothing to publish.
      this.#trouble = undefined;
      await this.#nudge.wait(STANDBY_RETRY_MS, () => !this.#running);
    }
    return false;
  }

  /** What is first in the outbox, while nothing is on its way. */
  async #first(session: RelaySession): Promise<OutboxBatch> {
    const leftAlone = this.#refused.leftAlone(performance.now());
    const first = await session.next(this.#options.batchSize, [], leftAlone);
    // Nothing waits at all: what was refused has been taken away.
    if (leftAlone.length === 0 && first.rows.length === 0) this.#refused.clear();
    return first;
  }

  /**
   * The next batch is read while the former one is on its way, but never sent before the former one is acknowledged:
   * when that fails, what was read is forgotten and all of it is read again from the start. When it is stopped it still
   * publishes one batch: what was committed until then.
   */
  async #publishUntilStopped(session: RelaySession): Promise<void> {
    const { batchSize, pollMs } = this.#options;
    let { rows, hasMore } = await this.#first(session);
    for (let isLast = false; !isLast; ) {
      isLast = !this.#running;
      if (rows.length === 0) {
        if (isLast) return;
        this.#trouble = this.#refused.trouble;
        await this.#nudge.wait(pollMs);
        ({ rows, hasMore } = await this.#first(session));
        continue;
      }
      await failpoint('before-publish');
      const begun = performance.now();
      // When the batch was all there is, it is better to look after its end, for what came meanwhile.
      const reading = hasMore ? session.next(batchSize, rows, this.#refused.leftAlone(begun)) : undefined;
      // Its error is taken below; until then Kafka is waited for.
      reading?.catch(() => undefined);
      const isWhole = await this.#publish(session, rows);
      this.#trouble = this.#refused.trouble;
      this.#failures = 0;
      if (reading === undefined) await pause(begun + LINGER_MS - performance.now());
      const read = await reading;
      // Later events of a refused topic may stand in what was read: they must not go before those that stayed.
      ({ rows, hasMore } = read !== undefined && isWhole ? read : await this.#first(session));
    }
  }

  /** False when some of it stays in the outbox, since the broker refuses its topic. */
  async #publish(session: RelaySession, rows: readonly OutboxRow[]): Promise<boolean> {
    const refused: string[] = [];
    for (const part of this.#refused.apart(rows)) refused.push(...(await this.#publishPart(session, part)));
    if (refused.length === 0) return true;
    this.#refused.add(refused, performance.now());
    this.#options.logger.warn({ topics: refused }, 'kafka refuses topics; the relay will try them again');
    return false;
  }

  /** The topics that the broker refuses; each goes by itself when it has refused one, since it does not say which. */
  async #publishPart(session: RelaySession, rows: readonly OutboxRow[]): Promise<string[]> {
    const topics = Map.groupBy(rows, ({ topic }) => topic);
    try {
      await this.#publishTogether(session, rows);
      for (const topic of topics.keys()) this.#refused.delete(topic);
      return [];
    } catch (error) {
      if (!isTopicRefused(error)) throw error;
      if (topics.size === 1) return [...topics.keys()];
      const refused: string[] = [];
      for (const part of topics.values()) refused.push(...(await this.#publishPart(session, part)));
      return refused;
    }
  }

  async #publishTogether(session: RelaySession, rows: readonly OutboxRow[]): Promise<void> {
    const sinceMs = Date.now();
    const places = await this.#options.producer.sendBatch({ acks: -1, topicMessages: toTopicMessages(rows) });
    recordPublished(rows, { places, sinceMs });
    await failpoint('after-ack');
    await session.remove(rows);
    this.#published += rows.length;
  }
}
