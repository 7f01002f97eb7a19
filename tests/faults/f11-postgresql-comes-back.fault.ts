import type { Stage } from './arena/fault';
import { fault } from './arena/fault';

const SHUTDOWNS = [
  ['SIGINT', 'fast'],
  ['SIGQUIT', 'immediate'],
  ['SIGKILL', 'killed'],
] as const;

/** From PostgreSQL's return until an operation succeeds on each service. */
const untilServed = async ({ load }: Stage): Promise<number> => {
  const started = performance.now();
  await Promise.all([load.run(1, ['employer']), load.run(1, ['credit'])]);
  return (performance.now() - started) / 1000;
};

export const f11 = fault({
  id: 'F11',
  promises: ['P1', 'P9'],
  title:
    'while PostgreSQL restarts (fast, immediate, killed) callers get 503 only, and every acknowledged command is there',
  recoverWithinS: 10,
  isDeep: true,
  play: async (stage) => {
    const { arena, load, sized } = stage;
    await arena.keep({ enrollment: 2, collection: 2 });
    const running = load.start({ workers: 8 });
    const rounds = sized(4, 1);
    let slowest = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const [signal] of SHUTDOWNS) {
        await new Promise((resolve) => setTimeout(resolve, sized(2_000, 700)));
        const { child } = arena.servers.postgres();
        arena.nemesis.signal(child, signal);
        await child.gone;
        await new Promise((resolve) => setTimeout(resolve, 500));
        await arena.servers.startPostgresAgain();
        slowest = Math.max(slowest, await untilServed(stage));
      }
    }
    const operations = await running.stop();
    const settled = await arena.settle();
    const note = `${SHUTDOWNS.map(([, name]) => name).join(', ')}; quiet ${settled.toFixed(1)} s after the load`;
    return { runs: rounds * SHUTDOWNS.length, operations, recoverySeconds: Math.max(slowest, settled), note };
  },
});
