-- A month is one of twelve, as in the payouts that the lines carry. Rows that are there are left as they are.
ALTER TABLE payout_batch_lines
  ADD CONSTRAINT payout_batch_lines_period_check CHECK (period ~ '^\d{4}-(0[1-9]|1[0-2])$') NOT VALID;
