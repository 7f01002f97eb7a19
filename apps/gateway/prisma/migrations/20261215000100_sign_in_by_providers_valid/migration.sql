-- outside a transaction
ALTER TABLE accounts VALIDATE CONSTRAINT accounts_staff_number;
CREATE INDEX CONCURRENTLY accounts_staff_number_idx ON accounts (staff_number);
