import { randomUUID } from 'node:crypto';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import {
  attributesOf,
  type Batch,
  headersOf,
  Processor,
  type RawMessage,
  subscriptionBuilders,
} from '@ansinh/messaging';
import { createLogger } from '@ansinh/telemetry';
import { noteEffects, openStore, type Tx, testCause } from './store';
import { dataOf } from './world';

type Store = Awaited<ReturnType<typeof openStore>>;

const TRANSACTION_MS = 1_000;
let store: Store;
let offset = 0;
beforeEach(async () => {
  store = await openStore({ transactionTimeoutMs: TRANSACTION_MS });
});
afterEach(() => store.close());

const processorThat = (
  handle: (tx: Tx, subjects: readonly string[]) => Promise<void>,
  atOnce?: number,
): Processor<Tx> =>
  new Processor<Tx>({
    service: 'notification',
    subscriptions: [
      subscriptionBuilders<Tx>().batchSubscription({
        on: PayoutPaid,
        ...(atOnce === undefined ? {} : { atOnce }),
        handle: async (tx, events) => {
          await handle(
            tx,
            events.map(({ attributes }) => attributes.subject),
          );
          await noteEffects(tx, events);
        },
      }),
    ],
    transact: store.transact,
    logger: createLogger('faults', 'silent'),
  });

const message = (partition: number, changes: Record<string, string> = {}): RawMessage => {
  offset += 1;
  const subject = randomUUID();
  const headers = {
    ...headersOf(attributesOf(PayoutPaid, { id: subject, version: 1 }, testCause())),
    ce_sequence: '1',
  };
  const value = Buffer.from(JSON.stringify(dataOf(subject)));
  return { topic: PayoutPaid.topic, partition, offset: String(offset), headers: { ...headers, ...changes }, value };
};

/** Batches that note what was done of them. */
const batchOf = (messages: readonly RawMessage[], until = Date.now() + 15_000) => {
  const done: string[] = [];
  const batch: Batch = {
    messages,
    progress: { goOn: () => Date.now() < until, done: ({ offset: one }) => void done.push(one) },
  };
  return { batch, done };
};

describe('a partition goes on', () => {
  it('when its events together take longer than a transaction may', async () => {
    const slow = processorThat(async ({ db }, subjects) => {
      for (const _ of subjects) await db.$executeRaw`SELECT pg_sleep(0.15)`;
    });
    const [one, other] = [0, 1].map((partition) => batchOf(Array.from({ length: 8 }, () => message(partition))));
    await Promise.all(slow.processTogether([one, other].map((sent) => sent?.batch as Batch)));
    expect([one?.done.length, other?.done.length]).toEqual([8, 8]);
    expect(await store.effects()).toHaveLength(16);
    expect(await store.deadLetters()).toEqual([]);
  });

  it.each([
    ['behind', [1, 20]],
    ['before', [20, 1]],
  ])('when a long batch stands %s its own', async (_, sizes) => {
    const slow = processorThat(async ({ db }) => void (await db.$executeRaw`SELECT pg_sleep(0.1)`), 2);
    const sent = sizes.map((size, partition) => batchOf(Array.from({ length: size }, () => message(partition))));
    const began = performance.now();
    const times = slow
      .processTogether(sent.map(({ batch }) => batch))
      .map((work) => work.then(() => performance.now() - began));
    const [short = 0, long = 0] = (await Promise.all(times)).sort((one, other) => one - other);
    expect(short).toBeLessThan(long / 2);
    expect(sent.map(({ done }) => done.length)).toEqual(sizes);
    expect(await store.effects()).toHaveLength(21);
  });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['more than an index can hold', Array.from({ length: 400 }, () => randomUUID()).join('')],
  ])('after an event whose aggregate is named by %s', async (_, subject) => {
    const plain = processorThat(async () => undefined);
    const { batch, done } = batchOf([message(0), message(0, { ce_subject: subject }), message(0)]);
    await plain.process(batch.messages, batch.progress);
    expect(done).toHaveLength(3);
    expect(await store.effects()).toHaveLength(2);
    expect(await store.deadLetters()).toHaveLength(1);
  });
});

describe('a shared transaction', () => {
  const three = (partition: number) => Array.from({ length: 3 }, () => message(partition));

  it.each([
    ['all partitions end', [true, true]],
    ['one partition is taken away', [true, false]],
  ])('is the last of a batch when %s meanwhile, and what is left takes effect once', async (_, ends) => {
    let isOver = false;
    const processor = processorThat(async () => {
      isOver = true;
    }, 2);
    const sent = ends.map((isEnding, partition) => {
      const messages = three(partition);
      const done: RawMessage[] = [];
      const progress = { goOn: () => !(isEnding && isOver), done: (one: RawMessage) => void done.push(one) };
      return { messages, done, progress };
    });
    await Promise.all(processor.processTogether(sent));
    expect(sent.map(({ done }) => done.length)).toEqual(
      ends.map((isEnding, at) => (isEnding ? (at === 0 ? 2 : 0) : 3)),
    );
    expect(await store.effects()).toHaveLength(sent.reduce((sum, { done }) => sum + done.length, 0));
    // As Kafka hands all of it to somebody else, who knows of no offset.
    await Promise.all(processor.processTogether(sent.map(({ messages }) => batchOf(messages).batch)));
    expect(await store.effects()).toHaveLength(6);
  });
});
