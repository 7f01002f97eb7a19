import { randomUUID } from 'node:crypto';
import { PayoutCreated, PayoutPaid, PayoutRedirected } from '@ansinh/contracts/payment/events';
import {
  attributesOf,
  headersOf,
  Processor,
  type RawMessage,
  type Subscription,
  subscriptionBuilders,
} from '@ansinh/messaging';
import { createLogger } from '@ansinh/telemetry';
import { noteEffects, openStore, type Tx, testCause } from './store';
import { dataOf } from './world';

type Store = Awaited<ReturnType<typeof openStore>>;

const definitions = { each: PayoutCreated, batch: PayoutPaid, latest: PayoutRedirected } as const;
type Kind = keyof typeof definitions | 'ignored' | 'broken';

/** Messages in any order, as no relay of ours would send them: what the consumer then does with its tables. */
describe('an event that comes out of its order', () => {
  let store: Store;
  let offset = 0;
  let isBroken = false;
  const always = { goOn: () => true, done: () => undefined };

  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(() => store.close());
  beforeEach(() => {
    isBroken = false;
  });

  const processorOf = (gapMs: number) => {
    const { subscription, batchSubscription } = subscriptionBuilders<Tx>();
    const subscriptions: Subscription<Tx>[] = [
      subscription({
        on: definitions.each,
        handle: async (tx, event) => {
          if (isBroken) throw new Error('a bug');
          await noteEffects(tx, [event]);
        },
      }),
      batchSubscription({ on: definitions.batch, handle: noteEffects }),
      batchSubscription({ on: definitions.latest, latestOnly: true, handle: noteEffects }),
    ];
    return new Processor<Tx>({
      service: 'notification',
      subscriptions,
      transact: (by, work) => store.transact(by, work),
      logger: createLogger('order', 'silent'),
      wait: async () => undefined,
      gapMs,
    });
  };
  const patient = processorOf(60_000);
  const impatient = processorOf(0);

  const message = (subject: string, sequence: number, kind: Kind = 'each'): RawMessage => {
    offset += 1;
    const definition = kind === 'ignored' || kind === 'broken' ? PayoutPaid : definitions[kind];
    const type = kind === 'ignored' ? 'ansinh.payment.PayoutReturned.v1' : definition.type;
    const headers = headersOf({ ...attributesOf(definition, { id: subject, version: sequence }, testCause()), type });
    const value = Buffer.from(kind === 'broken' ? '{' : JSON.stringify(dataOf(subject)));
    const { topic } = PayoutPaid;
    return {
      topic,
      partition: 0,
      offset: String(offset),
      headers: { ...headers, ce_sequence: String(sequence) },
      value,
    };
  };
  const versionsOf = async (subject: string) =>
    (await store.effects()).filter((effect) => effect.subject === subject).map(({ version }) => version);
  const deliver = (...messages: RawMessage[]) => patient.process(messages, always);

  it('is held until the missing one was handled, in the same batch or another, whatever its mode', async () => {
    const subject = randomUUID();
    await deliver(message(subject, 3, 'batch'), message(subject, 4), message(subject, 2, 'batch'));
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[], 3]);
    await deliver(message(subject, 1));
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[1, 2, 3, 4], 0]);
  });

  it('is held once, however often it is delivered', async () => {
    const subject = randomUUID();
    const [first, second] = [message(subject, 1), message(subject, 2, 'batch')];
    await deliver(second, second);
    await deliver(second);
    await deliver(first, second, first);
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[1, 2], 0]);
  });

  it('waits for events too that nobody here takes, and they are no gap', async () => {
    const subject = randomUUID();
    await deliver(message(subject, 3), message(subject, 2, 'ignored'));
    expect(await versionsOf(subject)).toEqual([]);
    await deliver(message(subject, 1, 'ignored'));
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[3], 0]);
  });

  it('stops no other aggregate', async () => {
    const [stuck, free] = [randomUUID(), randomUUID()];
    await deliver(message(stuck, 2), message(free, 1), message(free, 2, 'batch'));
    expect([await versionsOf(stuck), await versionsOf(free)]).toEqual([[], [1, 2]]);
    await deliver(message(stuck, 1));
  });

  it('is handled without the missing one when that does not come in time, and what is behind it in order', async () => {
    const subject = randomUUID();
    await deliver(message(subject, 5), message(subject, 3, 'batch'), message(subject, 4));
    await patient.releaseHeld(() => true);
    expect(await versionsOf(subject)).toEqual([]);
    await impatient.releaseHeld(() => true);
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[3, 4, 5], 0]);
  });

  it('takes effect late when it has waited nowhere, but never in a view that wants the latest only', async () => {
    const subject = randomUUID();
    await deliver(message(subject, 4));
    await impatient.releaseHeld(() => true);
    await deliver(message(subject, 1), message(subject, 2, 'latest'), message(subject, 3, 'batch'));
    expect(await versionsOf(subject)).toEqual([4, 1, 3]);
    await deliver(message(subject, 5, 'latest'));
    expect(await versionsOf(subject)).toEqual([4, 1, 3, 5]);
  });

  it('does not wait for one that became a dead letter', async () => {
    const subject = randomUUID();
    isBroken = true;
    await deliver(message(subject, 2, 'batch'), message(subject, 1), message(subject, 3, 'broken'));
    expect(await versionsOf(subject)).toEqual([2]);
    await deliver(message(subject, 4, 'batch'));
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[2, 4], 0]);
  });

  it('becomes a dead letter when its turn comes and it fails, and may then be replayed', async () => {
    const subject = randomUUID();
    const before = (await store.deadLetters()).length;
    const failing = message(subject, 2);
    await deliver(failing);
    isBroken = true;
    await deliver(message(subject, 1, 'batch'), message(subject, 3, 'batch'));
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[1, 3], 0]);
    expect((await store.deadLetters()).slice(before)).toMatchObject([{ cause: 'handler-failed' }]);
    isBroken = false;
    // As a replay does it: the event counts as not processed.
    await deliver(failing);
    expect(await versionsOf(subject)).toEqual([1, 3, 2]);
  });

  it('is handled by one of two processes that look at the same moment', async () => {
    const subject = randomUUID();
    await deliver(message(subject, 2), message(subject, 3, 'batch'));
    await Promise.all([impatient, processorOf(0)].map((processor) => processor.releaseHeld(() => true)));
    expect([await versionsOf(subject), await store.heldCount()]).toEqual([[2, 3], 0]);
  });
});
