import type { Logger } from '@ansinh/telemetry';
import { Kafka, type KafkaConfig, logLevel, type Producer } from 'kafkajs';
import { createPartitioner } from './partitioner';
import { installKafkaPatches } from './patches';

/** How a cluster is spoken to that demands TLS. */
export type KafkaSecurity = {
  /** PEM of the authority that vouches for the brokers; the public ones when left out. */
  readonly ca?: string | undefined;
  /** SCRAM-SHA-512; left out where something else says who may connect. */
  readonly login?: { readonly user: string; readonly password: string } | undefined;
};

export type KafkaOptions = {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly logger: Logger;
  /** Everything in the clear and without a name when left out. */
  readonly security?: KafkaSecurity | undefined;
};

const accessOf = ({ ca, login }: KafkaSecurity): Pick<KafkaConfig, 'ssl' | 'sasl'> => ({
  // The name in the certificate is compared with the one that the broker is called by.
  ssl: ca === undefined ? true : { ca: [ca] },
  ...(login === undefined
    ? {}
    : { sasl: { mechanism: 'scram-sha-512' as const, username: login.user, password: login.password } }),
});

/** The one place that makes a Kafka client (docs/adr/0002): its exit is this folder. */
export const createKafka = ({ brokers, clientId, logger, security }: KafkaOptions): Kafka => {
  installKafkaPatches();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(security === undefined ? {} : accessOf(security)),
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
export const createProducer = (kafka: Pick<Kafka, 'producer'>): Producer =>
  kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner,
  });
