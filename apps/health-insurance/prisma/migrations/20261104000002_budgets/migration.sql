-- What a facility may cost the fund in a year; a later decision takes the place of an earlier one.
CREATE TABLE facility_budgets (
  facility_code TEXT NOT NULL REFERENCES facilities,
  year          INTEGER NOT NULL CHECK (year BETWEEN 2020 AND 2099),
  amount_vnd    BIGINT NOT NULL CHECK (amount_vnd > 0),
  source        TEXT NOT NULL,
  set_at        TIMESTAMPTZ(3) NOT NULL,
  set_by        TEXT NOT NULL,
  PRIMARY KEY (facility_code, year)
);
