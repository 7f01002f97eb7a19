import { fault } from './arena/fault';

export const f12 = fault({
  id: 'F12',
  promises: ['P1', 'P4', 'P8', 'P9'],
  title:
    'a database that stalls, and a commit that is carried out although its caller sees a time-out: nothing is doubled',
  recoverWithinS: 10,
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 1 });
    const armed = await Promise.all(
      (['enrollment', 'collection'] as const).map((app) =>
        arena.start(app, { environment: { FAILPOINTS: 'commit=execute-then-throw@2' } }),
      ),
    );
    const refusedBefore = load.unavailable;
    await load.run(12, ['employer', 'credit']);
    expect(load.unavailable).toBeGreaterThan(refusedBefore);
    await Promise.all(armed.map((replica) => arena.stop(replica)));

    const running = load.start({ workers: 8 });
    const stallMs = sized(10_000, 4_000);
    let slowest = 0;
    for (const mode of ['freeze', 'freeze-answers'] as const) {
      arena.nemesis.set(arena.servers.postgresProxy, mode);
      await new Promise((resolve) => setTimeout(resolve, stallMs));
      arena.nemesis.set(arena.servers.postgresProxy, 'open');
      const started = performance.now();
      await Promise.all([load.run(1, ['employer']), load.run(1, ['credit'])]);
      slowest = Math.max(slowest, (performance.now() - started) / 1000);
    }
    const operations = (await running.stop()) + 12;
    const settled = await arena.settle();
    const note = `two stalls of ${stallMs / 1000} s, two commits without an answer`;
    return { runs: 4, operations, recoverySeconds: Math.max(slowest, settled), note };
  },
});
