import type { Logger } from '@ansinh/telemetry';
import type { Admin, Kafka } from 'kafkajs';
import { LagHistory, type PartitionLag } from './lag.rules';

export type TopicLag = { readonly topic: string; readonly messages: number };
export type Lag = {
  readonly topics: readonly TopicLag[];
  /** A partition with messages that nobody has read on for a while, since when: undefined when all move. */
  readonly unmovedSince: Date | undefined;
};

export type LagReader = {
  /** Undefined when the broker does not answer in time. Several callers share one answer, which may be 2 s old. */
  readonly read: () => Promise<Lag | undefined>;
  /** For how long the broker has not answered; 0 when it does. */
  readonly silentMs: () => number;
  readonly stop: () => Promise<void>;
};

export type LagOptions = {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly logger: Logger;
  /** Nobody is asked before the broker was reached once. */
  readonly isConnected: () => boolean;
};

const FRESH_MS = 2_000;
const DEADLINE_MS = 3_000;
/** Read also when nobody asks, so that "since when" is known. */
const WATCH_MS = 10_000;

const lagOf = async (admin: Admin, groupId: string, topics: readonly string[]): Promise<PartitionLag[]> => {
  const [committed, ...ends] = await Promise.all([
    admin.fetchOffsets({ groupId, topics: [...topics] }),
    ...topics.map((topic) => admin.fetchTopicOffsets(topic)),
  ]);
  return committed.flatMap(({ topic, partitions }) => {
    const end = ends[topics.indexOf(topic)] ?? [];
    return partitions.map(({ partition, offset }) => {
      const { low = '0', high = '0' } = end.find((one) => one.partition === partition) ?? {};
      // Nothing committed yet (-1), or what was committed is deleted: reading goes on at the oldest that is left.
      const position = BigInt(offset) < BigInt(low) ? BigInt(low) : BigInt(offset);
      const behind = BigInt(high) - position;
      return { topic, partition, position, messages: behind > 0n ? Number(behind) : 0 };
    });
  });
};

/** How far the consumer group of a service is behind, by the broker's own figures. */
export const createLagReader = ({ kafka, groupId, topics, logger, isConnected }: LagOptions): LagReader => {
  const history = new LagHistory();
  let admin: Admin | undefined;
  let silentSince: number | undefined;
  let reading: { readonly at: number; readonly lag: Promise<Lag | undefined> } | undefined;

  const drop = async (): Promise<void> => {
    const dropped = admin;
    admin = undefined;
    await dropped?.disconnect().catch(() => undefined);
  };

  const ask = async (): Promise<Lag> => {
    if (admin === undefined) {
      const opened = kafka.admin();
      admin = opened;
      await opened.connect();
    }
    const partitions = await lagOf(admin, groupId, topics);
    const unmovedSince = history.note(partitions, new Date());
    return {
      topics: topics.map((topic) => ({
        topic,
        messages: partitions.filter((one) => one.topic === topic).reduce((sum, one) => sum + one.messages, 0),
      })),
      unmovedSince,
    };
  };

  const askInTime = async (): Promise<Lag | undefined> => {
    let timer: NodeJS.Timeout | undefined;
    const asked = Date.now();
    try {
      const lag = await Promise.race([
        ask(),
        new Promise<never>((_resolve, fail) => {
          timer = setTimeout(() => fail(new Error('the broker did not answer in time')), DEADLINE_MS);
        }),
      ]);
      silentSince = undefined;
      return lag;
    } catch (error) {
      silentSince ??= asked;
      logger.debug({ err: error }, 'lag is not known');
      void drop();
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };

  const read = async (): Promise<Lag | undefined> => {
    if (!isConnected()) return undefined;
    if (reading === undefined || Date.now() - reading.at > FRESH_MS) reading = { at: Date.now(), lag: askInTime() };
    return reading.lag;
  };
  const watch = setInterval(() => void read(), WATCH_MS);
  watch.unref();

  return {
    read,
    silentMs: () => (silentSince === undefined ? 0 : Date.now() - silentSince),
    stop: async () => {
      clearInterval(watch);
      await reading?.lag;
      await drop();
    },
  };
};
