import { newId } from '@ansinh/database';
import { eventually } from '@ansinh/testkit';
import { fault } from './arena/fault';
import { collectSpans } from './arena/spans';
import { judgeTotals, openWorkers } from './arena/workers';

export const f39 = fault({
  id: 'F39',
  promises: ['P9', 'P10', 'P11'],
  title:
    'a job whose process is killed right before its commit leaves nothing, and takes effect once in another process, in the trace of its request',
  // The lease of the job ends after 2 s here.
  recoverWithinS: 10,
  play: async ({ arena, sized }) => {
    const workers = await openWorkers(arena);
    const collector = await collectSpans();
    const traced = {
      OTEL_TRACES_EXPORTER: 'zipkin',
      OTEL_EXPORTER_ZIPKIN_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '200',
    };
    const runs = sized(5, 1);
    const ids: string[] = [];
    /** Orders a job of a process that is killed in it. A job of the minute may come first and end the process before the order. */
    const killedInIts = async (environment: Readonly<Record<string, string>>) => {
      for (;;) {
        const id = newId();
        const armed = await workers.start({ ...environment, FAILPOINTS: 'before-job-commit=exit' });
        const traceId = await workers.order(armed, id).catch(() => undefined);
        await armed.child.gone;
        if (traceId !== undefined) return { id, traceId };
      }
    };
    let slowest = 0;
    for (let run = 0; run < runs; run += 1) {
      const { id, traceId } = await killedInIts(traced);
      ids.push(id);
      if ((await workers.totals()).has(id)) throw new Error('a job that was killed has left its effect');
      const started = performance.now();
      const healthy = await workers.start(traced);
      await eventually(async () => expect((await workers.totals()).get(id)).toBe(1));
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
      // The span of the killed attempt died with its process: this one is of the other process.
      await eventually(() => {
        const jobs = collector.spans().filter(({ name }) => name.toLowerCase() === 'job reach-later');
        expect(jobs.map((span) => span.traceId)).toContain(traceId);
      });
      await healthy.child.stop();
    }
    const findings = judgeTotals(await workers.totals(), ids);
    await workers.end();
    await collector.close();
    return { runs, operations: runs, recoverySeconds: slowest, findings };
  },
});
