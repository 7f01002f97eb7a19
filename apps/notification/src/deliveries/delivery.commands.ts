import type { Tx } from '../kit';
import { decide, type Outcome } from './delivery.rules';
import { lockDelivery, saveDecision } from './delivery.store';

/** Writes down how sending ended; what was decided before stays. */
export const recordOutcome = async (tx: Tx, id: string, outcome: Outcome): Promise<void> => {
  const status = await lockDelivery(tx.db, id);
  const decided = status === undefined ? undefined : decide(status, outcome, tx.now);
  if (decided !== undefined) await saveDecision(tx.db, id, decided);
};
