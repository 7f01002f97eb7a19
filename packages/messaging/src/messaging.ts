import { findTopic, topicsOf } from '@ansinh/contracts/catalogue/topics';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Logger } from '@ansinh/telemetry';
import type { Kafka } from 'kafkajs';
import { createLagReader, type Lag } from './desk/lag';
import { Consumer } from './in/consumer';
import type { MessageTx, Subscription, TransactFor } from './in/messages/subscription';
import { Processor } from './in/processor';
import { createSlots } from './in/slots';
import { createKafka, type KafkaSecurity } from './kafkajs/kafka';
import { createLastingProducer } from './kafkajs/lasting-producer';
import { createExplain, type Explain, Refusal } from './kafkajs/refusals';
import { ensureTopics } from './kafkajs/topics';
import { Nudge } from './out/nudge';
import { Relay } from './out/relay';
import { openRelaySession } from './out/relay-session';

export type MessagingOptions<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly brokers: readonly string[];
  /** Of a cluster that demands TLS. */
  readonly security?: KafkaSecurity | undefined;
  /** Of a consumer's session with its group; the broker must allow it. */
  readonly sessionTimeoutMs: number;
  /** How long an event may wait for others, so that one transaction takes many; 100 ms when left out. */
  readonly gatherMs?: number | undefined;
  readonly databaseUrl: string;
  readonly subscriptions: readonly Subscription<Tx>[];
  readonly transact: TransactFor<Tx>;
  readonly logger: Logger;
};

export type Messaging = {
  /** Tells the relay that a commit brought events. */
  readonly nudge: () => void;
  /** What is wrong now, for readiness: empty when all is well. */
  readonly troubles: () => readonly string[];
  readonly status: () => MessagingStatus;
  /** How far the consumer is behind; undefined when the broker does not answer or nothing is consumed. */
  readonly lag: () => Promise<Lag | undefined>;
  readonly stop: () => Promise<void>;
};

export type MessagingStatus = {
  readonly relay: {
    readonly role: 'standby' | 'active';
    readonly trouble: string | undefined;
    readonly published: number;
  };
  readonly consumer: { readonly joined: boolean; readonly trouble: string | undefined } | undefined;
};

const RETRY_MS = 1_000;
const CONSUMER_TRANSACTIONS = 4;
const NO_KAFKA = 'kafka is not reachable';
const SILENT_KAFKA = 'kafka does not answer';
const SILENCE_MS = 20_000;

type Attempts = {
  readonly isDone: () => boolean;
  /** Gives up when it is not done yet. */
  readonly stop: () => Promise<void>;
};

/** Does the work in the background, again and again until it succeeds once. */
const untilDone = (work: () => Promise<void>, failed: (error: unknown) => Promise<void>): Attempts => {
  const nudge = new Nudge();
  let isStopping = false;
  let isDone = false;
  const attempt = async (): Promise<void> => {
    while (!isStopping && !isDone) {
      try {
        await work();
        isDone = true;
      } catch (error) {
        await failed(error);
        await nudge.wait(RETRY_MS);
      }
    }
  };
  const attempts = attempt();
  return {
    isDone: () => isDone,
    stop: async () => {
      isStopping = true;
      nudge.signal();
      await attempts;
    },
  };
};

/** The error, when it is a refusal: all else is thrown on. */
const asRefusal = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  throw error;
};

const topicsReadBy = <Tx extends MessageTx>({ subscriptions }: MessagingOptions<Tx>): readonly string[] => [
  ...new Set(subscriptions.map(({ on }) => on.topic)),
];

const createConsumer = <Tx extends MessageTx>(options: MessagingOptions<Tx>, kafka: Kafka, explain: Explain) => {
  const { service, subscriptions, transact, logger, sessionTimeoutMs, gatherMs } = options;
  // Slow batches of many partitions wait side by side; the connections of requests are not theirs.
  const inSlot = createSlots(CONSUMER_TRANSACTIONS);
  const processor = new Processor<Tx>({
    service,
    subscriptions,
    transact: (cause, work) => inSlot(() => transact(cause, work)),
    logger,
  });
  if (subscriptions.length === 0) return undefined;
  const consumer = new Consumer({ kafka, groupId: service, processor, logger, sessionTimeoutMs, gatherMs, explain });
  return { consumer, topics: processor.topics };
};

/**
 * Relay and consumer of one service process. Starts in the background and keeps trying: a service whose Kafka is away
 * still takes commands, and its outbox drains later.
 */
export const startMessaging = <Tx extends MessageTx>(options: MessagingOptions<Tx>): Messaging => {
  const { service, brokers, security, databaseUrl, logger } = options;
  const kafka = createKafka({ brokers, clientId: service, logger, security });
  const reads = topicsReadBy(options);
  const own = topicsOf(service);
  const others = reads.flatMap((name) => findTopic(name) ?? []).filter(({ owner }) => owner !== service);
  const explain = createExplain(kafka, { groupId: service, writes: own.map(({ name }) => name), reads });
  const producer = createLastingProducer(kafka);
  const relay = new Relay({ openSession: () => openRelaySession(databaseUrl), producer, logger });
  const { consumer, topics } = createConsumer(options, kafka, explain) ?? {};
  let startTrouble = NO_KAFKA;
  let isOpen = false;
  const open = async (): Promise<void> => {
    if (isOpen) return;
    await producer.connect();
    relay.start();
    await consumer?.start();
    isOpen = true;
  };
  const start = untilDone(
    async () => {
      const refusal = await ensureTopics(kafka, { own, others }).then(() => undefined, asRefusal);
      // What it may not do with one topic keeps it from nothing with the others; that one is asked for again and again.
      await open();
      if (refusal !== undefined) throw refusal;
    },
    async (error) => {
      startTrouble = (await explain(error)) ?? NO_KAFKA;
      logger.warn({ err: error, trouble: startTrouble }, 'messages cannot be sent and read yet');
    },
  );
  const lag = topics && createLagReader({ kafka, groupId: service, topics, logger, isConnected: () => isOpen });
  // A broker that is frozen keeps its sessions: the library waits for its answers without a word.
  const consumerTrouble = (): string | undefined =>
    consumer?.status.trouble ?? ((lag?.silentMs() ?? 0) > SILENCE_MS ? SILENT_KAFKA : undefined);

  return {
    nudge: () => relay.nudge(),
    troubles: () => {
      // Who consumes nothing takes commands without Kafka as well as with it: the age of its outbox is watched instead.
      const isStarting = !start.isDone() && (isOpen || consumer !== undefined);
      const troubles = [
        isStarting ? startTrouble : undefined,
        relay.status.trouble,
        isOpen ? consumerTrouble() : undefined,
      ];
      return [...new Set(troubles.filter((trouble) => trouble !== undefined))];
    },
    status: () => ({
      relay: { ...relay.status, trouble: relay.status.trouble ?? (start.isDone() ? undefined : startTrouble) },
      // A member that crashed had joined once: only one without trouble is in its group.
      consumer: consumer && {
        joined: consumer.status.joined && consumer.status.trouble === undefined,
        trouble: consumerTrouble(),
      },
    }),
    lag: async () => lag?.read(),
    stop: async () => {
      await start.stop();
      await lag?.stop();
      await consumer?.stop();
      await relay.stop();
      await producer.disconnect();
    },
  };
};
