import { eventually, type Finding } from '@ansinh/testkit';
import { fault } from './arena/fault';
import { openWorkers } from './arena/workers';

/** The scheduled job and its counter (packages/testkit/src/probe/jobs); the service has others of its own. */
const OF_DAILY = "WHERE name = 'count-daily'";
const DAILY = '00000000-0000-7000-8000-00000000da11';

export const f40 = fault({
  id: 'F40',
  promises: ['P9', 'P11'],
  title: 'three processes that start after a time of a schedule was missed run it once',
  recoverWithinS: 10,
  play: async ({ arena, sized }) => {
    const workers = await openWorkers(arena);
    const runs = sized(5, 2);
    const first = await workers.start();
    await eventually(async () => expect(await workers.query(`SELECT FROM platform.job_schedules ${OF_DAILY}`)).toBe(1));
    await first.child.stop();
    let slowest = 0;
    for (let run = 0; run < runs; run += 1) {
      // As if all of them had been down for three days.
      await workers.query(`UPDATE platform.job_schedules SET last_for = last_for - interval '3 days' ${OF_DAILY}`);
      const started = performance.now();
      const processes = await Promise.all([workers.start(), workers.start(), workers.start()]);
      await eventually(async () => expect((await workers.totals()).get(DAILY)).toBe(run + 1));
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
      // Whoever looks later finds that the time is taken.
      await Promise.all(processes.map(({ child }) => child.stop()));
    }
    const total = (await workers.totals()).get(DAILY) ?? 0;
    const findings: Finding[] =
      total === runs ? [] : [{ rule: 'doubled', subject: DAILY, detail: `${total} runs of ${runs} times` }];
    await workers.end();
    return { runs, operations: 3 * runs, recoverySeconds: slowest, findings };
  },
});
