import fc from 'fast-check';
import {
  checkEffects,
  checkOrder,
  checkPipes,
  checkPublished,
  checkViews,
  type LoggedOperation,
  OperationLog,
  type SeenEvent,
} from './oracle';
import { checkBalance, checkFloor, checkMoney, type Posting } from './oracle-ledger';

const outcome = fc.constantFrom('ok', 'fail', 'info');

/** Operations with the effects that a faultless platform has: every ok, no fail, and some of the unknown. */
const cleanRun = fc
  .array(fc.record({ outcome, unknownHappened: fc.boolean() }), { minLength: 1, maxLength: 60 })
  .map((drawn) => {
    const operations = drawn.map((each, index): LoggedOperation => ({ id: `op-${index}`, kind: 'credit', ...each }));
    const effects = operations.filter(
      (operation, index) =>
        operation.outcome === 'ok' || (operation.outcome === 'info' && drawn[index]?.unknownHappened),
    );
    return { operations, effects: effects.map(({ id }) => id) };
  });

/** The deliveries of some aggregates in order, mixed, with repetitions as a relay that was killed makes them. */
const cleanDeliveries = fc
  .array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 })
  .chain((lengths) => {
    const all = lengths.flatMap((length, aggregate) =>
      Array.from({ length }, (_, index): SeenEvent => {
        const version = index + 1;
        return { eventId: `${aggregate}/${version}`, aggregate: String(aggregate), version };
      }),
    );
    return fc.tuple(fc.constant(all), fc.nat({ max: all.length - 1 }), fc.nat({ max: 5 }));
  })
  // From somewhere on, the last few are published again.
  .map(([all, end, again]) => [...all.slice(0, end + 1), ...all.slice(Math.max(0, end - again))]);

const rulesOf = (findings: readonly { rule: string; subject: string }[]) =>
  findings.map(({ rule, subject }) => `${rule} ${subject}`);

describe('the oracle', () => {
  it('says nothing of a faultless run, whatever the unknown operations did', () => {
    fc.assert(
      fc.property(cleanRun, ({ operations, effects }) => expect(checkEffects(operations, effects)).toEqual([])),
    );
  });

  it('finds every loss that is planted, and nothing else', () => {
    fc.assert(
      fc.property(cleanRun, fc.infiniteStream(fc.boolean()), ({ operations, effects }, coins) => {
        const acknowledged = new Set(operations.filter(({ outcome: end }) => end === 'ok').map(({ id }) => id));
        const lost = effects.filter((id) => acknowledged.has(id) && coins.next().value === true);
        const left = effects.filter((id) => !lost.includes(id));
        expect(rulesOf(checkEffects(operations, left))).toEqual(lost.map((id) => `lost ${id}`));
      }),
    );
  });

  it('finds every double that is planted, and nothing else', () => {
    fc.assert(
      fc.property(cleanRun, fc.infiniteStream(fc.boolean()), ({ operations, effects }, coins) => {
        const doubled = effects.filter(() => coins.next().value === true);
        const found = rulesOf(checkEffects(operations, [...effects, ...doubled]));
        expect(found.sort()).toEqual(doubled.map((id) => `doubled ${id}`).sort());
      }),
    );
  });

  it('finds what nobody sent and what was refused and happened all the same', () => {
    const operations: LoggedOperation[] = [{ id: 'a', kind: 'credit', outcome: 'fail' }];
    expect(rulesOf(checkEffects(operations, ['a', 'b']))).toEqual(['invented a', 'invented b']);
  });

  it('sees no fault in repetitions, and finds every planted inversion', () => {
    fc.assert(
      fc.property(cleanDeliveries, fc.nat(), (deliveries, position) => {
        expect(checkOrder(deliveries)).toEqual([]);
        const firstAt = (at: number) => deliveries.findIndex(({ eventId }) => eventId === deliveries[at]?.eventId);
        // Two neighbours of one aggregate, both for the first time.
        const pairs = deliveries.flatMap(({ aggregate }, at) =>
          aggregate === deliveries[at + 1]?.aggregate && firstAt(at) === at && firstAt(at + 1) === at + 1 ? [at] : [],
        );
        fc.pre(pairs.length > 0);
        const at = pairs[position % pairs.length] ?? 0;
        const swapped = deliveries.with(at, deliveries[at + 1] as SeenEvent).with(at + 1, deliveries[at] as SeenEvent);
        expect(rulesOf(checkOrder(swapped))).toEqual([`inverted ${deliveries[at]?.aggregate}`]);
      }),
    );
  });

  it('finds every planted gap, also at the end of an aggregate', () => {
    fc.assert(
      fc.property(cleanDeliveries, fc.nat(), (deliveries, position) => {
        const last = new Map<string, number>();
        for (const { aggregate, version } of deliveries)
          last.set(aggregate, Math.max(version, last.get(aggregate) ?? 0));
        const gone = deliveries[position % deliveries.length] as SeenEvent;
        const left = deliveries.filter(({ eventId }) => eventId !== gone.eventId);
        expect(rulesOf(checkOrder(left, last))).toEqual([`gap ${gone.aggregate}`]);
      }),
    );
  });

  it('finds two events that claim to be the same version', () => {
    const twice = [1, 2].map((id): SeenEvent => ({ eventId: `e${id}`, aggregate: 'a', version: 1 }));
    expect(rulesOf(checkOrder(twice))).toEqual(['doubled a']);
  });

  it('finds what stays in the outbox, what is not processed, and what is processed twice or from nowhere', () => {
    const clean = { outbox: [], topic: ['a', 'b', 'b', 'c'], inbox: ['a', 'b'], deadLetters: ['c'] };
    expect(checkPipes(clean)).toEqual([]);
    expect(rulesOf(checkPipes({ ...clean, outbox: ['d'] }))).toEqual(['left-in-outbox d']);
    expect(rulesOf(checkPipes({ ...clean, inbox: ['b'] }))).toEqual(['unprocessed a']);
    expect(rulesOf(checkPipes({ ...clean, inbox: ['a', 'b', 'b', 'x'] }))).toEqual(['doubled b', 'invented x']);
    expect(rulesOf(checkPublished(['a', 'd'], clean.topic))).toEqual(['unpublished d']);
  });

  it('compares views row by row', () => {
    const rows = new Map([
      ['1', 'IV'],
      ['2', 'III'],
    ]);
    expect(checkViews(rows, new Map(rows))).toEqual([]);
    expect(
      rulesOf(
        checkViews(
          rows,
          new Map([
            ['1', 'IV'],
            ['3', 'I'],
          ]),
        ),
      ),
    ).toEqual(['view-differs 2', 'view-differs 3']);
  });
});

describe('the oracle of money', () => {
  const entryOf = (id: string, amount: bigint): Posting[] => [
    { entry: id, account: 'cash', debit: amount, credit: 0n },
    { entry: id, account: 'suspense', debit: 0n, credit: amount },
  ];
  const operations: LoggedOperation[] = [
    { id: 'a', kind: 'credit', outcome: 'ok' },
    { id: 'b', kind: 'credit', outcome: 'info' },
    { id: 'c', kind: 'credit', outcome: 'fail' },
  ];
  const book = (posted: Record<string, bigint>) => ({
    account: 'cash',
    operations,
    amountOf: () => 100n,
    posted: new Map(Object.entries(posted)),
    postings: Object.entries(posted).flatMap(([id, amount]) => entryOf(id, amount)),
  });

  it('takes an unknown operation whole or not at all', () => {
    expect(checkMoney(book({ a: 100n }))).toEqual([]);
    expect(checkMoney(book({ a: 100n, b: 100n }))).toEqual([]);
  });

  it.each([
    ['a lost amount', {}, ['wrong-sum a']],
    ['a doubled amount', { a: 200n }, ['wrong-sum a']],
    ['a part of an unknown one', { a: 100n, b: 50n }, ['wrong-sum b']],
    ['a refused one', { a: 100n, c: 100n }, ['wrong-sum c']],
  ])('finds %s', (_name, posted, found) => {
    expect(rulesOf(checkMoney(book(posted)))).toEqual(found);
  });

  it('finds money in the account that no operation brought', () => {
    const clean = book({ a: 100n });
    expect(rulesOf(checkMoney({ ...clean, postings: [...clean.postings, ...entryOf('x', 7n)] }))).toEqual([
      'wrong-sum cash',
    ]);
  });

  it('finds an entry whose sides differ, and a balance that was below its floor for a moment', () => {
    const lame: Posting = { entry: 'x', account: 'cash', debit: 1n, credit: 0n };
    expect(checkBalance(entryOf('a', 5n))).toEqual([]);
    expect(rulesOf(checkBalance([...entryOf('a', 5n), lame]))).toEqual(['unbalanced x', 'unbalanced the whole book']);
    const samples = [0n, 5n, -1n].map((balance, at) => ({ at: String(at), account: 'quota', balance }));
    expect(rulesOf(checkFloor(samples))).toEqual(['below-floor quota']);
  });
});

describe('the log of operations', () => {
  it('knows nothing of an operation until it ends, and never takes an acknowledgement back', () => {
    const log = new OperationLog();
    log.begin('a', 'credit');
    expect(log.of()).toEqual([{ id: 'a', kind: 'credit', outcome: 'info' }]);
    log.end('a', 'ok');
    expect(log.of('credit')).toEqual([{ id: 'a', kind: 'credit', outcome: 'ok' }]);
    expect(() => log.end('a', 'info')).toThrow('was ok and cannot become info');
    expect(() => log.begin('a', 'credit')).toThrow('was logged before');
  });
});
