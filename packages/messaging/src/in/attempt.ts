import { noteOf } from '@ansinh/database';
import type { Logger } from '@ansinh/telemetry';
import type { GoOn } from './messages/batch';
import type { Readable } from './messages/received';
import { backoffAfter, isBetterAlone, isUsedUp } from './severity';

export type Wait = (milliseconds: number) => Promise<void>;

/** Why a message could not be handled. */
export type Why = { readonly cause: string; readonly detail: string; readonly attempts: number };

export type AttemptOptions = {
  /** What the work is about; for the log. */
  readonly item: Readable;
  readonly isAlone: boolean;
  readonly goOn: GoOn;
  readonly wait: Wait;
  readonly logger: Logger;
};

/**
 * Runs the work until it succeeds, the batch has to end, or its attempts are used up: then says why. Several messages
 * at once are not tried again for a bug, or when they take too long: one by one they will show which has it.
 */
export const attempt = async (
  { item, isAlone, goOn, wait, logger }: AttemptOptions,
  work: () => Promise<void>,
): Promise<'done' | 'ended' | Why> => {
  for (let attempts = 1; goOn(); attempts += 1) {
    try {
      await work();
      return 'done';
    } catch (error) {
      if (isUsedUp(error, attempts) || (!isAlone && isBetterAlone(error))) {
        const { id: eventId, type } = item.attributes;
        logger.error({ err: error, eventId, type, attempts }, 'an event could not be handled');
        return { ...noteOf(error), attempts };
      }
      await wait(backoffAfter(attempts));
    }
  }
  return 'ended';
};
