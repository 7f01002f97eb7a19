-- Kinds are an open list of the contracts: a further one needs no migration. What stays here is the form of its word.
ALTER TABLE benefits DROP CONSTRAINT benefits_kind_check;
ALTER TABLE benefits ADD CONSTRAINT benefits_kind CHECK (kind ~ '^[a-z][a-z0-9-]{0,39}$');
ALTER TABLE payouts DROP CONSTRAINT payouts_kind_check;
ALTER TABLE payouts ADD CONSTRAINT payouts_kind CHECK (kind ~ '^[a-z][a-z0-9-]{0,39}$');
ALTER TABLE payouts DROP CONSTRAINT payouts_beneficiary_kind_check;
ALTER TABLE payouts ADD CONSTRAINT payouts_beneficiary_kind CHECK (beneficiary_kind ~ '^[a-z][a-z0-9-]{0,39}$');

-- The columns of a channel are filled when money goes through it, and only then; a channel without columns of its own
-- needs no change here.
ALTER TABLE benefits DROP CONSTRAINT benefits_destination;
ALTER TABLE benefits ADD CONSTRAINT benefits_destination CHECK (
  num_nonnulls(bank_bin, account_number, account_name) = CASE channel WHEN 'bank' THEN 3 ELSE 0 END
  AND (post_office_code IS NOT NULL) = (channel = 'post-office'));
ALTER TABLE payouts DROP CONSTRAINT payouts_destination;
ALTER TABLE payouts ADD CONSTRAINT payouts_destination CHECK (
  num_nonnulls(bank_bin, account_number, account_name) = CASE channel WHEN 'bank' THEN 3 ELSE 0 END
  AND (post_office_code IS NOT NULL) = (channel = 'post-office')
  AND (channel = 'bank' OR batch_id IS NULL)
  AND (channel <> 'post-office' OR beneficiary_kind = 'participant'));

-- A benefit says how it is paid, and what there may be only one of: a pension of a person, a funeral of a deceased.
ALTER TABLE benefits RENAME COLUMN monthly_vnd TO amount_vnd;
ALTER TABLE benefits ADD COLUMN payment TEXT, ADD COLUMN unique_key TEXT;
UPDATE benefits SET payment = 'monthly', unique_key = participant_id::text;
ALTER TABLE benefits
  ALTER COLUMN payment SET NOT NULL,
  ALTER COLUMN unique_key SET NOT NULL,
  ADD CONSTRAINT benefits_payment CHECK (payment IN ('monthly', 'once'));
DROP INDEX benefits_one_per_person;
CREATE UNIQUE INDEX benefits_one_standing ON benefits (kind, unique_key) WHERE status <> 'refused';
-- The claim of a pension has its part of its own, as every kind has.
UPDATE benefits SET claim = jsonb_build_object(
  'birthDate', claim -> 'birthDate', 'sex', claim -> 'sex', 'fromMonth', claim -> 'fromMonth', 'record', claim -> 'record');
