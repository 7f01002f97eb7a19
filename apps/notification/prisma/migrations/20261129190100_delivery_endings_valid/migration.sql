-- outside a transaction
ALTER TABLE deliveries VALIDATE CONSTRAINT deliveries_status_check;
