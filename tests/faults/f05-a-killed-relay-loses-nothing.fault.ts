import { eventually } from '@ansinh/testkit';
import { fault } from './arena/fault';
import { activeRelay } from './arena/relay';

export const f05 = fault({
  id: 'F5',
  promises: ['P1', 'P2', 'P9'],
  title: 'a relay that is killed again and again under load loses, doubles and inverts nothing; a standby takes over',
  recoverWithinS: 5,
  play: async ({ arena, load, random, sized }) => {
    await arena.keep({ enrollment: 3, collection: 1 });
    const running = load.start();
    const kills = sized(50, 5);
    let slowest = 0;
    let starting: Promise<unknown> = Promise.resolve();
    for (let kill = 0; kill < kills; kill += 1) {
      const relay = await eventually(() => activeRelay(arena, 'enrollment'));
      await new Promise((resolve) => setTimeout(resolve, random.int(20, 400)));
      const started = performance.now();
      await arena.kill(relay);
      await eventually(() => activeRelay(arena, 'enrollment'));
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
      // There are always two that can take over; the third starts meanwhile.
      await starting;
      starting = arena.start('enrollment', { until: 'live' });
    }
    await starting;
    const operations = await running.stop();
    await arena.settle();
    return { runs: kills, operations, recoverySeconds: slowest };
  },
});
