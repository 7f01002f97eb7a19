import { inGroups } from './groups';

type Item = { readonly name: string; readonly keys?: readonly string[]; readonly size?: number };

/** Groups that end when they are told to, and who was in them. */
const start = ({ atOnce = 1, mayBeOfOne = true, everyMs = 0 } = {}) => {
  const groups: { readonly names: string; readonly end: (error?: Error) => void }[] = [];
  const join = inGroups<Item, string>({
    atOnce,
    itemsMax: 3,
    everyMs,
    sizeMax: 100,
    sizeOf: ({ size = 1 }) => size,
    keysOf: ({ keys = [] }) => keys,
    mayBeOfOne: () => mayBeOfOne,
    work: (items) =>
      new Promise((resolve, fail) => {
        const answers = items.map(({ name }) => `${name}!`);
        const end = (error?: Error) => (error === undefined ? resolve(answers) : fail(error));
        groups.push({ names: items.map(({ name }) => name).join(''), end });
      }),
  });
  const names = () => groups.map((group) => group.names);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (index: number, error?: Error) => {
    groups[index]?.end(error);
    await settle();
  };
  return { join, names, end };
};

describe('groups', () => {
  it('begin at once, and take together what came meanwhile, up to so many', async () => {
    const { join, names, end } = start();
    const all = ['a', 'b', 'c', 'd', 'e'].map((name) => join({ name }));
    expect(names()).toEqual(['a']);
    await end(0);
    expect(names()).toEqual(['a', 'bcd']);
    await end(1);
    await end(2);
    expect(names()).toEqual(['a', 'bcd', 'e']);
    expect(await Promise.all(all)).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('begin at once for who comes alone, and one after the other in a crowd, but for full ones', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const { join, names, end } = start({ everyMs: 50 });
      for (const [index, name] of ['a', 'b', 'c'].entries()) {
        void join({ name });
        expect(names()).toHaveLength(index + 1);
        if (name !== 'c') await end(index);
      }
      for (const name of ['d', 'e']) void join({ name });
      await end(2);
      jest.advanceTimersByTime(49);
      expect(names()).toEqual(['a', 'b', 'c']);
      jest.advanceTimersByTime(1);
      expect(names()).toEqual(['a', 'b', 'c', 'de']);
      for (const name of ['f', 'g', 'h', 'i']) void join({ name });
      await end(3);
      expect(names().at(-1)).toBe('fgh');
      await end(4);
      expect(names().at(-1)).toBe('fgh');
      jest.advanceTimersByTime(50);
      expect(names().at(-1)).toBe('i');
      await end(5);
      void join({ name: 'j' });
      expect(names().at(-1)).toBe('j');
    } finally {
      jest.useRealTimers();
    }
  });

  it('run side by side', () => {
    const { join, names } = start({ atOnce: 2 });
    for (const name of ['a', 'b', 'c']) void join({ name });
    expect(names()).toEqual(['a', 'b']);
  });

  it('never hold two with a key in common, and keep the order of those', async () => {
    const { join, names, end } = start();
    void join({ name: 'a' });
    void join({ name: 'b', keys: ['x'] });
    void join({ name: 'c', keys: ['x', 'y'] });
    void join({ name: 'd', keys: ['y'] });
    void join({ name: 'e' });
    await end(0);
    await end(1);
    await end(2);
    expect(names()).toEqual(['a', 'be', 'c', 'd']);
  });

  it('are no larger than they may be, but for one that is alone', async () => {
    const { join, names, end } = start();
    for (const [name, size] of [
      ['a', 1],
      ['b', 60],
      ['c', 500],
      ['d', 40],
    ] as const)
      void join({ name, size });
    await end(0);
    await end(1);
    expect(names()).toEqual(['a', 'bd', 'c']);
  });

  it('fail for the one at fault only', async () => {
    const { join, names, end } = start();
    const all = Promise.allSettled(['a', 'b', 'c'].map((name) => join({ name })));
    await end(0);
    await end(1, new Error('one of us'));
    await end(2, new Error('it was b'));
    await end(3);
    expect(names()).toEqual(['a', 'bc', 'b', 'c']);
    expect(await all).toMatchObject([{ value: 'a!' }, { reason: { message: 'it was b' } }, { value: 'c!' }]);
  });

  it('fail as a whole when all would fail alike, and go on', async () => {
    const { join, names, end } = start({ mayBeOfOne: false });
    const all = ['a', 'b', 'c'].map((name) => join({ name }));
    await end(0);
    const refused = Promise.allSettled(all.slice(1));
    await end(1, new Error('no database'));
    expect(await refused).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    void join({ name: 'd' });
    expect(names()).toEqual(['a', 'bc', 'd']);
  });
});
