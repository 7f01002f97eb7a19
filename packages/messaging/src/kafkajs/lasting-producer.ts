import type { Kafka, Producer } from 'kafkajs';
import { createProducer } from './kafka';
import { isTopicRefused } from './refusals';

/**
 * A producer that outlives a refusal. The library asks from time to time for all topics that a producer has ever sent to,
 * and gets no answer about any while one of them is refused: so after a refusal another one takes its place.
 */
export const createLastingProducer = (
  kafka: Pick<Kafka, 'producer'>,
): Pick<Producer, 'connect' | 'disconnect' | 'sendBatch'> => {
  let producer = createProducer(kafka);
  let isConnected = false;
  const connect = async (): Promise<void> => {
    if (isConnected) return;
    await producer.connect();
    isConnected = true;
  };
  const disconnect = async (): Promise<void> => {
    isConnected = false;
    await producer.disconnect();
  };
  return {
    connect,
    disconnect,
    sendBatch: async (batch) => {
      await connect();
      try {
        return await producer.sendBatch(batch);
      } catch (error) {
        if (isTopicRefused(error)) {
          await disconnect();
          producer = createProducer(kafka);
        }
        throw error;
      }
    },
  };
};
