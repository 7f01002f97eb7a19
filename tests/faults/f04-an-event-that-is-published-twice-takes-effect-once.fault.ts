import { fault } from './arena/fault';
import { startArmedRelay } from './arena/strike';

const countTwice = (ids: readonly (string | undefined)[]): number => ids.length - new Set(ids).size;

export const f04 = fault({
  id: 'F4',
  promises: ['P2', 'P3'],
  isDeep: true,
  title: 'a relay that dies between the acknowledgement and its own note publishes twice, and there is one effect',
  recoverWithinS: 5,
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 0, collection: 1 });
    const runs = sized(5, 1);
    let slowest = 0;
    const idsIn = async () => (await arena.desk.read()).map(({ headers }) => headers.ce_id);
    const before = countTwice(await idsIn());
    for (let run = 0; run < runs; run += 1) {
      const armed = await startArmedRelay(arena, 'enrollment', 'after-ack=exit');
      await arena.start('enrollment', { until: 'live' });
      await load.run(1, ['employer']);
      await armed.child.gone;
      await load.run(2, ['employer', 'household']);
      slowest = Math.max(slowest, await arena.settle());
    }
    const twice = countTwice(await idsIn()) - before;
    expect(twice).toBeGreaterThanOrEqual(runs);
    return { runs, operations: runs * 3, recoverySeconds: slowest, note: `${twice} records were in the topic twice` };
  },
});
