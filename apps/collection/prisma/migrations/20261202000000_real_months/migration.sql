-- A month is one of twelve, as the contracts have it. Rows that are there are left as they are: a migration that failed over
-- one of them would stop the service.
ALTER TABLE participations
  DROP CONSTRAINT participations_last_month_check,
  ADD CONSTRAINT participations_last_month_check CHECK (last_month ~ '^\d{4}-(0[1-9]|1[0-2])$') NOT VALID;
ALTER TABLE participation_wages
  DROP CONSTRAINT participation_wages_from_month_check,
  ADD CONSTRAINT participation_wages_from_month_check CHECK (from_month ~ '^\d{4}-(0[1-9]|1[0-2])$') NOT VALID;
ALTER TABLE statements
  DROP CONSTRAINT statements_month_check,
  ADD CONSTRAINT statements_month_check CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$') NOT VALID;
