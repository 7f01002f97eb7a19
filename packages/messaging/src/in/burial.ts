import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Logger } from '@ansinh/telemetry';
import type { Wait, Why } from './attempt';
import { keepDeadLetter } from './dead-letters/dead-letter';
import type { GoOn } from './messages/batch';
import type { Received } from './messages/received';
import type { MessageTx, TransactFor } from './messages/subscription';
import { headOf, moveHeads } from './order/head.store';
import { takeHeld } from './order/held.store';
import { forgetTaken } from './order/inbox.store';
import { backoffAfter } from './severity';

export type Undertaker<Tx extends MessageTx> = {
  readonly service: ServiceName;
  readonly transact: TransactFor<Tx>;
  readonly logger: Logger;
  readonly wait: Wait;
};

export type BurialOptions = {
  readonly goOn: GoOn;
  /** The message was held: what the holding had written goes in the transaction of the dead letter. */
  readonly heldId?: string;
  /** What follows when the letter is kept; when it fails, it is done again with the rest. */
  readonly after?: () => Promise<void>;
};

/**
 * To the dead letters. The later events of its aggregate are not held up: it counts as handled in their order.
 * @returns false when the batch had to end before it was kept
 */
export const bury = async <Tx extends MessageTx>(
  { service, transact, logger, wait }: Undertaker<Tx>,
  { item, why }: { readonly item: Received; readonly why: Why },
  { goOn, heldId, after }: BurialOptions,
): Promise<boolean> => {
  const { raw, attributes, sequence } = item;
  for (let failures = 1; goOn(); failures += 1) {
    try {
      await transact(attributes, async ({ db }, outbox) => {
        if (heldId !== undefined) {
          await takeHeld(db, heldId);
          await forgetTaken(db, heldId);
        }
        const letter = { raw, eventId: attributes?.id, type: attributes?.type, ...why };
        await keepDeadLetter(db, outbox, service, letter);
        if (attributes === undefined || sequence === undefined) return;
        const { subject } = attributes;
        const head = await headOf(db, raw.topic, subject);
        if (sequence === head + 1 || (heldId !== undefined && sequence > head))
          await moveHeads(db, raw.topic, new Map([[subject, { from: head, to: sequence }]]));
      });
      await after?.();
      return true;
    } catch (error) {
      logger.warn({ err: error, failures }, 'a dead letter cannot be kept yet');
      await wait(backoffAfter(failures));
    }
  }
  return false;
};
