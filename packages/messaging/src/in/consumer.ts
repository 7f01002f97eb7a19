import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@ansinh/telemetry';
import type { EachBatchPayload, Kafka, Consumer as KafkaConsumer } from 'kafkajs';
import type { Explain } from '../kafkajs/refusals';
import type { Batch } from './messages/batch';
import type { RawMessage } from './messages/received';
import type { MessageTx } from './messages/subscription';
import type { Processor } from './processor';

export type ConsumerOptions<Tx extends MessageTx> = {
  readonly kafka: Pick<Kafka, 'consumer'>;
  readonly groupId: string;
  readonly processor: Pick<Processor<Tx>, 'topics' | 'process' | 'processTogether' | 'takesTogether' | 'releaseHeld'>;
  readonly logger: Logger;
  /** So long nobody reads the partitions of a member that was killed. */
  readonly sessionTimeoutMs: number;
  readonly gatherMs?: number | undefined;
  /** Says of an error that keeps it from joining again what somebody has to change. */
  readonly explain?: Explain;
};

// The others hear of a member that was killed with their next beat.
const HEARTBEATS_A_SESSION = 6;
const FETCH_BYTES = 32_768;
const GATHER_MS = 100;
const HELD_EVERY_MS = 1_000;
// The batches of one fetch are handed over one after the other, within a turn or two of the event loop.
const MEETING_MS = 5;
const PARTITIONS_AT_ONCE = 6;
// kafkajs fetches nothing while one batch is being handled: one that takes longer goes on beside the others.
const SLOW_MS = 200;
// Batches that are handled together are many at once, and what comes meanwhile makes the next ones larger.
const SLOW_TOGETHER_MS = 1_000;
const FAILED_MS = 1_000;

const rawMessages = ({ batch }: EachBatchPayload): RawMessage[] =>
  batch.messages.map((message) => ({
    topic: batch.topic,
    partition: batch.partition,
    offset: message.offset,
    headers: message.headers ?? {},
    value: message.value,
  }));

/** One member of the service's consumer group. Retries and dead letters are the processor's; Kafka sees no error of ours. */
export class Consumer<Tx extends MessageTx> {
  readonly #options: ConsumerOptions<Tx>;
  readonly #consumer: KafkaConsumer;
  /** Batches under way by partition: two of one partition never run at a time, whatever the group does. */
  readonly #lanes = new Map<string, Promise<void>>();
  /** Batches that came at the same moment, by topic: they are handled together. */
  readonly #meeting = new Map<string, { readonly batch: Batch; readonly handled: (work: Promise<void>) => void }[]>();
  /** Changes whenever the group assigns anew: what was read before belongs to somebody else then. */
  #generation = 0;
  #stopping = false;
  #held: NodeJS.Timeout | undefined;
  #releasing: Promise<void> = Promise.resolve();
  #rejoining: Promise<void> = Promise.resolve();
  #joined = false;
  #trouble: string | undefined = 'the consumer has not joined its group yet';
  readonly #heartbeatMs: number;

  constructor(options: ConsumerOptions<Tx>) {
    this.#options = options;
    this.#heartbeatMs = Math.floor(options.sessionTimeoutMs / HEARTBEATS_A_SESSION);
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: options.sessionTimeoutMs,
      heartbeatInterval: this.#heartbeatMs,
      // A moment of patience makes one batch, and one transaction, of what would be ten.
      minBytes: FETCH_BYTES,
      maxWaitTimeInMs: options.gatherMs ?? GATHER_MS,
      allowAutoTopicCreation: false,
      // After the library's own bounded retries it restarts the group membership; what it gives up, we do not.
      retry: { restartOnFailure: async () => !this.#stopping },
    });
    this.#consumer.on(this.#consumer.events.REBALANCING, () => {
      this.#generation += 1;
    });
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, () => {
      this.#generation += 1;
      this.#joined = true;
      this.#trouble = undefined;
    });
    this.#consumer.on(this.#consumer.events.CRASH, ({ payload }) => {
      this.#generation += 1;
      this.#trouble = 'the consumer lost its group and is joining again';
      options.logger.warn({ err: payload.error }, 'consumer crashed, it will join again');
      void this.#tell(payload.error);
      if (!payload.restart) this.#rejoining = this.#joinAgain();
    });
  }

  /** Says what has to be changed, unless it has joined meanwhile. */
  async #tell(error: unknown): Promise<void> {
    const why = await this.#options.explain?.(error);
    if (this.#trouble !== undefined) this.#trouble = why ?? this.#trouble;
  }

  get status(): { joined: boolean; trouble: string | undefined } {
    return { joined: this.#joined, trouble: this.#trouble };
  }

  async start(): Promise<void> {
    await this.#join();
    this.#held = setTimeout(() => this.#releaseHeld(), HELD_EVERY_MS);
  }

  async #join(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...this.#options.processor.topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.#eachBatch(payload),
    });
  }

  /** After an error of which the library thinks that it will never pass. */
  async #joinAgain(): Promise<void> {
    for (let isIn = false; !isIn; ) {
      await sleep(FAILED_MS);
      if (this.#stopping) return;
      isIn = await this.#join().then(
        () => true,
        async (error: unknown) => {
          this.#options.logger.warn({ err: error }, 'the consumer cannot join again yet');
          await this.#tell(error);
          return false;
        },
      );
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#held);
    await Promise.all([this.#releasing, this.#rejoining]);
    // What is under way still commits its offsets.
    await Promise.allSettled(this.#lanes.values());
    await this.#consumer.disconnect();
  }

  /** What was held for an event that never came is handled without it, also when nothing else arrives. */
  #releaseHeld(): void {
    this.#releasing = this.#options.processor
      .releaseHeld(() => !this.#stopping)
      .catch((error: unknown) => this.#options.logger.warn({ err: error }, 'held events cannot be looked at yet'))
      .finally(() => {
        if (!this.#stopping) this.#held = setTimeout(() => this.#releaseHeld(), HELD_EVERY_MS);
      });
  }

  /** Handles a batch; one that is slow holds up its own partition alone, which is not fetched from meanwhile. */
  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition } = payload.batch;
    const place = `${topic}/${partition}`;
    const former = this.#lanes.get(place) ?? Promise.resolve();
    const lane = former
      .then(() => this.#handleBatch(payload))
      // The library would give up its membership for an error, for some (UNKNOWN_MEMBER_ID) for ever. It sees none: who
      // has lost the group hears of it with the next beat, and what was not committed is read again.
      .catch(async (error: unknown) => {
        this.#options.logger.warn({ err: error, topic, partition }, 'a batch was not committed');
        await sleep(FAILED_MS);
      });
    this.#lanes.set(place, lane);
    void lane.then(() => {
      if (this.#lanes.get(place) === lane) this.#lanes.delete(place);
    });
    const isTogether = this.#options.processor.takesTogether(topic);
    if (await isDoneWithin(lane, isTogether ? SLOW_TOGETHER_MS : SLOW_MS)) return;
    void lane.then(payload.pause());
  }

  /** One fetch brings batches of several partitions: those of a topic that can share transactions meet here. */
  #process(topic: string, batch: Batch): Promise<void> {
    const { processor } = this.#options;
    if (!processor.takesTogether(topic)) return processor.process(batch.messages, batch.progress);
    return new Promise((handled) => {
      const meeting = this.#meeting.get(topic);
      if (meeting !== undefined) {
        meeting.push({ batch, handled });
        return;
      }
      const started = [{ batch, handled }];
      this.#meeting.set(topic, started);
      setTimeout(() => {
        this.#meeting.delete(topic);
        const works = processor.processTogether(started.map((one) => one.batch));
        for (const [index, one] of started.entries()) one.handled(works[index] ?? Promise.resolve());
      }, MEETING_MS);
    });
  }

  async #handleBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    const generation = this.#generation;
    let evicted = false;
    const isOurs = (): boolean => !evicted && generation === this.#generation;
    // A slow handler must not cost the membership: beats go on while it works.
    const beat = setInterval(() => {
      heartbeat().catch(() => {
        evicted = true;
      });
    }, this.#heartbeatMs);
    let last: string | undefined;
    try {
      await this.#process(batch.topic, {
        messages: rawMessages(payload),
        progress: {
          goOn: () => !this.#stopping && isOurs() && isRunning() && !isStale(),
          done: (message) => {
            if (!isOurs()) return;
            resolveOffset(message.offset);
            last = message.offset;
          },
        },
      });
    } finally {
      clearInterval(beat);
    }
    if (last === undefined || !isOurs()) return;
    // Once a batch: the group coordinator takes its time for each commit (docs/adr/0002).
    const offset = (BigInt(last) + 1n).toString();
    await this.#consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
  }
}

/** False when the work is not done yet. */
const isDoneWithin = async (work: Promise<void>, milliseconds: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
};
