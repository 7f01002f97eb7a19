import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { failpoint, type Logger } from '@ansinh/telemetry';
import { attempt, type Wait, type Why } from './attempt';
import { type BurialOptions, bury } from './burial';
import { Effects } from './effects';
import type { Batch, GoOn, Progress } from './messages/batch';
import { isReadable, type RawMessage, type Readable, type Received } from './messages/received';
import type { Run } from './messages/runs';
import type { MessageTx, Subscription, TransactFor } from './messages/subscription';
import { type Held, type HeldScope, nextHeld } from './order/held.store';
import { processTogether } from './together';

export type ProcessorOptions<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly subscriptions: readonly Subscription<Tx>[];
  readonly transact: TransactFor<Tx>;
  readonly logger: Logger;
  readonly wait?: Wait;
  /** How long an event waits for a missing earlier one of its aggregate before it is handled without it. */
  readonly gapMs?: number;
};

/** Relays overlap for a moment after a lost lock; nobody who waits for a payment should wait much longer than that. */
const GAP_MS = 10_000;

const sleep: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const requireEachOnce = ({ service, subscriptions }: Pick<ProcessorOptions<never>, 'service' | 'subscriptions'>) => {
  if (new Set(subscriptions.map(({ on }) => on.type)).size !== subscriptions.length)
    throw new Error(`${service} subscribes twice to one event`);
};

/**
 * Processes received messages of one partition in order: inbox row and effect in one transaction, retries with
 * back-off, dead letters. An event that comes before an earlier one of its aggregate is held until that one was handled
 * (docs/adr/0008-order.md). Nothing is thrown for a bad message; only `goOn() === false` leaves messages undone.
 */
export class Processor<Tx extends MessageTx> {
  readonly #options: ProcessorOptions<Tx>;
  readonly #effects: Effects<Tx>;
  readonly #wait: Wait;
  readonly #gapMs: number;

  constructor(options: ProcessorOptions<Tx>) {
    requireEachOnce(options);
    this.#options = options;
    this.#effects = new Effects(options);
    this.#wait = options.wait ?? sleep;
    this.#gapMs = options.gapMs ?? GAP_MS;
  }

  get topics(): readonly string[] {
    return [...new Set(this.#options.subscriptions.map((subscription) => subscription.on.topic))];
  }

  /** Whether batches of several partitions of the topic make larger transactions: not where each event has its own. */
  takesTogether(topic: string): boolean {
    return this.#options.subscriptions.every(({ on, mode }) => on.topic !== topic || mode === 'batch');
  }

  /** Processes batches of different partitions of one topic. @returns for each batch when it is processed */
  processTogether(batches: readonly Batch[]): readonly Promise<void>[] {
    return processTogether(batches, {
      effects: this.#effects,
      logger: this.#options.logger,
      process: (messages, progress) => this.process(messages, progress),
      releaseHeld: (goOn, scope) => this.releaseHeld(goOn, scope),
    });
  }

  async process(messages: readonly RawMessage[], progress: Progress): Promise<void> {
    const received = messages.map((raw) => this.#effects.receive(raw));
    let next = 0;
    while (next < received.length && progress.goOn()) {
      const run = this.#effects.runFrom(received, next);
      if (!(await this.#processRun(run, progress.goOn))) return;
      await failpoint('after-effect-commit');
      next += run.items.length;
      for (const item of run.items) progress.done(item.raw);
    }
  }

  /** Handles what is held and need not wait any more, of all aggregates or of some. */
  async releaseHeld(goOn: GoOn, scope?: HeldScope): Promise<void> {
    while (goOn()) {
      const held = await this.#options.transact(undefined, ({ db }) => nextHeld(db, scope, this.#gapMs));
      if (held === undefined) return;
      if (held.sequence > held.head + 1) {
        const { topic } = held.raw;
        const gap = { topic, subject: held.subject, after: held.head, sequence: held.sequence, eventId: held.eventId };
        this.#options.logger.error(gap, 'an earlier event of this aggregate is missing: handled without it');
      }
      await this.#release(held, goOn);
    }
  }

  async #processRun(run: Run, goOn: GoOn): Promise<boolean> {
    const [first] = run.items;
    const lead = run.lead ?? first;
    if (lead === undefined) return true;
    if (lead.kind === 'unreadable') return this.#buryArrived(lead, { ...lead.problem, attempts: 1 }, goOn);
    const readable = run.items.filter(isReadable);
    if (run.lead === undefined && readable.every(({ sequence }) => sequence === undefined)) return true;
    let passed: readonly string[] = [];
    const outcome = await this.#attempt({ item: lead, isAlone: readable.length === 1, goOn }, async () => {
      passed = await this.#effects.apply(lead, readable);
    });
    if (outcome === 'done') {
      if (passed.length > 0) await this.releaseHeld(goOn, { topic: lead.raw.topic, subjects: passed });
      return true;
    }
    if (outcome === 'ended') return false;
    if (readable.length === 1) return this.#buryArrived(lead, outcome, goOn);
    // One of them is bad: it is found by taking them one by one, and the others are not held up by it.
    for (const item of readable) {
      const alone = { items: [item], lead: item.kind === 'event' ? item : undefined };
      if (!goOn() || !(await this.#processRun(alone, goOn))) return false;
    }
    return true;
  }

  async #release(held: Held, goOn: GoOn): Promise<void> {
    const item = this.#effects.receive(held.raw);
    const outcome =
      item.kind === 'unreadable'
        ? { ...item.problem, attempts: 1 }
        : await this.#attempt({ item, isAlone: true, goOn }, () => this.#effects.applyHeld(item, held));
    if (typeof outcome === 'object') await this.#bury(item, outcome, { goOn, heldId: held.eventId });
  }

  #attempt(
    options: { readonly item: Readable; readonly isAlone: boolean; readonly goOn: GoOn },
    work: () => Promise<void>,
  ): Promise<'done' | 'ended' | Why> {
    return attempt({ ...options, wait: this.#wait, logger: this.#options.logger }, work);
  }

  /** What waits for it in the order of its aggregate is next then. */
  #buryArrived(item: Received, why: Why, goOn: GoOn): Promise<boolean> {
    const { raw, attributes, sequence } = item;
    if (attributes === undefined || sequence === undefined) return this.#bury(item, why, { goOn });
    const scope = { topic: raw.topic, subjects: [attributes.subject] };
    return this.#bury(item, why, { goOn, after: () => this.releaseHeld(goOn, scope) });
  }

  #bury(item: Received, why: Why, options: BurialOptions): Promise<boolean> {
    return bury({ ...this.#options, wait: this.#wait }, { item, why }, options);
  }
}
