import type { ServiceName } from '@ansinh/contracts';
import type { Logger } from '@ansinh/telemetry';
import type { Producer } from 'kafkajs';
import { Consumer } from './consumer';
import { createKafka, createProducer, ensureTopics } from './kafka';
import { Processor, type TransactFor } from './processor';
import { Relay } from './relay';
import type { MessageTx, Subscription } from './subscription';

export type MessagingOptions<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly brokers: readonly string[];
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
  readonly status: () => { relay: 'standby' | 'active'; published: number; consumer: boolean };
  readonly stop: () => Promise<void>;
};

const RETRY_MS = 1_000;

/**
 * Relay and consumer of one service process. Starts in the background and keeps trying: a service whose Kafka is away
 * still takes commands, and its outbox drains later.
 */
export const startMessaging = <Tx extends MessageTx>(options: MessagingOptions<Tx>): Messaging => {
  const { service, brokers, databaseUrl, subscriptions, transact, logger } = options;
  const kafka = createKafka({ brokers, clientId: service, logger });
  const producer: Producer = createProducer(kafka);
  const relay = new Relay({ databaseUrl, producer, logger });
  const processor = new Processor({ service, subscriptions, transact, logger });
  const consumer =
    subscriptions.length === 0 ? undefined : new Consumer({ kafka, groupId: service, processor, logger });
  let stopping = false;
  let wake: (() => void) | undefined;
  let started = false;

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

  return {
    nudge: () => relay.nudge(),
    troubles: () => {
      if (!started) return ['kafka is not reachable'];
      return [relay.status.trouble, consumer?.status.trouble].filter((trouble) => trouble !== undefined);
    },
    status: () => ({
      relay: relay.status.role,
      published: relay.status.published,
      consumer: consumer?.status.joined ?? false,
    }),
    stop: async () => {
      stopping = true;
      wake?.();
      await starting;
      await consumer?.stop();
      await relay.stop();
      await producer.disconnect();
    },
  };
};
