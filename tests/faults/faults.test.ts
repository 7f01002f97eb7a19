import { createRandom } from '@ansinh/sample-data';
import { Arena } from './arena/arena';
import type { Fault, Measured } from './arena/fault';
import { judge } from './arena/judge';
import { Load } from './arena/load';
import { keepResult, logsOf, resultOf } from './arena/results';
import { readSettings } from './arena/settings';
import { FAULTS } from './catalogue';

const { seed, isFull, only, isSlice } = readSettings();
const chosen = FAULTS.filter(({ id }) => only.length === 0 || only.includes(id)).filter(
  ({ isDeep }) => !(isSlice && isDeep),
);
const FAULT_MS = isFull ? 600_000 : 240_000;

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

  /** jest abandons a test that takes too long, with its servers; so it ends before that, in the ordinary way. */
  const inTime = async <Result>(work: Promise<Result>): Promise<Result> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, fail) => {
      timer = setTimeout(() => fail(new Error(`was not over after ${FAULT_MS / 1000} s`)), FAULT_MS);
    });
    // What it was waiting for fails when the servers end.
    work.catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  };

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
        const measured = await inTime(playOn(arena, load, fault));
        const findings = [...(measured.findings ?? []), ...(await judge(arena, load))];
        const seconds = (performance.now() - started) / 1000;
        keepResult(resultOf(fault, seed, { measured, findings, seconds }));
        expect(findings).toEqual([]);
        if (fault.onlyGoodAnswers ?? true) expect(load.wrong.slice(wrong)).toEqual([]);
        // How long it takes is measured by `npm run faults`; a slow machine that runs the tests is no fault.
        if (isFull && fault.recoverWithinS !== undefined)
          expect(measured.recoverySeconds).toBeLessThanOrEqual(fault.recoverWithinS);
      } catch (error) {
        const schedule = arena.nemesis.acts.slice(acts).map(({ atMs, what }) => `${atMs} ms ${what}`);
        const logs = logsOf(fault.id, seed);
        process.stderr.write(`${fault.id}, seed ${seed}; logs in ${logs}; schedule:\n${schedule.join('\n')}\n`);
        await arena.close(logs);
        [arena, load] = [undefined, undefined];
        throw error;
      }
    },
    FAULT_MS + 120_000,
  );
});
