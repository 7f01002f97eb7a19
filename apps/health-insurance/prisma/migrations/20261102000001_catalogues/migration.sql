-- What a facility may use and at which price (files 01-06/DM): each upload is a whole list. On a day the list with the
-- latest first day counts, and of several with the same first day the latest version.
CREATE TABLE catalogues (
  catalogue_id  UUID PRIMARY KEY,
  facility_code TEXT NOT NULL REFERENCES facilities,
  kind          TEXT NOT NULL CHECK (kind IN ('drugs', 'services', 'supplies', 'staff', 'machines', 'beds')),
  valid_from    DATE NOT NULL,
  version       INTEGER NOT NULL CHECK (version > 0),
  row_count     INTEGER NOT NULL CHECK (row_count > 0),
  sha256        TEXT NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_at   TIMESTAMPTZ(3) NOT NULL,
  uploaded_by   TEXT NOT NULL,
  CONSTRAINT catalogues_versions UNIQUE (facility_code, kind, version)
);
CREATE INDEX catalogues_in_force ON catalogues (facility_code, kind, valid_from DESC, version DESC);

-- Prices and quantities in thousandths, ratios in hundredths of a percent; what a kind does not have is null.
CREATE TABLE catalogue_entries (
  catalogue_id    UUID NOT NULL REFERENCES catalogues,
  row_number      INTEGER NOT NULL CHECK (row_number > 0),
  code            TEXT NOT NULL CHECK (code <> ''),
  name            TEXT,
  registration    TEXT,
  bid             TEXT,
  price           BIGINT CHECK (price >= 0),
  insurance_ratio INTEGER CHECK (insurance_ratio BETWEEN 0 AND 10000),
  scope           TEXT CHECK (scope IN ('1', '2', '3')),
  quantity        BIGINT CHECK (quantity >= 0),
  valid_from      DATE,
  valid_to        DATE,
  sex             TEXT CHECK (sex IN ('male', 'female')),
  age_from        INTEGER CHECK (age_from >= 0),
  age_to          INTEGER CHECK (age_to >= 0),
  -- Working hours HHMM of a day.
  opens           TEXT CHECK (opens ~ '^\d{4}$'),
  closes          TEXT CHECK (closes ~ '^\d{4}$'),
  PRIMARY KEY (catalogue_id, row_number)
);
CREATE INDEX catalogue_entries_code ON catalogue_entries (catalogue_id, code);
