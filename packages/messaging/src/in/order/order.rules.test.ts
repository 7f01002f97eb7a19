import { byText } from '@ansinh/contracts/vocabulary/orders';
import fc from 'fast-check';
import { place } from './order.rules';

type Item = { readonly id: string; readonly subject: string; readonly sequence: number | undefined };

/** A consumer in memory: what is early is kept and looked at again, as the processor does with its tables. */
const consume = (batches: readonly (readonly Item[])[]) => {
  const heads = new Map<string, number>();
  const taken = new Set<string>();
  let held: readonly Item[] = [];
  const handled: Item[] = [];
  const late: Item[] = [];
  for (const batch of batches) {
    const fresh = batch.map((item) => {
      const isNew = !taken.has(item.id);
      taken.add(item.id);
      return { ...item, isNew };
    });
    let todo: readonly (Item & { isNew: boolean })[] = fresh;
    do {
      const placed = place(todo, heads);
      handled.push(...placed.due);
      late.push(...placed.late);
      for (const [subject, { from, to }] of placed.heads) {
        expect(from).toBe(heads.get(subject) ?? 0);
        heads.set(subject, to);
      }
      held = [...held.filter((item) => !placed.due.some(({ id }) => id === item.id)), ...placed.early];
      const next = held.find((item) => item.sequence === (heads.get(item.subject) ?? 0) + 1);
      todo = next === undefined ? [] : [{ ...next, isNew: true }];
    } while (todo.length > 0);
  }
  return { handled, late, held };
};

const streams = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 5 }).map((lengths) =>
  lengths.flatMap((length, subject) =>
    Array.from({ length }, (_, index) => ({
      id: `${subject}/${index + 1}`,
      subject: `s${subject}`,
      sequence: index + 1,
    })),
  ),
);

describe('events of an aggregate', () => {
  it('are all handled once and in their order, however they are shuffled, repeated and cut into batches', () => {
    fc.assert(
      fc.property(
        streams.chain((items) =>
          fc.tuple(
            fc.shuffledSubarray([...items, ...items], { minLength: 2 * items.length }),
            fc.integer({ min: 1, max: 9 }),
            fc.constant(items),
          ),
        ),
        ([delivered, size, items]) => {
          const batches = Array.from({ length: Math.ceil(delivered.length / size) }, (_, index) =>
            delivered.slice(index * size, (index + 1) * size),
          );
          const { handled, late, held } = consume(batches);
          expect([held, late]).toEqual([[], []]);
          const ordered = [...handled].sort((one, other) => byText(one.subject, other.subject));
          expect(ordered.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
        },
      ),
    );
  });

  it('wait for the one that is missing and stop no other aggregate', () => {
    const { handled, held } = consume([
      [
        { id: 'a2', subject: 'a', sequence: 2 },
        { id: 'b1', subject: 'b', sequence: 1 },
        { id: 'a3', subject: 'a', sequence: 3 },
      ],
    ]);
    expect(handled.map(({ id }) => id)).toEqual(['b1']);
    expect(held.map(({ id }) => id)).toEqual(['a2', 'a3']);
  });

  it('are late when a later one was handled before', () => {
    const placed = place([{ id: 'a2', subject: 'a', sequence: 2, isNew: true }], new Map([['a', 5]]));
    expect(placed).toMatchObject({ due: [], early: [], late: [{ id: 'a2' }], heads: new Map() });
  });

  it('without a number are handled as they come', () => {
    const item = { id: 'x', subject: 'a', sequence: undefined };
    expect(consume([[item, { ...item, id: 'y' }]]).handled).toHaveLength(2);
  });
});
