-- A month is one of twelve, as in the runs that find the cases. Rows that are there are left as they are.
ALTER TABLE watch_cases
  ADD CONSTRAINT watch_cases_month_check CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$') NOT VALID;
