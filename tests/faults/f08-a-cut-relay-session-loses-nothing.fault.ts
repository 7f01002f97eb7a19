import { eventually } from '@ansinh/testkit';
import { fault } from './arena/fault';
import { relayHolder } from './arena/relay';

export const f08 = fault({
  id: 'F8',
  promises: ['P2', 'P9'],
  title: 'a relay whose database session is cut notices it before the next batch; nothing is lost or inverted',
  recoverWithinS: 5,
  play: async ({ arena, load, random, sized }) => {
    await arena.keep({ enrollment: 2, collection: 1 });
    const running = load.start();
    const cuts = sized(40, 8);
    let slowest = 0;
    for (let cut = 0; cut < cuts; cut += 1) {
      const { upstreamPort } = await eventually(() => relayHolder(arena, 'enrollment'));
      await new Promise((resolve) => setTimeout(resolve, random.int(10, 300)));
      const started = performance.now();
      arena.nemesis.cut(arena.servers.postgresProxy, (session) => session.upstreamPort === upstreamPort);
      await eventually(async () => {
        const holder = await relayHolder(arena, 'enrollment');
        if (holder.upstreamPort === upstreamPort) throw new Error('the cut session still holds the lock');
      });
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
    }
    const operations = await running.stop();
    await arena.settle();
    return { runs: cuts, operations, recoverySeconds: slowest };
  },
});
