import fc from 'fast-check';
import { type FairLimits, fairRoom } from './fair-room';

const LIMITS: FairLimits = { atOnce: 4, atOnceEach: 2, waitingEach: 3, waitingMs: 60_000 };

/** Ends the waiting of a test with it. */
let over: AbortController;
beforeEach(() => {
  over = new AbortController();
});
afterEach(() => over.abort());

/** Who has come in, in that order, and how each goes. */
const opened = (limits: FairLimits = LIMITS) => {
  const room = fairRoom(limits);
  const inside: { readonly who: string; readonly leave: () => void }[] = [];
  const come = async (who: string, signal = over.signal): Promise<void> => {
    const leave = await room.enter(who, signal);
    inside.push({ who, leave });
  };
  const go = (who: string): void => {
    const at = inside.findIndex((one) => one.who === who);
    inside.splice(at, 1)[0]?.leave();
  };
  /** Whoever waits until the end of the test. */
  const comeSometime = (who: string): void => {
    come(who).catch(() => undefined);
  };
  return { come, comeSometime, go, inside: () => inside.map(({ who }) => who).join('') };
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a fair room', () => {
  it('gives nobody more than a part of its places, however many one comes with', async () => {
    const { come, comeSometime, inside } = opened();
    for (let time = 0; time < 5; time += 1) comeSometime('a');
    await turn();
    expect(inside()).toBe('aa');
    await come('b');
    await come('b');
    expect(inside()).toBe('aabb');
  });

  it('gives a place that becomes free to who holds the fewest', async () => {
    const { come, comeSometime, go, inside } = opened({ ...LIMITS, atOnceEach: 3 });
    for (const who of 'aaab') await come(who);
    for (const who of 'aabc') comeSometime(who);
    go('a');
    await turn();
    expect(inside()).toBe('aabc');
    go('a');
    await turn();
    expect(inside()).toBe('abca');
    go('b');
    await turn();
    expect(inside()).toBe('acab');
  });

  it('refuses who has too many waiting, and not who comes after', async () => {
    const { come, comeSometime, inside } = opened();
    const [first, second] = [come('a'), come('a')];
    await Promise.all([first, second]);
    for (const who of 'aaa') comeSometime(who);
    await expect(come('a')).rejects.toMatchObject({ code: 'request.too-many' });
    await come('b');
    expect(inside()).toBe('aab');
  });

  it('keeps no place for who hangs up or waits too long', async () => {
    const { come, go, inside } = opened({ ...LIMITS, atOnce: 1, waitingMs: 20 });
    await come('a');
    const hangsUp = new AbortController();
    const gone = come('b', hangsUp.signal);
    hangsUp.abort(new Error('hung up'));
    await expect(gone).rejects.toThrow('hung up');
    await expect(come('c', hangsUp.signal)).rejects.toThrow('hung up');
    await expect(come('c')).rejects.toMatchObject({ code: 'service.unavailable' });
    const patient = come('d');
    go('a');
    await patient;
    expect(inside()).toBe('d');
  });

  it('keeps its limits, leaves no place empty that one may have, and forgets nobody, whatever comes', async () => {
    const step = fc.record({ who: fc.constantFrom(...'abc'), comes: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { comeSometime, go, inside } = opened({ ...LIMITS, waitingEach: 100 });
        const wanted = new Map<string, number>();
        const count = (who: string): number => [...inside()].filter((one) => one === who).length;
        for (const { who, comes } of steps) {
          if (comes) {
            comeSometime(who);
            wanted.set(who, (wanted.get(who) ?? 0) + 1);
          } else if (count(who) > 0) {
            go(who);
            wanted.set(who, (wanted.get(who) ?? 0) - 1);
          }
          await turn();
          const inRoom = [...'abc'].map(count);
          const total = inRoom.reduce((sum, one) => sum + one, 0);
          expect(total).toBeLessThanOrEqual(LIMITS.atOnce);
          expect(Math.max(...inRoom)).toBeLessThanOrEqual(LIMITS.atOnceEach);
          const couldEnter = [...'abc'].filter(
            (one) => (wanted.get(one) ?? 0) > count(one) && count(one) < LIMITS.atOnceEach,
          );
          if (total < LIMITS.atOnce) expect(couldEnter).toEqual([]);
        }
      }),
    );
  });
});
