-- outside a transaction
-- By the id of a thing, of whatever kind: `payout:019a...` and `payout-batch:019a...`. It serves the whole target as well.
CREATE INDEX CONCURRENTLY audit_thing ON platform.audit (split_part(target, ':', 2), target, position);
DROP INDEX CONCURRENTLY IF EXISTS platform.audit_target;
