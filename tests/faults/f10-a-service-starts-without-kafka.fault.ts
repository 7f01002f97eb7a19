import { fault } from './arena/fault';

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

export const f10 = fault({
  id: 'F10',
  promises: ['P1', 'P9'],
  title:
    'a service that starts without Kafka takes commands, is not ready as a consumer, and is ready when Kafka comes',
  recoverWithinS: 5,
  isDeep: true,
  play: async ({ arena, load }) => {
    await arena.keep({ enrollment: 0, collection: 1 });
    arena.nemesis.set(arena.servers.kafkaProxy, 'refuse');
    const alone = await arena.start('enrollment', { until: 'live' });
    await load.run(10, ['employer', 'household', 'zone']);
    expect(await statusOf(`${alone.url}/health/live`)).toBe(200);
    expect(await statusOf(`${alone.url}/health/ready`)).toBe(503);
    arena.nemesis.set(arena.servers.kafkaProxy, 'open');
    const seconds = await arena.settle();
    // It is the same process: it was not started again by anybody.
    expect(alone.child.signal('SIGCONT')).toBe(true);
    return { runs: 1, operations: 10, recoverySeconds: seconds };
  },
});
