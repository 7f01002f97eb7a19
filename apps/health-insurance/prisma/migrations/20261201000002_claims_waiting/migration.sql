-- outside a transaction
-- What waits is asked for every morning and by every list of deadlines: few of millions of claims.
CREATE INDEX CONCURRENTLY claims_waiting ON claims (facility_code) WHERE status IN ('received', 'returned');
