-- outside a transaction
-- Every morning the unpaid ones are asked for: few of all statements.
CREATE INDEX CONCURRENTLY statements_unpaid ON statements (statement_id) WHERE paid_vnd < due_vnd;
