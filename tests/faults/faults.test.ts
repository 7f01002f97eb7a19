import { createRandom } from '@ansinh/sample-data';
import { Arena } from './arena/arena';
import type { Fault, Measured } from './arena/fault';
import { judge } from './arena/judge';
import { Load } from './arena/load';
import { keepResult, resultOf } from './arena/results';
import { readSettings } from './arena/settings';
import { FAULTS } from './catalogue';

const { seed, isFull, only } = readSettings();
const chosen = FAULTS.filter(({ id }) => only.length === 0 || only.includes(id));
const TEST_MS = isFull ? 600_000 : 180_000;

/**
 * The fault catalogue on real processes. The servers stay from fault to fault; one that fails takes them with it, so
 * that the next begins with clean ones.
 */
describe(`faults, seed ${seed}`, () => {
  let arena: Arena | undefined;
  let load: Load | undefined;

  afterAll(async () => {
    await arena?.close();
  }, 60_000);

  const playOn = async (on: Arena, under: Load, fault: Fault): Promise<Measured> => {
    const random = createRandom(seed).fork(fault.id);
    return fault.play({ arena: on, load: under, random, sized: (full, slice) => (isFull ? full : slice) });
  };

  it.each(chosen.map((fault) => [`${fault.id}: ${fault.title}`, fault] as const))(
    '%s',
    async (_name, fault) => {
      arena ??= await Arena.open();
      load ??= new Load(arena, seed);
      const [wrong, acts, started] = [load.wrong.length, arena.nemesis.acts.length, performance.now()];
      try {
        const measured = await playOn(arena, load, fault);
        const findings = [...(measured.findings ?? []), ...(await judge(arena, load))];
        const seconds = (performance.now() - started) / 1000;
        keepResult(resultOf(fault, seed, { measured, findings, seconds }));
        expect(findings).toEqual([]);
        if (fault.onlyGoodAnswers ?? true) expect(load.wrong.slice(wrong)).toEqual([]);
        if (fault.recoverWithinS !== undefined)
          expect(measured.recoverySeconds).toBeLessThanOrEqual(fault.recoverWithinS);
      } catch (error) {
        const schedule = arena.nemesis.acts.slice(acts).map(({ atMs, what }) => `${atMs} ms ${what}`);
        process.stderr.write(`${fault.id}, seed ${seed}, schedule:\n${schedule.join('\n')}\n`);
        await arena.close();
        [arena, load] = [undefined, undefined];
        throw error;
      }
    },
    TEST_MS,
  );
});
