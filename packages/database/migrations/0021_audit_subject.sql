-- outside a transaction
CREATE INDEX CONCURRENTLY audit_subject ON platform.audit (subject, at DESC, position DESC);
