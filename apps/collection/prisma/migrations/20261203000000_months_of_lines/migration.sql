-- A month is one of twelve, as in the statements that the lines belong to. Rows that are there are left as they are.
ALTER TABLE contribution_lines
  ADD CONSTRAINT contribution_lines_month_check CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$') NOT VALID;
