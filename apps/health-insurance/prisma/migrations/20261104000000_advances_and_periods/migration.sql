-- An advance is paid once per facility and quarter; settlements take it, the oldest first, until nothing of it is left.
CREATE TABLE advances (
  advance_id    UUID PRIMARY KEY,
  facility_code TEXT NOT NULL,
  quarter       TEXT NOT NULL CHECK (quarter ~ '^\d{4}-Q[1-4]$'),
  -- Asked of the fund in the quarter before, hundredths of a dong.
  reported      BIGINT NOT NULL CHECK (reported > 0),
  percent       INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
  source        TEXT NOT NULL,
  amount_vnd    BIGINT NOT NULL CHECK (amount_vnd > 0),
  used_vnd      BIGINT NOT NULL DEFAULT 0,
  status        TEXT NOT NULL CHECK (status IN ('approved', 'paid')),
  approved_at   TIMESTAMPTZ(3) NOT NULL,
  approved_by   TEXT NOT NULL,
  paid_at       TIMESTAMPTZ(3),
  CONSTRAINT advances_of_quarter UNIQUE (facility_code, quarter),
  -- Half up to the dong, once.
  CONSTRAINT advances_share CHECK (amount_vnd = (reported * percent + 5000) / 10000),
  CONSTRAINT advances_used CHECK (used_vnd BETWEEN 0 AND amount_vnd),
  CONSTRAINT advances_paid CHECK ((status = 'paid') = (paid_at IS NOT NULL))
);

-- What a settlement took of an advance.
CREATE TABLE advance_uses (
  settlement_id UUID NOT NULL REFERENCES settlements,
  advance_id    UUID NOT NULL REFERENCES advances,
  amount_vnd    BIGINT NOT NULL CHECK (amount_vnd > 0),
  PRIMARY KEY (settlement_id, advance_id)
);

-- Quarters whose accounts are closed, for all facilities.
CREATE TABLE closed_periods (
  quarter    TEXT PRIMARY KEY CHECK (quarter ~ '^\d{4}-Q[1-4]$'),
  closed_at  TIMESTAMPTZ(3) NOT NULL,
  closed_by  TEXT NOT NULL,
  facilities INTEGER NOT NULL CHECK (facilities >= 0)
);

-- 06/BH: what a quarter came to for a facility when it was closed. Hundredths of a dong, whole dong in *_vnd.
CREATE TABLE settlement_records (
  quarter          TEXT NOT NULL REFERENCES closed_periods,
  facility_code    TEXT NOT NULL,
  claims           INTEGER NOT NULL,
  returned         INTEGER NOT NULL,
  total_hospital   BIGINT NOT NULL,
  fund_claimed     BIGINT NOT NULL,
  co_payment       BIGINT NOT NULL,
  fund_pays        BIGINT NOT NULL CHECK (fund_pays BETWEEN 0 AND fund_claimed),
  settled_vnd      BIGINT NOT NULL,
  advance_used_vnd BIGINT NOT NULL CHECK (advance_used_vnd BETWEEN 0 AND settled_vnd),
  advance_vnd      BIGINT NOT NULL,
  advance_left_vnd BIGINT NOT NULL CHECK (advance_left_vnd BETWEEN 0 AND advance_vnd),
  PRIMARY KEY (quarter, facility_code)
);
