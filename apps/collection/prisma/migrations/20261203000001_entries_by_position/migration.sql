-- outside a transaction
CREATE UNIQUE INDEX CONCURRENTLY entries_by_position ON entries (position);
