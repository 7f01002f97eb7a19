-- What a person paid as co-payment in a year, one row per accepted claim and year; hundredths of a dong. A claim that
-- is appraised anew replaces its rows.
CREATE TABLE co_payments (
  claim_id       UUID NOT NULL REFERENCES claims,
  year           INTEGER NOT NULL CHECK (year BETWEEN 2024 AND 2099),
  participant_id UUID NOT NULL,
  paid_at        TIMESTAMPTZ(3) NOT NULL,
  amount         BIGINT NOT NULL CHECK (amount > 0),
  PRIMARY KEY (claim_id, year)
);
CREATE INDEX co_payments_account ON co_payments (participant_id, year);
