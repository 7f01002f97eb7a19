-- The order in which accounts are opened, by which they are sealed. There are a few dozen, numbered as they lie; that writes
-- the table anew, which no migration may that follows a released version: before this one there is none.
CREATE SEQUENCE ledger_accounts_position;
ALTER TABLE ledger_accounts
  ADD COLUMN position BIGINT NOT NULL DEFAULT nextval('ledger_accounts_position'),
  ADD CONSTRAINT ledger_accounts_by_position UNIQUE (position);
ALTER SEQUENCE ledger_accounts_position OWNED BY ledger_accounts.position;
