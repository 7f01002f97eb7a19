import type { EventAttributes, EventDefinition, EventOf, ServiceName } from '@ansinh/contracts';
import { problemOf, Rejection } from '@ansinh/contracts';
import { isConflict, isLockTimeout, isTimeout, isUnavailable } from '@ansinh/database';
import { type Logger, withRemoteParent } from '@ansinh/telemetry';
import { keepDeadLetter } from './dead-letters';
import { takeNew } from './inbox';
import type { Outbox } from './outbox';
import { type RawMessage, type Received, receive } from './received';
import type { BatchSubscription, EachSubscription, MessageTx, Subscription } from './subscription';

/** Opens a transaction on behalf of an event and flushes its outbox before the commit. */
export type TransactFor<Tx extends MessageTx> = <Result>(
  cause: EventAttributes | undefined,
  work: (tx: Tx, outbox: Outbox) => Promise<Result>,
) => Promise<Result>;

export type ProcessorOptions<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly subscriptions: readonly Subscription<Tx>[];
  readonly transact: TransactFor<Tx>;
  readonly logger: Logger;
  readonly wait?: (milliseconds: number) => Promise<void>;
};

/** Tells between two messages whether to go on: a rebalance or the way down ends a batch early. */
export type Progress = { readonly goOn: () => boolean; readonly done: (message: RawMessage) => void };

type ReceivedEvent = Extract<Received, { kind: 'event' }>;
type Severity = 'wait' | 'retry' | 'permanent';

const FIRST_BACKOFF_MS = 50;
const BACKOFF_MAX_MS = 2_000;
/** A retryable refusal (something that must arrive first) is tried for about 13 s, a bug for about a third of a second. */
const ATTEMPTS: Record<Exclude<Severity, 'wait'>, number> = { retry: 12, permanent: 3 };

const severityOf = (error: unknown): Severity => {
  if (isUnavailable(error)) return 'wait';
  if (isConflict(error) || isLockTimeout(error) || isTimeout(error)) return 'retry';
  if (error instanceof Rejection) return problemOf(error.code).retryable === true ? 'retry' : 'permanent';
  return 'permanent';
};

export const causeOf = (error: unknown): { cause: string; detail: string } =>
  error instanceof Rejection
    ? { cause: error.code, detail: 'the rules refused it' }
    : { cause: 'handler-failed', detail: error instanceof Error ? error.name : 'unknown error' };

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Processes received messages of one partition in order: inbox row and effect in one transaction, retries with
 * back-off, dead letters. Nothing is thrown for a bad message; only `goOn() === false` leaves messages undone.
 */
export class Processor<Tx extends MessageTx> {
  readonly #byType: ReadonlyMap<string, Subscription<Tx>>;
  readonly #wait: (milliseconds: number) => Promise<void>;

  constructor(private readonly options: ProcessorOptions<Tx>) {
    this.#byType = new Map(options.subscriptions.map((subscription) => [subscription.on.type, subscription]));
    if (this.#byType.size !== options.subscriptions.length)
      throw new Error(`${options.service} subscribes twice to one event`);
    this.#wait = options.wait ?? sleep;
  }

  get topics(): readonly string[] {
    return [...new Set(this.options.subscriptions.map((subscription) => subscription.on.topic))];
  }

  async process(messages: readonly RawMessage[], progress: Progress): Promise<void> {
    const received = messages.map((raw) => receive(raw, (type) => this.#byType.has(type)));
    let next = 0;
    while (next < received.length && progress.goOn()) {
      const run = this.#runFrom(received, next);
      if (!(await this.#processRun(run, progress))) return;
      next += run.length;
      for (const item of run) progress.done(item.raw);
    }
  }

  /** The longest run from `start` that one transaction may take: one event, or neighbours of a batch subscription. */
  #runFrom(received: readonly Received[], start: number): readonly Received[] {
    const first = received[start];
    if (first === undefined) return [];
    if (first.kind !== 'event' || this.#byType.get(first.definition.type)?.mode !== 'batch') return [first];
    let end = start + 1;
    while (end < received.length) {
      const item = received[end];
      if (item?.kind !== 'event' || item.definition.type !== first.definition.type) break;
      end += 1;
    }
    return received.slice(start, end);
  }

  async #processRun(run: readonly Received[], progress: Progress): Promise<boolean> {
    const [first] = run;
    if (first === undefined || first.kind === 'ignored') return true;
    if (first.kind === 'unreadable') {
      return this.#bury(first.raw, first.attributes, { ...first.problem, attempts: 1 }, progress);
    }
    const events = run.filter((item): item is ReceivedEvent => item.kind === 'event');
    const subscription = this.#byType.get(first.definition.type);
    if (subscription === undefined) return true;
    return subscription.mode === 'each'
      ? this.#processEach(subscription, first, progress)
      : this.#processBatch(subscription, events, progress);
  }

  async #processEach(subscription: EachSubscription<Tx>, item: ReceivedEvent, progress: Progress): Promise<boolean> {
    const { attributes } = item.event;
    return this.#attempt(item, progress, () =>
      this.#inSpan(item, async () => {
        await this.options.transact(attributes, async (tx) => {
          const isNew = await takeNew(tx.db, item.raw.topic, [attributes]);
          if (isNew.has(attributes.id)) await subscription.handle(tx, item.event);
        });
      }),
    );
  }

  async #processBatch(
    subscription: BatchSubscription<Tx>,
    items: readonly ReceivedEvent[],
    progress: Progress,
  ): Promise<boolean> {
    const events = items.map((item) => item.event);
    try {
      await this.#applyBatch(subscription, items, events);
      return true;
    } catch (error) {
      if (items.length > 1 && severityOf(error) === 'permanent') {
        // One of them is bad: find it by taking them one by one.
        for (const item of items) {
          if (!progress.goOn() || !(await this.#processBatch(subscription, [item], progress))) return false;
        }
        return true;
      }
      const [first] = items;
      if (first === undefined) return true;
      return this.#attempt(first, progress, () => this.#applyBatch(subscription, items, events), error);
    }
  }

  async #applyBatch(
    subscription: BatchSubscription<Tx>,
    items: readonly ReceivedEvent[],
    events: readonly EventOf<EventDefinition>[],
  ): Promise<void> {
    const [first] = items;
    if (first === undefined) return;
    await this.#inSpan(first, async () => {
      await this.options.transact(first.event.attributes, async (tx) => {
        const isNew = await takeNew(
          tx.db,
          first.raw.topic,
          events.map((event) => event.attributes),
        );
        const fresh = firstDeliveries(events, isNew);
        if (fresh.length > 0) await subscription.handle(tx, fresh);
      });
    });
  }

  #inSpan(item: ReceivedEvent, work: () => Promise<void>): Promise<void> {
    const { attributes } = item.event;
    return withRemoteParent(
      {
        name: `process ${item.definition.name}`,
        kind: 'consumer',
        traceparent: attributes.traceparent,
        attributes: {
          'messaging.system': 'kafka',
          'messaging.destination.name': item.raw.topic,
          'messaging.kafka.offset': Number(item.raw.offset),
          'messaging.message.id': attributes.id,
          'cloudevents.event_type': attributes.type,
        },
      },
      work,
    );
  }

  /** Runs the work until it succeeds, its attempts are used up (dead letter), or the batch has to end. */
  async #attempt(
    item: ReceivedEvent,
    progress: Progress,
    work: () => Promise<void>,
    earlier?: unknown,
  ): Promise<boolean> {
    let attempts = earlier === undefined ? 0 : 1;
    let error = earlier;
    while (progress.goOn()) {
      if (error !== undefined) {
        const severity = severityOf(error);
        if (severity !== 'wait' && attempts >= ATTEMPTS[severity]) {
          this.options.logger.error(
            { err: error, eventId: item.event.attributes.id, type: item.definition.type },
            'event went to the dead letters',
          );
          return this.#bury(item.raw, item.event.attributes, { ...causeOf(error), attempts }, progress);
        }
        await this.#wait(Math.min(BACKOFF_MAX_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempts, 10)));
      }
      try {
        await work();
        return true;
      } catch (thrown) {
        error = thrown;
        attempts += 1;
      }
    }
    return false;
  }

  async #bury(
    raw: RawMessage,
    attributes: EventAttributes | undefined,
    why: { cause: string; detail: string; attempts: number },
    progress: Progress,
  ): Promise<boolean> {
    const { service, transact, logger } = this.options;
    let failures = 0;
    while (progress.goOn()) {
      try {
        await transact(attributes, async (tx, outbox) => {
          await keepDeadLetter(tx.db, outbox, service, {
            raw,
            eventId: attributes?.id,
            type: attributes?.type,
            ...why,
          });
        });
        return true;
      } catch (error) {
        failures += 1;
        logger.warn({ err: error, failures }, 'a dead letter cannot be kept yet');
        await this.#wait(Math.min(BACKOFF_MAX_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10)));
      }
    }
    return false;
  }
}

const firstDeliveries = (
  events: readonly EventOf<EventDefinition>[],
  isNew: ReadonlySet<string>,
): EventOf<EventDefinition>[] => {
  const seen = new Set<string>();
  return events.filter(({ attributes }) => {
    if (!isNew.has(attributes.id) || seen.has(attributes.id)) return false;
    seen.add(attributes.id);
    return true;
  });
};
