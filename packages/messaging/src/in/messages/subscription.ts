import type { EventAttributes, EventDefinition, EventOf } from '@ansinh/contracts/wire/envelope';
import type { TransactionClient } from '@ansinh/database';
import type { Outbox } from '../../out/outbox';

export type MessageTx = {
  readonly db: TransactionClient;
  /** Things by whose ids the trace of the transaction is found. */
  readonly concern?: (ids: readonly string[]) => void;
};

/** One transaction for each event: inbox row and effect together. For everything that touches money or a state. */
export type EachSubscription<Tx extends MessageTx> = {
  readonly mode: 'each';
  readonly on: EventDefinition;
  readonly handle: (tx: Tx, event: EventOf<EventDefinition>) => Promise<unknown>;
};

/** One transaction for each run of events of this type in a batch: for projections, by set-based SQL. */
export type BatchSubscription<Tx extends MessageTx> = {
  readonly mode: 'batch';
  readonly on: EventDefinition;
  /** An event that comes after a later one of its aggregate is left out: each event says the whole state. */
  readonly latestOnly: boolean;
  /** At most so many events of this type in one transaction. */
  readonly atOnce: number;
  readonly handle: (tx: Tx, events: readonly EventOf<EventDefinition>[]) => Promise<unknown>;
};

/** Opens a transaction on behalf of an event and flushes its outbox before the commit. */
export type TransactFor<Tx extends MessageTx> = <Result>(
  cause: EventAttributes | undefined,
  work: (tx: Tx, outbox: Outbox) => Promise<Result>,
) => Promise<Result>;

export type Subscription<Tx extends MessageTx> = EachSubscription<Tx> | BatchSubscription<Tx>;

export const subscriptionBuilders = <Tx extends MessageTx>() => ({
  subscription: <Definition extends EventDefinition>(declared: {
    on: Definition;
    handle: (tx: Tx, event: EventOf<Definition>) => Promise<unknown>;
  }): Subscription<Tx> => ({
    mode: 'each',
    on: declared.on,
    // The consumer parses the data by `on.data` before it calls: the types agree by construction.
    handle: (tx, event) => declared.handle(tx, event as EventOf<Definition>),
  }),
  batchSubscription: <Definition extends EventDefinition>(declared: {
    on: Definition;
    latestOnly?: boolean;
    atOnce?: number;
    handle: (tx: Tx, events: readonly EventOf<Definition>[]) => Promise<unknown>;
  }): Subscription<Tx> => ({
    mode: 'batch',
    on: declared.on,
    latestOnly: declared.latestOnly ?? false,
    atOnce: declared.atOnce ?? Number.POSITIVE_INFINITY,
    handle: (tx, events) => declared.handle(tx, events as readonly EventOf<Definition>[]),
  }),
});
