-- outside a transaction
-- By this the nightly job finds the answers whose term is over. Of all indexes this kind alone lets an answer be stored without
-- a new entry in each of them.
CREATE INDEX CONCURRENTLY idempotency_keys_created_at ON platform.idempotency_keys USING brin (created_at);
