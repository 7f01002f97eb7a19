import { CardExpiryAnnounced } from '@ansinh/contracts/enrollment/events';
import type { KnownCardExpiryStage } from '@ansinh/contracts/enrollment/kinds';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';
import { getLaw } from '../../law-values/law-value.views';
import { windowsOn } from './expiry.rules';
import { insertUntold } from './expiry.store';

/** Cards of one transaction. */
const AT_ONCE = 1_000;

/** What has passed is told before what comes. */
const STAGES: readonly KnownCardExpiryStage[] = ['ended', 'ending'];

/**
 * Tells whose cards end soon or have ended, each stage of each last day once.
 * @returns whether there may be more than one transaction takes
 */
export const tellExpiries = async (tx: Tx, day: LocalDate): Promise<boolean> => {
  const windows = windowsOn(day, await getLaw(tx.db));
  let left = AT_ONCE;
  for (const stage of STAGES) {
    const told = await insertUntold(tx, { stage, window: windows[stage], count: left });
    left -= told.length;
    for (const { number, cardId, participantId, validTo } of told)
      tx.append(CardExpiryAnnounced, { cardId, participantId, validTo, stage }, { id: cardId, version: number });
  }
  return left === 0;
};
