import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Logger } from '@ansinh/telemetry';
import type { Producer } from 'kafkajs';
import { createLagReader, type Lag } from './desk/lag';
import { Consumer } from './in/consumer';
import type { MessageTx, Subscription, TransactFor } from './in/messages/subscription';
import { Processor } from './in/processor';
import { createSlots } from './in/slots';
import { createKafka, createProducer, ensureTopics } from './kafkajs/kafka';
import { Relay } from './out/relay';
import { openRelaySession } from './out/relay-session';

export type MessagingOptions<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly brokers: readonly string[];
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

/**
 * Relay and consumer of one service process. Starts in the background and keeps trying: a service whose Kafka is away
 * still takes commands, and its outbox drains later.
 */
export const startMessaging = <Tx extends MessageTx>(options: MessagingOptions<Tx>): Messaging => {
  const { service, brokers, sessionTimeoutMs, gatherMs, databaseUrl, subscriptions, transact, logger } = options;
  const kafka = createKafka({ brokers, clientId: service, logger });
  const producer: Producer = createProducer(kafka);
  const relay = new Relay({ openSession: () => openRelaySession(databaseUrl), producer, logger });
  // Slow batches of many partitions wait side by side; the connections of requests are not theirs.
  const inSlot = createSlots(CONSUMER_TRANSACTIONS);
  const processor = new Processor<Tx>({
    service,
    subscriptions,
    transact: (cause, work) => inSlot(() => transact(cause, work)),
    logger,
  });
  const consumer =
    subscriptions.length === 0
      ? undefined
      : new Consumer({ kafka, groupId: service, processor, logger, sessionTimeoutMs, gatherMs });
  let stopping = false;
  let wake: (() => void) | undefined;
  let started = false;
  const { topics } = processor;
  const lag =
    consumer === undefined
      ? undefined
      : createLagReader({ kafka, groupId: service, topics, logger, isConnected: () => started });

  const start = async (): Promise<void> => {
    while (!stopping && !started) {
      try {
        await ensureTopics(kafka);
        await producer.connect();
        relay.start();
        await consumer?.start();
        started = true;
      } catch (error) {
        logger.warn({ err: error }, 'kafka is not reachable yet');
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, RETRY_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  };
  const starting = start();
  // A broker that is frozen keeps its sessions: the library waits for its answers without a word.
  const consumerTrouble = (): string | undefined =>
    consumer?.status.trouble ?? ((lag?.silentMs() ?? 0) > SILENCE_MS ? SILENT_KAFKA : undefined);

  return {
    nudge: () => relay.nudge(),
    troubles: () => {
      // Who consumes nothing takes commands without Kafka as well as with it: the age of its outbox is watched instead.
      if (!started) return consumer === undefined ? [] : [NO_KAFKA];
      return [relay.status.trouble, consumerTrouble()].filter((trouble) => trouble !== undefined);
    },
    status: () => ({
      relay: { ...relay.status, trouble: started ? relay.status.trouble : NO_KAFKA },
      // A member that crashed had joined once: only one without trouble is in its group.
      consumer: consumer && {
        joined: consumer.status.joined && consumer.status.trouble === undefined,
        trouble: consumerTrouble(),
      },
    }),
    lag: async () => lag?.read(),
    stop: async () => {
      stopping = true;
      wake?.();
      await starting;
      await lag?.stop();
      await consumer?.stop();
      await relay.stop();
      await producer.disconnect();
    },
  };
};
