import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import {
  type AuditedAct,
  type AuditedTx,
  type Note,
  noteOf,
  type Passing,
  passing,
  type TransactionClient,
  writeAudit,
} from '@ansinh/database';
import type { Logger } from '@ansinh/telemetry';
import {
  closeLetter,
  findLetter,
  findOlderOpen,
  type Letter,
  lockLetter,
  noteFailure,
} from '../in/dead-letters/dead-letter.store';
import { inMessageSpan, type Processing } from '../in/messages/message-span';
import { type RawMessage, type ReceivedEvent, receive } from '../in/messages/received';
import type { MessageTx, Subscription, TransactFor } from '../in/messages/subscription';
import { headOf } from '../in/order/head.store';
import { takeNew } from '../in/order/inbox.store';

/** The operator behind an act. */
export type Operator = Pick<AuditedAct, 'subject' | 'tenant' | 'traceId' | 'reason'>;

export type ReplayOutcome = 'replayed' | 'already-done' | 'failed';

export type DeskOptions<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly subscriptions: readonly Subscription<Tx>[];
  readonly transact: TransactFor<Tx>;
  readonly logger: Logger;
  /** How the audit says what a letter was and is. */
  readonly digestOf: (value: unknown) => string;
};

/** Work that lost against another transaction is done again at once; a person waits for the answer. */
const TRIES = 3;
const AT_ONCE_AGAIN: ReadonlySet<Passing | undefined> = new Set<Passing>(['conflict', 'locked']);

/**
 * Acts on dead letters. A replay takes effect at most once: the letter's row is locked and closed, and the inbox row of
 * its event is written, in the transaction of the effect.
 */
export class DeadLetterDesk<Tx extends MessageTx> {
  readonly #options: DeskOptions<Tx>;
  readonly #byType: ReadonlyMap<string, Subscription<Tx>>;

  constructor(options: DeskOptions<Tx>) {
    this.#options = options;
    this.#byType = new Map(options.subscriptions.map((subscription) => [subscription.on.type, subscription]));
  }

  /**
   * Processes the stored message again, in a transaction that also closes the letter and writes the audit. When that
   * fails the letter stays open with its new cause. `already-done`: the letter was
   * closed before, or its event had taken effect, or a later event that says the whole state.
   * @throws request.not-found, dead-letter.discarded, dead-letter.older-first
   */
  async replay(db: TransactionClient, id: string, by: Operator): Promise<ReplayOutcome> {
    const letter = await findLetter(db, id);
    if (letter === undefined) throw reject('request.not-found');
    if (letter.state === 'discarded') throw reject('dead-letter.discarded');
    if (letter.state === 'replayed') return 'already-done';
    const received = receive(rawOf(letter), (type) => this.#byType.has(type));
    if (received.kind === 'unreadable') return this.#failed(letter, received.problem, by);
    if (received.kind === 'ignored') return this.#failed(letter, NOT_SUBSCRIBED, by);
    received.kind satisfies 'event';
    try {
      return await this.#processAgain(letter, received, by);
    } catch (error) {
      if (passing(error) === 'away' || isRefusedHere(error)) throw error;
      this.#options.logger.error({ err: error, deadLetterId: id }, 'a replayed dead letter failed again');
      return this.#failed(letter, noteOf(error), by);
    }
  }

  /**
   * Closes a letter without an effect.
   * @throws request.not-found, dead-letter.already-replayed
   */
  async discard({ db, audit }: AuditedTx, id: string, reason: string): Promise<void> {
    const state = await lockLetter(db, id);
    if (state === undefined) throw reject('request.not-found');
    if (state === 'replayed') throw reject('dead-letter.already-replayed');
    if (state === 'discarded') return;
    await closeLetter(db, id, 'discarded');
    const [before, after] = [stateOf(id, 'open'), stateOf(id, 'discarded')];
    audit({ action: 'dead-letter.discard', target: `dead-letter:${id}`, reason, outcome: 'discarded', before, after });
  }

  async #processAgain(letter: Letter, item: ReceivedEvent, by: Operator): Promise<ReplayOutcome> {
    const { attributes } = item.event;
    const processing: Processing = { group: this.#options.service, operation: 'replay' };
    const work = () =>
      this.#options.transact(attributes, async (tx): Promise<ReplayOutcome> => {
        if ((await lockLetter(tx.db, letter.id)) !== 'open') return 'already-done';
        await requireOldest(tx.db, letter);
        const isNew = (await takeNew(tx.db, letter.topic, [attributes])).has(attributes.id);
        const outcome = isNew && (await this.#apply(tx, item)) ? 'replayed' : 'already-done';
        await closeLetter(tx.db, letter.id, 'replayed');
        await writeAudit(tx.db, this.#replayed(letter.id, by, { outcome, state: 'replayed' }));
        return outcome;
      });
    for (let tries = 1; ; tries += 1) {
      try {
        return await inMessageSpan(processing, { lead: item, items: [item] }, work);
      } catch (error) {
        if (tries === TRIES || !AT_ONCE_AGAIN.has(passing(error))) throw error;
      }
    }
  }

  /** By the operator, and not by the tenant in whose name the event takes effect. */
  #replayed(id: string, by: Operator, { outcome, state, cause }: Replayed): AuditedAct {
    const { digestOf } = this.#options;
    return {
      ...by,
      action: 'dead-letter.replay',
      target: `dead-letter:${id}`,
      outcome,
      before: digestOf(stateOf(id, 'open')),
      after: digestOf(stateOf(id, state, cause)),
    };
  }

  /** False when a later event, which says the whole state, was handled: the older one must not overwrite it. */
  async #apply(tx: Tx, { definition, event, raw, sequence }: ReceivedEvent): Promise<boolean> {
    const subscription = this.#byType.get(definition.type);
    if (subscription?.mode === 'each') await subscription.handle(tx, event);
    if (subscription?.mode !== 'batch') return true;
    if (subscription.latestOnly && sequence !== undefined) {
      const head = await headOf(tx.db, raw.topic, event.attributes.subject);
      if (head > sequence) return false;
    }
    await subscription.handle(tx, [event]);
    return true;
  }

  async #failed(letter: Letter, why: Note, by: Operator): Promise<ReplayOutcome> {
    return this.#options.transact(undefined, async ({ db }) => {
      if ((await lockLetter(db, letter.id)) !== 'open') return 'already-done';
      await noteFailure(db, letter.id, why);
      const outcome = `failed: ${why.cause}`;
      await writeAudit(db, this.#replayed(letter.id, by, { outcome, state: 'open', cause: why.cause }));
      return 'failed';
    });
  }
}

type Replayed = { readonly outcome: string; readonly state: string; readonly cause?: string };

/** What the audit proves of a letter: its state, and why it died again. */
const stateOf = (id: string, state: string, cause?: string) => ({
  id,
  state,
  ...(cause === undefined ? {} : { cause }),
});

const NOT_SUBSCRIBED: Note = {
  cause: 'not-subscribed',
  detail: 'nobody here takes this type of event any more: discard the letter',
};

/** Refusals of the desk itself say nothing about the message. */
const isRefusedHere = (error: unknown): boolean =>
  error instanceof Rejection && error.code === 'dead-letter.older-first';

const rawOf = (letter: Letter): RawMessage => ({
  topic: letter.topic,
  partition: letter.partition,
  offset: letter.kafka_offset,
  headers: letter.headers,
  value: letter.data === null ? null : Buffer.from(letter.data),
});

/** Events of one aggregate take effect in their order: the older letter first. */
const requireOldest = async (db: TransactionClient, letter: Letter): Promise<void> => {
  const subject = letter.headers.ce_subject;
  if (subject === undefined) return;
  const olderId = await findOlderOpen(db, letter, subject);
  if (olderId !== undefined) throw reject('dead-letter.older-first', { olderId });
};
