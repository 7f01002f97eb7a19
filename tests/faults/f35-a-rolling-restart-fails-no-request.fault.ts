import { fault } from './arena/fault';

export const f35 = fault({
  id: 'F35',
  promises: ['P1', 'P9'],
  isDeep: true,
  title: 'a rolling restart under load fails no request, and each process ends within ten seconds',
  recoverWithinS: 5,
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 3, collection: 3 });
    const [unknown, refused] = [load.unknown.length, load.unavailable];
    const running = load.start();
    let restarts = 0;
    let slowest = 0;
    for (let round = 0; round < sized(3, 1); round += 1) {
      for (const app of ['enrollment', 'collection'] as const) {
        for (const old of arena.replicas(app)) {
          const started = performance.now();
          await arena.stop(old);
          slowest = Math.max(slowest, (performance.now() - started) / 1000);
          await arena.start(app);
          restarts += 1;
        }
      }
    }
    const operations = await running.stop();
    const seconds = await arena.settle();
    expect(slowest).toBeLessThan(10);
    // A refused connection is no failure: nothing was sent, and the client takes the next process.
    expect({ unanswered: load.unknown.slice(unknown), unavailable: load.unavailable - refused }).toEqual({
      unanswered: [],
      unavailable: 0,
    });
    return { runs: restarts, operations, recoverySeconds: seconds, note: `slowest end ${slowest.toFixed(1)} s` };
  },
});
