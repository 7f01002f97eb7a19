import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { failpoint, type Logger } from '@ansinh/telemetry';
import { inMessageSpan } from '../message-span';
import type { Outbox } from '../out/outbox';
import { keepDeadLetter } from './dead-letters';
import { forgetTaken, type Held, type HeldScope, nextHeld, takeHeld } from './held';
import { takeNew } from './inbox';
import { headOf, moveHeads, takeInOrder } from './order';
import { type RawMessage, type Received, type ReceivedEvent, receive } from './received';
import { type Run, runFrom } from './runs';
import { backoffAfter, causeOf, isBetterAlone, isUsedUp } from './severity';
import type { MessageTx, Subscription } from './subscription';

export { causeOf } from './severity';

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
  /** How long an event waits for a missing earlier one of its aggregate before it is handled without it. */
  readonly gapMs?: number;
};

/** Tells between two messages whether to go on: a rebalance or the way down ends a batch early. */
export type Progress = { readonly goOn: () => boolean; readonly done: (message: RawMessage) => void };

/** Messages of one partition in their order. */
export type Batch = { readonly messages: readonly RawMessage[]; readonly progress: Progress };

/** A batch that is handled with others: what is left of it, and the aggregates of which held events may be due. */
type JointWork = {
  readonly progress: Progress;
  readonly left: RawMessage[];
  readonly freed: Set<string>;
  readonly end: PromiseWithResolvers<void>;
};

type GoOn = Progress['goOn'];
type Readable = Exclude<Received, { kind: 'unreadable' }>;
/** `undo` is done in the transaction of the dead letter: what holding the message had written. */
type BuryOptions<Tx> = { readonly goOn: GoOn; readonly undo?: (tx: Tx) => Promise<void> };
type Why = { readonly cause: string; readonly detail: string; readonly attempts: number };

/** Relays overlap for a moment after a lost lock; nobody who waits for a payment should wait much longer than that. */
const GAP_MS = 10_000;

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Of a batch subscription what it says; otherwise each event has a transaction of its own. */
const atOnceOf = <Tx extends MessageTx>(subscription: Subscription<Tx> | undefined): number | undefined =>
  subscription?.mode === 'batch' ? subscription.atOnce : subscription && 1;

/**
 * Processes received messages of one partition in order: inbox row and effect in one transaction, retries with
 * back-off, dead letters. An event that comes before an earlier one of its aggregate is held until that one was handled
 * (docs/adr/0008-order.md). Nothing is thrown for a bad message; only `goOn() === false` leaves messages undone.
 */
export class Processor<Tx extends MessageTx> {
  readonly #byType: ReadonlyMap<string, Subscription<Tx>>;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #gapMs: number;

  constructor(private readonly options: ProcessorOptions<Tx>) {
    this.#byType = new Map(options.subscriptions.map((subscription) => [subscription.on.type, subscription]));
    if (this.#byType.size !== options.subscriptions.length)
      throw new Error(`${options.service} subscribes twice to one event`);
    this.#wait = options.wait ?? sleep;
    this.#gapMs = options.gapMs ?? GAP_MS;
  }

  get topics(): readonly string[] {
    return [...new Set(this.options.subscriptions.map((subscription) => subscription.on.topic))];
  }

  /** Whether batches of several partitions of the topic make larger transactions: not where each event has its own. */
  takesTogether(topic: string): boolean {
    return this.options.subscriptions.every(({ on, mode }) => on.topic !== topic || mode === 'batch');
  }

  /**
   * Processes batches of different partitions of one topic, in transactions that take events of all of them. From the
   * first that fails on, each partition goes its own way, so that a bad message holds up nobody else's.
   * @returns for each batch when it is processed
   */
  processTogether(batches: readonly Batch[]): readonly Promise<void>[] {
    const works = batches.map(({ messages, progress }) => ({
      progress,
      left: [...messages],
      freed: new Set<string>(),
      end: Promise.withResolvers<void>(),
    }));
    // The shortest first: nobody waits for what a partition that was held up brings all at once.
    const together = this.#tryTogether(works.toSorted((one, other) => one.left.length - other.left.length));
    return works.map(async ({ progress, left, freed, end }, index) => {
      const topic = batches[index]?.messages[0]?.topic ?? '';
      await Promise.race([together, end.promise]);
      // What was held may fail and be tried again for long: that too is the business of its own partition.
      if (freed.size > 0) await this.releaseHeld(progress.goOn, { topic, subjects: [...freed] });
      await this.process(left, progress);
    });
  }

  /** Takes what it handles off what is left, and notes the aggregates for which something may be held. */
  async #tryTogether(works: readonly JointWork[]): Promise<void> {
    if (works.length < 2) return;
    const sent = works.flatMap((work) => work.left.map((raw) => ({ raw, work, item: this.#receive(raw) })));
    const received = sent.map(({ item }) => item);
    const goOn = () => works.every(({ progress }) => progress.goOn());
    for (let next = 0; next < received.length && goOn(); ) {
      const { items, lead = items[0] } = runFrom(received, next, (type) => atOnceOf(this.#byType.get(type)));
      const readable = items.filter((item): item is Readable => item.kind !== 'unreadable');
      if (lead === undefined || lead.kind === 'unreadable') return;
      const isNothing = lead.kind === 'ignored' && readable.every(({ sequence }) => sequence === undefined);
      try {
        const freed = new Set(isNothing ? [] : await this.#apply(lead, readable));
        await failpoint('after-effect-commit');
        for (const { raw, work, item } of sent.slice(next, next + items.length)) {
          work.left.shift();
          work.progress.done(raw);
          const { subject = '' } = item.attributes ?? {};
          if (freed.has(subject)) work.freed.add(subject);
          if (work.left.length === 0) work.end.resolve();
        }
      } catch (error) {
        this.options.logger.info({ err: error, topic: lead.raw.topic }, 'partitions go on one by one');
        return;
      }
      next += items.length;
    }
  }

  async process(messages: readonly RawMessage[], progress: Progress): Promise<void> {
    const received = messages.map((raw) => this.#receive(raw));
    let next = 0;
    while (next < received.length && progress.goOn()) {
      const run = runFrom(received, next, (type) => atOnceOf(this.#byType.get(type)));
      if (!(await this.#processRun(run, progress.goOn))) return;
      await failpoint('after-effect-commit');
      next += run.items.length;
      for (const item of run.items) progress.done(item.raw);
    }
  }

  /** Handles what is held and need not wait any more, of all aggregates or of some. */
  async releaseHeld(goOn: GoOn, scope?: HeldScope): Promise<void> {
    while (goOn()) {
      const held = await this.options.transact(undefined, ({ db }) => nextHeld(db, scope, this.#gapMs));
      if (held === undefined) return;
      if (held.sequence > held.head + 1) {
        const { topic } = held.raw;
        const gap = { topic, subject: held.subject, after: held.head, sequence: held.sequence, eventId: held.eventId };
        this.options.logger.error(gap, 'an earlier event of this aggregate is missing: handled without it');
      }
      await this.#release(held, goOn);
    }
  }

  #receive(raw: RawMessage): Received {
    return receive(raw, (type) => this.#byType.has(type));
  }

  async #processRun(run: Run, goOn: GoOn): Promise<boolean> {
    const [first] = run.items;
    const lead = run.lead ?? first;
    if (lead === undefined) return true;
    if (lead.kind === 'unreadable') return this.#bury(lead, { ...lead.problem, attempts: 1 }, { goOn });
    const readable = run.items.filter((item): item is Readable => item.kind !== 'unreadable');
    if (run.lead === undefined && readable.every(({ sequence }) => sequence === undefined)) return true;
    let passed: readonly string[] = [];
    const outcome = await this.#attempt({ item: lead, isAlone: readable.length === 1, goOn }, async () => {
      passed = await this.#apply(lead, readable);
    });
    if (outcome === 'done') {
      if (passed.length > 0) await this.releaseHeld(goOn, { topic: lead.raw.topic, subjects: passed });
      return true;
    }
    if (outcome === 'ended') return false;
    if (readable.length === 1) return this.#bury(lead, outcome, { goOn });
    // One of them is bad: it is found by taking them one by one, and the others are not held up by it.
    for (const item of readable) {
      const alone = { items: [item], lead: item.kind === 'event' ? item : undefined };
      if (!goOn() || !(await this.#processRun(alone, goOn))) return false;
    }
    return true;
  }

  /** Inbox, order and effect of one run in one transaction; names the aggregates for which something may be held. */
  #apply(lead: Readable, items: readonly Readable[]): Promise<readonly string[]> {
    return inMessageSpan(lead, () =>
      this.options.transact(lead.attributes, async (tx) => {
        const { due, late, heads, isAnyHeld } = await takeInOrder(tx.db, lead.raw.topic, items);
        await this.#handle(tx, [...late.filter((item) => this.#countsLate(item)), ...due]);
        await failpoint('before-effect-commit');
        return isAnyHeld ? [...heads.keys()] : [];
      }),
    );
  }

  #countsLate(item: Readable): boolean {
    if (item.kind !== 'event') return false;
    const subscription = this.#byType.get(item.definition.type);
    const isHandled = !(subscription?.mode === 'batch' && subscription.latestOnly);
    const { id: eventId, type } = item.attributes;
    this.options.logger.warn({ eventId, type, isHandled }, 'an event came after a later one of its aggregate');
    return isHandled;
  }

  async #handle(tx: Tx, items: readonly Readable[]): Promise<void> {
    const events = items.filter((item): item is ReceivedEvent => item.kind === 'event');
    const [first] = events;
    if (first === undefined) return;
    const subscription = this.#byType.get(first.definition.type);
    if (subscription?.mode === 'each') await subscription.handle(tx, first.event);
    if (subscription?.mode === 'batch')
      await subscription.handle(
        tx,
        events.map(({ event }) => event),
      );
  }

  async #release(held: Held, goOn: GoOn): Promise<void> {
    const item = this.#receive(held.raw);
    const undo = async (tx: Tx): Promise<void> => {
      await takeHeld(tx.db, held.eventId);
      await forgetTaken(tx.db, held.eventId);
    };
    if (item.kind === 'unreadable') {
      await this.#bury(item, { ...item.problem, attempts: 1 }, { goOn, undo });
      return;
    }
    const outcome = await this.#attempt({ item, isAlone: true, goOn }, () =>
      inMessageSpan(item, () =>
        this.options.transact(item.attributes, async (tx) => {
          if (!(await takeHeld(tx.db, held.eventId))) return;
          const { topic } = held.raw;
          const head = await headOf(tx.db, topic, held.subject);
          // Its inbox row is there since it is held, unless its type was not subscribed to then.
          await takeNew(tx.db, topic, [item.attributes]);
          if (held.sequence > head)
            await moveHeads(tx.db, topic, new Map([[held.subject, { from: head, to: held.sequence }]]));
          if (held.sequence > head || this.#countsLate(item)) await this.#handle(tx, [item]);
        }),
      ),
    );
    if (typeof outcome === 'object') await this.#bury(item, outcome, { goOn, undo });
  }

  /**
   * Runs the work until it succeeds, the batch has to end, or its attempts are used up: then says why. Several messages
   * at once are not tried again for a bug, or when they take too long: one by one they will show which has it.
   */
  async #attempt(
    { item, isAlone, goOn }: { readonly item: Readable; readonly isAlone: boolean; readonly goOn: GoOn },
    work: () => Promise<void>,
  ): Promise<'done' | 'ended' | Why> {
    for (let attempts = 1; goOn(); attempts += 1) {
      try {
        await work();
        return 'done';
      } catch (error) {
        if (isUsedUp(error, attempts) || (!isAlone && isBetterAlone(error))) {
          const { id: eventId, type } = item.attributes;
          this.options.logger.error({ err: error, eventId, type, attempts }, 'an event could not be handled');
          return { ...causeOf(error), attempts };
        }
        await this.#wait(backoffAfter(attempts));
      }
    }
    return 'ended';
  }

  /** To the dead letters. The later events of its aggregate are not held up: it counts as handled in their order. */
  async #bury(item: Received, why: Why, { goOn, undo }: BuryOptions<Tx>): Promise<boolean> {
    const { service, transact, logger } = this.options;
    const { raw, attributes, sequence } = item;
    for (let failures = 1; goOn(); failures += 1) {
      try {
        await transact(attributes, async (tx, outbox) => {
          await undo?.(tx);
          await keepDeadLetter(tx.db, outbox, service, {
            raw,
            eventId: attributes?.id,
            type: attributes?.type,
            ...why,
          });
          if (attributes === undefined || sequence === undefined) return;
          const { subject } = attributes;
          const head = await headOf(tx.db, raw.topic, subject);
          if (sequence === head + 1 || (undo !== undefined && sequence > head))
            await moveHeads(tx.db, raw.topic, new Map([[subject, { from: head, to: sequence }]]));
        });
        if (undo === undefined && attributes !== undefined && sequence !== undefined)
          await this.releaseHeld(goOn, { topic: raw.topic, subjects: [attributes.subject] });
        return true;
      } catch (error) {
        logger.warn({ err: error, failures }, 'a dead letter cannot be kept yet');
        await this.#wait(backoffAfter(failures));
      }
    }
    return false;
  }
}
