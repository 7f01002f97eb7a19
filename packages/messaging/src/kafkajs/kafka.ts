import { TOPIC_PARTITIONS, TOPICS } from '@ansinh/contracts/catalogue/events';
import type { Logger } from '@ansinh/telemetry';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { createPartitioner } from './partitioner';
import { installKafkaPatches } from './patches';

export type KafkaOptions = { readonly brokers: readonly string[]; readonly clientId: string; readonly logger: Logger };

/** The one place that makes a Kafka client (docs/adr/0002): its exit is this folder. */
export const createKafka = ({ brokers, clientId, logger }: KafkaOptions): Kafka => {
  installKafkaPatches();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    // Short pauses: who comes back is found within the promised five seconds.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 10 },
    logLevel: logLevel.WARN,
    // The library calls it error when a broker restarts; we retry for ever, so a warning is what it is.
    logCreator: () => (entry) => logger.warn({ kafka: entry.log.message, namespace: entry.namespace }, 'kafka client'),
  });
};

/** Idempotent, one request in flight, all replicas acknowledge: order and no loss (reliability 5). */
export const createProducer = (kafka: Kafka): Producer =>
  kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner,
  });

/** Makes the topics that are missing. Several services may do it at once. */
export const ensureTopics = async (kafka: Kafka): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = TOPICS.filter((topic) => !existing.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      topics: missing.map((topic) => ({ topic, numPartitions: TOPIC_PARTITIONS })),
      waitForLeaders: true,
    });
  } finally {
    await admin.disconnect();
  }
};
