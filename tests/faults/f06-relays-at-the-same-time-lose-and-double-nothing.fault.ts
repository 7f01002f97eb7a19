import { createKafka, createProducer, openRelaySession, Relay } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import type { Arena } from './arena/arena';
import { fault } from './arena/fault';

/** Relays that do not ask for the lock, on the outbox of a service whose own relay works too. */
const startRelays = async (arena: Arena, count: number) => {
  const logger = createLogger('second-relay', 'silent');
  const brokers = [`127.0.0.1:${arena.servers.kafkaProxy.port}`];
  const made = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const producer = createProducer(createKafka({ brokers, clientId: `second-relay-${index}`, logger }));
      await producer.connect();
      const openSession = () => openRelaySession(arena.databaseUrl('enrollment'));
      const relay = new Relay({ openSession, producer, logger, ignoreLock: true, batchSize: 1 + index * 3, pollMs: 1 });
      relay.start();
      return { relay, producer };
    }),
  );
  return {
    published: () => made.reduce((sum, { relay }) => sum + relay.status.published, 0),
    stop: () =>
      Promise.all(
        made.map(async ({ relay, producer }) => {
          await relay.stop();
          await producer.disconnect();
        }),
      ),
  };
};

export const f06 = fault({
  id: 'F6',
  promises: ['P2', 'P3'],
  isDeep: true,
  title: 'two and four relays at the same time publish twice, but lose, double and invert nothing',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 2 });
    let operations = 0;
    let published = 0;
    for (const relays of [1, 3]) {
      const others = await startRelays(arena, relays);
      const running = load.start({ kinds: ['employer', 'zone', 'household', 'order'], pauseMs: 5, workers: 4 });
      await new Promise((resolve) => setTimeout(resolve, sized(20_000, 4_000)));
      operations += await running.stop();
      await arena.settle();
      published += others.published();
      await others.stop();
    }
    expect(published).toBeGreaterThan(0);
    return { runs: 2, operations, note: `${published} events were published by the second relays` };
  },
});
