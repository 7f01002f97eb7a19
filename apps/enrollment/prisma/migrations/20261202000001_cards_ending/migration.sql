-- outside a transaction
-- Every morning the cards are asked for whose last day is near: of millions those of some weeks.
CREATE INDEX CONCURRENTLY cards_ending ON cards (valid_to, id) WHERE status = 'active';
