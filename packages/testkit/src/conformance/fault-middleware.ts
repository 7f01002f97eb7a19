import type { Batch, MessageTx, Processor, RawMessage, Subscription } from '@ansinh/messaging';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type DeliveryFaults = {
  readonly seed: number;
  /** Each message comes this many times, the repetitions somewhere behind it. */
  readonly copies?: number;
  /** A message moves by less than this many places. */
  readonly shuffleWindow?: number;
  /** Share of the handler calls that do their work and then fail, so that the transaction is rolled back. */
  readonly failRate?: number;
  /** Longest pause before a batch, in milliseconds. */
  readonly delayMs?: number;
  /** Batches of several partitions are handled together, also where each event has a transaction of its own. */
  readonly together?: boolean;
};

/** What a consumer needs of a processor. */
export type Deliverer = Pick<
  Processor<MessageTx>,
  'topics' | 'process' | 'processTogether' | 'takesTogether' | 'releaseHeld'
>;

const repeated = (messages: readonly RawMessage[], copies: number, random: () => number): RawMessage[] =>
  messages
    .flatMap((message, index) =>
      Array.from({ length: copies }, (_, copy) => ({ message, at: copy === 0 ? index : index + random() * 100 })),
    )
    .sort((one, other) => one.at - other.at)
    .map(({ message }) => message);

const shuffled = (messages: readonly RawMessage[], window: number, random: () => number): RawMessage[] =>
  messages
    .map((message, index) => ({ message, at: index + random() * window }))
    .sort((one, other) => one.at - other.at)
    .map(({ message }) => message);

/**
 * Stands between Kafka and a processor and delivers as a broken relay would. A batch counts as done when all of it is:
 * its offsets mean nothing in another order.
 */
export const deliverUnder = (inner: Deliverer, faults: DeliveryFaults): Deliverer => {
  const random = seededRandom(faults.seed);
  const { copies = 1, shuffleWindow = 0, delayMs = 0 } = faults;
  const pause = async (): Promise<void> => {
    if (delayMs > 0) await new Promise<void>((resolve) => setTimeout(resolve, random() * delayMs));
  };
  /** What is delivered in place of a batch, and what to do when all of it was processed that is going to be. */
  const broken = ({ messages, progress }: Batch): { readonly batch: Batch; readonly finish: () => void } => {
    const delivered = shuffled(repeated(messages, copies, random), shuffleWindow, random);
    let done = 0;
    const count = () => {
      done += 1;
    };
    const finish = () => {
      if (done === delivered.length) for (const message of messages) progress.done(message);
    };
    return { batch: { messages: delivered, progress: { goOn: progress.goOn, done: count } }, finish };
  };
  return {
    get topics() {
      return inner.topics;
    },
    takesTogether: (topic) => faults.together ?? inner.takesTogether(topic),
    releaseHeld: (goOn, scope) => inner.releaseHeld(goOn, scope),
    process: async (messages, progress) => {
      await pause();
      const { batch, finish } = broken({ messages, progress });
      await inner.process(batch.messages, batch.progress);
      finish();
    },
    processTogether: (batches) => {
      const all = batches.map(broken);
      const works = pause().then(() => inner.processTogether(all.map(({ batch }) => batch)));
      return all.map(async ({ finish }, index) => {
        await (await works)[index];
        finish();
      });
    },
  };
};

/** As the database fails a transaction that lost against another one: the effect is undone and tried again. */
const conflict = (): Error => Object.assign(new Error('could not serialize access'), { code: '40001' });

/** The same subscriptions, whose handlers fail now and then after their work. */
export const failingNowAndThen = <Tx extends MessageTx>(
  subscriptions: readonly Subscription<Tx>[],
  { seed, failRate = 0 }: DeliveryFaults,
): Subscription<Tx>[] => {
  const random = seededRandom(seed + 1);
  const afterwards = async (work: Promise<unknown>): Promise<void> => {
    await work;
    if (random() < failRate) throw conflict();
  };
  return subscriptions.map((subscription): Subscription<Tx> => {
    if (subscription.mode === 'each') {
      const handle: typeof subscription.handle = (tx, event) => afterwards(subscription.handle(tx, event));
      return { ...subscription, handle };
    }
    const handle: typeof subscription.handle = (tx, events) => afterwards(subscription.handle(tx, events));
    return { ...subscription, handle };
  });
};
