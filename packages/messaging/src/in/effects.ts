import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { failpoint, type Logger } from '@ansinh/telemetry';
import { inMessageSpan, type Processing } from './messages/message-span';
import { type RawMessage, type Readable, type Received, type ReceivedEvent, receive } from './messages/received';
import { type Run, runFrom } from './messages/runs';
import type { MessageTx, Subscription, TransactFor } from './messages/subscription';
import { headOf, moveHeads } from './order/head.store';
import { type Held, takeHeld } from './order/held.store';
import { takeNew } from './order/inbox.store';
import { takeInOrder } from './order/order';

export type EffectsOptions<Tx extends MessageTx> = {
  /** The name of the group. */
  readonly service: ServiceName;
  readonly subscriptions: readonly Subscription<Tx>[];
  readonly transact: TransactFor<Tx>;
  readonly logger: Logger;
};

/** Of a batch subscription what it says; otherwise each event has a transaction of its own. */
const atOnceOf = <Tx extends MessageTx>(subscription: Subscription<Tx> | undefined): number | undefined =>
  subscription?.mode === 'batch' ? subscription.atOnce : subscription && 1;

const CONCERNED_MAX = 200;

/** What the running trace is about, where it is not that of the request: nothing else would lead from the thing to it. */
const tracedByThemselves = (events: readonly ReceivedEvent[]): string[] =>
  events
    .filter(({ attributes }) => attributes.tracelink !== undefined)
    .map(({ attributes }) => attributes.subject)
    .slice(0, CONCERNED_MAX);

/** What messages do by the subscriptions of a service: inbox, order and effect of a run in one transaction. */
export class Effects<Tx extends MessageTx> {
  readonly #processing: Processing;
  readonly #transact: TransactFor<Tx>;
  readonly #logger: Logger;
  readonly #byType: ReadonlyMap<string, Subscription<Tx>>;

  constructor({ service, subscriptions, transact, logger }: EffectsOptions<Tx>) {
    this.#processing = { group: service, operation: 'process' };
    this.#transact = transact;
    this.#logger = logger;
    this.#byType = new Map(subscriptions.map((subscription) => [subscription.on.type, subscription]));
  }

  receive(raw: RawMessage): Received {
    return receive(raw, (type) => this.#byType.has(type));
  }

  /** The longest run from `start` that one transaction takes. */
  runFrom(received: readonly Received[], start: number): Run {
    return runFrom(received, start, (type) => atOnceOf(this.#byType.get(type)));
  }

  /** Names the aggregates for which something may be held that is next now. */
  apply(lead: Readable, items: readonly Readable[]): Promise<readonly string[]> {
    return inMessageSpan(this.#processing, { lead, items }, () =>
      this.#transact(lead.attributes, async (tx) => {
        const { due, late, heads, isAnyHeld } = await takeInOrder(tx.db, lead.raw.topic, items);
        await this.#handle(tx, [...late.filter((item) => this.#countsLate(item)), ...due]);
        await failpoint('before-effect-commit');
        return isAnyHeld ? [...heads.keys()] : [];
      }),
    );
  }

  /** The effect of a message that was held, whether those before it have come or not. */
  applyHeld(item: Readable, held: Held): Promise<void> {
    return inMessageSpan(this.#processing, { lead: item, items: [item] }, () =>
      this.#transact(item.attributes, async (tx) => {
        if (!(await takeHeld(tx.db, held.eventId))) return;
        const { topic } = held.raw;
        const head = await headOf(tx.db, topic, held.subject);
        // Its inbox row is there since it is held, unless its type was not subscribed to then.
        await takeNew(tx.db, topic, [item.attributes]);
        if (held.sequence > head)
          await moveHeads(tx.db, topic, new Map([[held.subject, { from: head, to: held.sequence }]]));
        if (held.sequence > head || this.#countsLate(item)) await this.#handle(tx, [item]);
      }),
    );
  }

  #countsLate(item: Readable): boolean {
    if (item.kind !== 'event') return false;
    const subscription = this.#byType.get(item.definition.type);
    const isHandled = !(subscription?.mode === 'batch' && subscription.latestOnly);
    const { id: eventId, type } = item.attributes;
    this.#logger.warn({ eventId, type, isHandled }, 'an event came after a later one of its aggregate');
    return isHandled;
  }

  async #handle(tx: Tx, items: readonly Readable[]): Promise<void> {
    const events = items.filter((item): item is ReceivedEvent => item.kind === 'event');
    const [first] = events;
    if (first === undefined) return;
    tx.concern?.(tracedByThemselves(events));
    const subscription = this.#byType.get(first.definition.type);
    if (subscription?.mode === 'each') await subscription.handle(tx, first.event);
    if (subscription?.mode === 'batch')
      await subscription.handle(
        tx,
        events.map(({ event }) => event),
      );
  }
}
