import { waitingRoom } from './waiting-room';

/** Works that end when they are told to, and the order in which they began. */
const startAll = (count: number, atOnce: number) => {
  const { inTurn } = waitingRoom({ atOnce, waitingMax: 10, waitingBytesMax: 1_000 });
  const began: number[] = [];
  const ends = new Map<number, (error?: Error) => void>();
  const results = Array.from({ length: count }, (_, index) =>
    inTurn(1, () => {
      began.push(index);
      return new Promise<number>((resolve, fail) => {
        ends.set(index, (error) => (error === undefined ? resolve(index) : fail(error)));
      });
    }),
  );
  return { began, ends, results };
};

describe('a waiting room', () => {
  it('runs so many works at once and the others in the order in which they came', async () => {
    const { began, ends, results } = startAll(4, 2);
    expect(began).toEqual([0, 1]);
    ends.get(1)?.();
    expect(await results[1]).toBe(1);
    expect(began).toEqual([0, 1, 2]);
    ends.get(0)?.();
    await results[0];
    expect(began).toEqual([0, 1, 2, 3]);
    ends.get(2)?.();
    ends.get(3)?.();
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
  });

  it('hands the place of a work that fails on, and gives its error to who asked', async () => {
    const { began, ends, results } = startAll(2, 1);
    ends.get(0)?.(new Error('refused'));
    await expect(results[0]).rejects.toThrow('refused');
    expect(began).toEqual([0, 1]);
    ends.get(1)?.();
    expect(await results[1]).toBe(1);
  });

  it('refuses at once what would wait behind too many works, or behind too many bytes, and takes it later', async () => {
    const { inTurn } = waitingRoom({ atOnce: 1, waitingMax: 2, waitingBytesMax: 100 });
    const ends: (() => void)[] = [];
    const work = (bytes: number) => inTurn(bytes, () => new Promise<void>((resolve) => ends.push(resolve)));
    // What runs does not wait, however large it is.
    const first = work(1_000);
    const second = work(60);
    await expect(work(41)).rejects.toThrow('service.unavailable');
    const third = work(40);
    await expect(work(0)).rejects.toThrow('service.unavailable');
    // Everybody who was let in ends, one after the other.
    const all = [first, second, third];
    for (const next of all) {
      ends.shift()?.();
      await next;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const fourth = work(60);
    ends.shift()?.();
    await fourth;
  });

  it('runs less at once where the works are large, and one that is larger than all alone', async () => {
    const { inTurn } = waitingRoom({ atOnce: 3, bytesAtOnce: 100, waitingMax: 9, waitingBytesMax: 1_000 });
    const ends = new Map<string, () => void>();
    const start = (name: string, bytes: number) =>
      inTurn(bytes, () => new Promise<void>((resolve) => ends.set(name, resolve)));
    const finish = async (name: string, work: Promise<void>) => {
      ends.get(name)?.();
      await work;
      await new Promise((resolve) => setImmediate(resolve));
    };
    const small = [start('a', 40), start('b', 60)];
    const large = start('c', 500);
    const last = start('d', 1);
    expect([...ends.keys()]).toEqual(['a', 'b']);
    await finish('a', small[0] as Promise<void>);
    // The small one does not overtake the large one, which would wait for ever behind such as it.
    expect([...ends.keys()]).toEqual(['a', 'b']);
    await finish('b', small[1] as Promise<void>);
    expect([...ends.keys()]).toEqual(['a', 'b', 'c']);
    await finish('c', large);
    expect([...ends.keys()]).toEqual(['a', 'b', 'c', 'd']);
    await finish('d', last);
  });

  it('gives who does not wait a place now or not at all, and takes it back once', async () => {
    const { enter, inTurn } = waitingRoom({ bytesAtOnce: 100, waitingMax: 9, waitingBytesMax: 1_000 });
    const leave = enter(60);
    expect(() => enter(41)).toThrow('service.unavailable');
    const other = enter(40);
    const waits = inTurn(50, async () => 'done');
    // Nobody overtakes those who wait.
    expect(() => enter(0)).toThrow('service.unavailable');
    leave();
    leave();
    expect(await waits).toBe('done');
    expect(() => enter(61)).toThrow('service.unavailable');
    enter(60);
    other();
  });
});
