import type { Logger } from '@ansinh/telemetry';
import type { EachBatchPayload, Kafka, Consumer as KafkaConsumer } from 'kafkajs';
import type { Processor } from './processor';
import type { RawMessage } from './received';
import type { MessageTx } from './subscription';

export type ConsumerOptions<Tx extends MessageTx> = {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly processor: Pick<Processor<Tx>, 'topics' | 'process' | 'releaseHeld'>;
  readonly logger: Logger;
  readonly concurrency?: number;
};

// The shortest that a broker with default settings allows: so long nobody reads the partitions of a member that was killed.
const SESSION_TIMEOUT_MS = 6_000;
const HEARTBEAT_MS = 1_500;
const HELD_EVERY_MS = 1_000;

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
  readonly #consumer: KafkaConsumer;
  #stopping = false;
  #held: NodeJS.Timeout | undefined;
  #releasing: Promise<void> = Promise.resolve();
  #joined = false;
  #trouble: string | undefined = 'the consumer has not joined its group yet';

  constructor(private readonly options: ConsumerOptions<Tx>) {
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      // After the library's own bounded retries it restarts the group membership, for ever.
      retry: { restartOnFailure: async () => !this.#stopping },
    });
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, () => {
      this.#joined = true;
      this.#trouble = undefined;
    });
    this.#consumer.on(this.#consumer.events.CRASH, ({ payload }) => {
      this.#trouble = 'the consumer lost its group and is joining again';
      options.logger.warn({ err: payload.error }, 'consumer crashed, it will join again');
    });
  }

  get status(): { joined: boolean; trouble: string | undefined } {
    return { joined: this.#joined, trouble: this.#trouble };
  }

  async start(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...this.options.processor.topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.concurrency ?? 3,
      eachBatch: (payload) => this.#eachBatch(payload),
    });
    this.#held = setTimeout(() => this.#releaseHeld(), HELD_EVERY_MS);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#held);
    await this.#releasing;
    await this.#consumer.disconnect();
  }

  /** What was held for an event that never came is handled without it, also when nothing else arrives. */
  #releaseHeld(): void {
    this.#releasing = this.options.processor
      .releaseHeld(() => !this.#stopping)
      .catch((error: unknown) => this.options.logger.warn({ err: error }, 'held events cannot be looked at yet'))
      .finally(() => {
        if (!this.#stopping) this.#held = setTimeout(() => this.#releaseHeld(), HELD_EVERY_MS);
      });
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, isRunning, isStale } = payload;
    let evicted = false;
    // A slow handler must not cost the membership: beats go on while it works.
    const beat = setInterval(() => {
      heartbeat().catch(() => {
        evicted = true;
      });
    }, HEARTBEAT_MS);
    let last: string | undefined;
    try {
      await this.options.processor.process(rawMessages(payload), {
        goOn: () => !this.#stopping && !evicted && isRunning() && !isStale(),
        done: (message) => {
          resolveOffset(message.offset);
          last = message.offset;
        },
      });
    } finally {
      clearInterval(beat);
    }
    if (last === undefined || evicted) return;
    // Once a batch: the group coordinator takes its time for each commit (docs/adr/0002).
    const offset = (BigInt(last) + 1n).toString();
    await this.#consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
  }
}
