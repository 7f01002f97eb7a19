-- outside a transaction
CREATE INDEX CONCURRENTLY credit_allocations_order_id ON credit_allocations (order_id) WHERE order_id IS NOT NULL;
