-- Facilities: the contract partners of the agency, one row each, the newest version.
CREATE TABLE facilities (
  facility_code  TEXT PRIMARY KEY CHECK (facility_code ~ '^\d{5}$'),
  version        INTEGER NOT NULL CHECK (version > 0),
  name           TEXT NOT NULL,
  level          TEXT NOT NULL CHECK (level IN ('initial', 'basic', 'specialised')),
  points         INTEGER CHECK (points BETWEEN 0 AND 100),
  former_route   TEXT NOT NULL CHECK (former_route IN ('commune', 'district', 'provincial', 'central')),
  inpatient      BOOLEAN NOT NULL,
  contract_from  DATE NOT NULL,
  contract_to    DATE NOT NULL,
  bank_bin       TEXT NOT NULL CHECK (bank_bin ~ '^\d{6}$'),
  account_number TEXT NOT NULL,
  account_name   TEXT NOT NULL,
  changed_at     TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT facilities_contract_dates CHECK (contract_from <= contract_to)
);

-- Coverage: what enrolment's card events have told. `version` is the version of the card that told the row, so that a
-- second delivery changes nothing and an older event never covers a newer one. No foreign keys: an activation may
-- arrive before the card it belongs to, and waits here for it.
CREATE TABLE cards (
  card_id               UUID PRIMARY KEY,
  version               INTEGER NOT NULL CHECK (version > 0),
  participant_id        UUID NOT NULL,
  card_number           TEXT NOT NULL CHECK (card_number ~ '^[A-Z]{2}[1-5]\d{12}$'),
  full_name             TEXT NOT NULL,
  birth_date            DATE NOT NULL,
  sex                   TEXT NOT NULL CHECK (sex IN ('male', 'female', 'undetermined')),
  personal_id           TEXT,
  initial_facility_code TEXT NOT NULL,
  five_years_on         DATE
);
-- Not unique: the same number may be given again to the same person under a new card id.
CREATE INDEX cards_card_number ON cards (card_number);
CREATE INDEX cards_participant_id ON cards (participant_id);

CREATE TABLE card_periods (
  card_id       UUID NOT NULL,
  version       INTEGER NOT NULL CHECK (version > 0),
  valid_from    DATE NOT NULL,
  valid_to      DATE NOT NULL,
  five_years_on DATE,
  PRIMARY KEY (card_id, version),
  CONSTRAINT card_periods_dates CHECK (valid_from <= valid_to)
);

CREATE TABLE card_withdrawals (
  card_id        UUID NOT NULL,
  version        INTEGER NOT NULL CHECK (version > 0),
  withdrawn_from DATE NOT NULL,
  reason         TEXT NOT NULL,
  PRIMARY KEY (card_id, version)
);
