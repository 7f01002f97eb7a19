-- outside a transaction
-- What waits for a second person stands in one list, newest first: few among the benefits of decades.
CREATE INDEX CONCURRENTLY benefits_by_status ON benefits (status, id);
