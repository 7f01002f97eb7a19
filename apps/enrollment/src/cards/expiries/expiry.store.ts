import type { CardExpiryAnnounced } from '@ansinh/contracts/enrollment/events';
import type { KnownCardExpiryStage } from '@ansinh/contracts/enrollment/kinds';
import type { Tx } from '../../kit';
import type { Window } from './expiry.rules';

export type ToldExpiry = Pick<CardExpiryAnnounced, 'cardId' | 'participantId' | 'validTo'> & {
  /** 1 for the first that is told of the card. */
  readonly number: number;
};

/**
 * Keeps at most so many cards of which the stage was not told, and returns them, the first to end first. Left out is who has
 * a card that goes on longer, and who works: the employer's next payment prolongs that card, and nobody has to ask for it.
 */
export const insertUntold = (
  tx: Tx,
  { stage, window, count }: { readonly stage: KnownCardExpiryStage; readonly window: Window; readonly count: number },
): PromiseLike<ToldExpiry[]> => tx.db.$queryRaw<ToldExpiry[]>`
  WITH untold AS MATERIALIZED (
    SELECT card.id, card.participant_id, card.valid_to
    FROM cards AS card
    WHERE card.status = 'active' AND card.valid_to BETWEEN ${window.from}::date AND ${window.to}::date
      AND NOT EXISTS (SELECT FROM told_card_expiries AS told
        WHERE told.card_id = card.id AND told.valid_to = card.valid_to AND told.stage = ${stage})
      AND NOT EXISTS (SELECT FROM cards AS other
        WHERE other.participant_id = card.participant_id AND other.status = 'active' AND other.valid_to > card.valid_to)
      AND NOT EXISTS (SELECT FROM participations AS work
        WHERE work.participant_id = card.participant_id AND work.last_month IS NULL)
    ORDER BY card.valid_to, card.id LIMIT ${count}),
  added AS (
    INSERT INTO told_card_expiries (card_id, valid_to, stage, number, told_at)
    SELECT id, valid_to, ${stage},
      1 + (SELECT count(*) FROM told_card_expiries AS told WHERE told.card_id = untold.id)::int, ${tx.now}::timestamptz
    FROM untold
    RETURNING card_id, number)
  SELECT id::text AS "cardId", participant_id::text AS "participantId", valid_to::text AS "validTo", number
  FROM untold JOIN added ON card_id = id ORDER BY valid_to, id`;
