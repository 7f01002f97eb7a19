import { createLogger } from '@ansinh/telemetry';
import type { Producer, ProducerBatch } from 'kafkajs';
import { createKafka } from './kafka';
import { createLastingProducer } from './lasting-producer';

const refusal = Object.assign(new Error('not authorized'), { type: 'TOPIC_AUTHORIZATION_FAILED' });

/** Producers that do what is told of them, one by one, and what was asked of each. */
const cluster = () => {
  const asked: string[] = [];
  const faults: Error[] = [];
  const kafka = createKafka({ brokers: ['127.0.0.1:1'], clientId: 'test', logger: createLogger('test', 'silent') });
  let made = 0;
  const ask = async (what: string): Promise<void> => {
    asked.push(what);
    const fault = what.includes('disconnect') ? undefined : faults.shift();
    if (fault !== undefined) throw fault;
  };
  const producer = (): Producer => {
    made += 1;
    const number = made;
    return Object.assign(kafka.producer(), {
      connect: () => ask(`${number} connect`),
      disconnect: () => ask(`${number} disconnect`),
      sendBatch: async () => {
        await ask(`${number} send`);
        return [];
      },
    });
  };
  return { asked, faults, lasting: createLastingProducer({ producer }) };
};
const batch: ProducerBatch = { topicMessages: [] };

describe('a lasting producer', () => {
  it('is one and the same while nothing is refused, whatever else fails', async () => {
    const { asked, faults, lasting } = cluster();
    await lasting.connect();
    await lasting.sendBatch(batch);
    faults.push(new Error('the broker is away'));
    await expect(lasting.sendBatch(batch)).rejects.toThrow('the broker is away');
    await lasting.sendBatch(batch);
    await lasting.disconnect();
    expect(asked).toEqual(['1 connect', '1 send', '1 send', '1 send', '1 disconnect']);
  });

  it('is another one after a refusal, which it still says', async () => {
    const { asked, faults, lasting } = cluster();
    await lasting.connect();
    faults.push(refusal);
    await expect(lasting.sendBatch(batch)).rejects.toThrow(refusal);
    await lasting.sendBatch(batch);
    expect(asked).toEqual(['1 connect', '1 send', '1 disconnect', '2 connect', '2 send']);
  });

  it('connects with the next batch when it could not at once', async () => {
    const { asked, faults, lasting } = cluster();
    await lasting.connect();
    faults.push(refusal, new Error('the broker is away'));
    await expect(lasting.sendBatch(batch)).rejects.toThrow(refusal);
    await expect(lasting.sendBatch(batch)).rejects.toThrow('the broker is away');
    await lasting.sendBatch(batch);
    expect(asked.slice(3)).toEqual(['2 connect', '2 connect', '2 send']);
  });
});
