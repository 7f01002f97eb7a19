import { newId } from '@ansinh/database';
import { eventually } from '@ansinh/testkit';
import { fault } from './arena/fault';
import { judgeTotals, openWorkers } from './arena/workers';

export const f41 = fault({
  id: 'F41',
  promises: ['P9', 'P11'],
  title: 'jobs that run while PostgreSQL is cut off go on when it is back, and each takes effect once',
  recoverWithinS: 15,
  play: async ({ arena, random, sized }) => {
    const workers = await openWorkers(arena);
    const [one, other] = [await workers.start(), await workers.start()];
    const runs = sized(5, 1);
    const ids: string[] = [];
    let slowest = 0;
    for (let run = 0; run < runs; run += 1) {
      const batch = Array.from({ length: 40 }, () => newId());
      ids.push(...batch);
      for (const [index, id] of batch.entries()) await workers.order(index % 2 === 0 ? one : other, id);
      const { postgresProxy } = arena.servers;
      arena.nemesis.set(postgresProxy, 'refuse');
      arena.nemesis.cut(postgresProxy);
      await new Promise((resolve) => setTimeout(resolve, random.int(500, 2_000)));
      arena.nemesis.set(postgresProxy, 'open');
      const started = performance.now();
      await eventually(async () => {
        const totals = await workers.totals();
        expect(batch.filter((id) => !totals.has(id))).toEqual([]);
      });
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
    }
    const findings = judgeTotals(await workers.totals(), ids);
    await workers.end();
    return { runs, operations: ids.length, recoverySeconds: slowest, findings };
  },
});
