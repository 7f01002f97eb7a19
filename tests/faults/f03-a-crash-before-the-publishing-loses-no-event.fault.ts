import { fault } from './arena/fault';
import { startArmedRelay } from './arena/strike';

export const f03 = fault({
  id: 'F3',
  promises: ['P1', 'P2', 'P9'],
  isDeep: true,
  title: 'a relay that dies with committed events before it published them: another one publishes them',
  recoverWithinS: 5,
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 0, collection: 1 });
    const runs = sized(5, 1);
    let slowest = 0;
    for (let run = 0; run < runs; run += 1) {
      const armed = await startArmedRelay(arena, 'enrollment', 'before-publish=exit');
      await arena.start('enrollment', { until: 'live' });
      await load.run(1, ['employer']);
      await armed.child.gone;
      await load.run(2, ['employer', 'household']);
      slowest = Math.max(slowest, await arena.settle());
    }
    return { runs, operations: runs * 3, recoverySeconds: slowest };
  },
});
