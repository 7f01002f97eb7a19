-- Two persons are two people, not two accounts: their pseudonyms stand beside the accounts from now on.
ALTER TABLE benefits ADD COLUMN proposed_by_key TEXT, ADD COLUMN decided_by_key TEXT;
ALTER TABLE benefits
  ADD CONSTRAINT benefits_two_people CHECK (proposed_by_key <> decided_by_key) NOT VALID;

ALTER TABLE payout_batches ADD COLUMN built_by_key TEXT, ADD COLUMN approved_by_key TEXT, ADD COLUMN lines_digest TEXT;
ALTER TABLE payout_batches
  ADD CONSTRAINT payout_batches_two_people CHECK (built_by_key <> approved_by_key) NOT VALID,
  ADD CONSTRAINT payout_batches_lines_digest CHECK (lines_digest ~ '^[0-9a-f]{64}$') NOT VALID;
