import { byText } from '@ansinh/contracts/vocabulary/orders';
import { createLogger, type Logger } from '@ansinh/telemetry';
import type { Admin, Consumer, Kafka } from 'kafkajs';
import type { RawMessage } from '../in/messages/received';
import { createKafka, createProducer } from '../kafkajs/kafka';
import { ensureTopics } from '../kafkajs/topics';
import { headerTexts } from '../wire';

/** One record as it lies in a topic. */
export type TopicRecord = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | undefined;
};

export type NewRecord = Pick<RawMessage, 'value'> & {
  readonly key?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition?: number;
};

/** What a person or a test does to topics from outside of every service: look, publish, wind a group back. */
export type TopicDesk = {
  /** Messages that the group has not committed, over all partitions of the topics. */
  readonly lag: (groupId: string, topics: readonly string[]) => Promise<number>;
  readonly publish: (topic: string, records: readonly NewRecord[]) => Promise<void>;
  /** Makes Kafka forget how far the group is: it begins again at the oldest record. No member may be running. */
  readonly rewind: (groupId: string) => Promise<void>;
  /** All that the topics hold, in the order of each partition. Waits until it has read to their present end. */
  readonly read: () => Promise<readonly TopicRecord[]>;
  readonly close: () => Promise<void>;
};

export type TopicDeskOptions = {
  readonly brokers: readonly string[];
  /** Topics that `read` reads. */
  readonly topics: readonly string[];
  readonly logger?: Logger;
};

const READ_MS = 30_000;
const PUBLISH_AT_ONCE = 300;

/** Reads topics from their beginning on and keeps what it read: a group of its own, which commits nothing. */
class Tap {
  readonly #topics: readonly string[];
  readonly #records = new Map<string, TopicRecord>();
  readonly #next = new Map<string, number>();
  readonly #consumer: Consumer;

  constructor(kafka: Kafka, topics: readonly string[]) {
    this.#topics = topics;
    this.#consumer = kafka.consumer({
      groupId: `desk-${process.pid}-${Date.now()}`,
      retry: { restartOnFailure: async () => true },
      maxWaitTimeInMs: 200,
    });
  }

  async start(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...this.#topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        for (const { offset, key, headers, value } of messages) {
          const place = `${topic}/${partition}`;
          const record = { topic, partition, offset: Number(offset), key: key?.toString() };
          // A rejoin starts from the beginning: what was read before is the same again.
          this.#records.set(`${place}/${offset}`, {
            ...record,
            headers: headerTexts(headers ?? {}),
            value: value?.toString(),
          });
          this.#next.set(place, Math.max(this.#next.get(place) ?? 0, record.offset + 1));
        }
      },
    });
  }

  hasReadTo(topic: string, partition: number, end: number): boolean {
    return (this.#next.get(`${topic}/${partition}`) ?? 0) >= end;
  }

  get records(): readonly TopicRecord[] {
    return [...this.#records.values()].sort(
      (one, other) => byText(one.topic, other.topic) || one.partition - other.partition || one.offset - other.offset,
    );
  }

  stop(): Promise<void> {
    return this.#consumer.disconnect();
  }
}

const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<number> => {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  let behind = 0;
  for (const { topic, partitions } of committed) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      const offset = Number(partitions.find((one) => one.partition === partition)?.offset ?? -1);
      behind += Number(high) - Math.max(offset, Number(low));
    }
  }
  return behind;
};

const readAll = async (admin: Admin, tap: Tap, topics: readonly string[]): Promise<readonly TopicRecord[]> => {
  const ends = await Promise.all(topics.map(async (topic) => ({ topic, ends: await admin.fetchTopicOffsets(topic) })));
  const isMissing = (): boolean =>
    ends.some((one) => one.ends.some(({ partition, high }) => !tap.hasReadTo(one.topic, partition, Number(high))));
  const deadline = Date.now() + READ_MS;
  while (isMissing()) {
    if (Date.now() > deadline) throw new Error(`the topics could not be read to their end within ${READ_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return tap.records;
};

export const openTopicDesk = async (options: TopicDeskOptions): Promise<TopicDesk> => {
  const { brokers, topics, logger = createLogger('topic-desk', 'silent') } = options;
  const kafka = createKafka({ brokers, clientId: 'topic-desk', logger });
  const admin = kafka.admin();
  const producer = createProducer(kafka);
  const tap = new Tap(kafka, topics);
  await ensureTopics(kafka);
  await Promise.all([admin.connect(), producer.connect(), tap.start()]);
  return {
    lag: (groupId, wanted) => lagOf(admin, groupId, wanted),
    publish: async (topic, records) => {
      const messages = records.map(({ key, headers, value, partition }) => ({
        value,
        headers: { ...headers },
        ...(key === undefined ? {} : { key }),
        ...(partition === undefined ? {} : { partition }),
      }));
      // A broker refuses more than 1 MiB for one partition at a time.
      for (let from = 0; from < messages.length; from += PUBLISH_AT_ONCE)
        await producer.send({ topic, acks: -1, messages: messages.slice(from, from + PUBLISH_AT_ONCE) });
    },
    rewind: async (groupId) => void (await admin.deleteGroups([groupId])),
    read: () => readAll(admin, tap, topics),
    close: async () => {
      await Promise.all([admin.disconnect(), producer.disconnect(), tap.stop()]);
    },
  };
};
