import { eventually } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { fault } from './arena/fault';

const waiting = async (arena: Arena): Promise<number> => {
  const [row] = await arena.query<{ count: number }>(
    'enrollment',
    'SELECT count(*)::int AS count FROM platform.outbox',
  );
  return row?.count ?? 0;
};

export const f09 = fault({
  id: 'F9',
  promises: ['P1', 'P2', 'P9'],
  title: 'while Kafka is killed or stands still, commands succeed; afterwards everything is published and consumed',
  recoverWithinS: 5,
  isDeep: true,
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 2, collection: 2 });
    const downMs = sized(60_000, 5_000);
    const refusedBefore = load.unavailable;
    const running = load.start();
    let slowest = 0;
    const outage = async (end: () => Promise<void>): Promise<void> => {
      const done = load.sent.length;
      await new Promise((resolve) => setTimeout(resolve, downMs));
      expect(load.sent.length).toBeGreaterThan(done + 10);
      expect(await waiting(arena)).toBeGreaterThan(0);
      await end();
      const started = performance.now();
      // The load goes on: what counts is that the outbox is seen empty again.
      await eventually(async () => expect(await waiting(arena)).toBe(0), { withinMs: 60_000 });
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
    };
    await arena.nemesis.kill(arena.servers.kafka().child);
    await outage(() => arena.servers.startKafkaAgain());
    const { child } = arena.servers.kafka();
    arena.nemesis.pause(child);
    await outage(async () => arena.nemesis.resume(child));
    const operations = await running.stop();
    const seconds = await arena.settle(90_000);
    expect(load.unavailable).toBe(refusedBefore);
    const note = `down for ${downMs / 1000} s each; drained and all ready ${seconds.toFixed(1)} s after the load`;
    return { runs: 2, operations, recoverySeconds: slowest, note };
  },
});
