-- Zones of the regional minimum wage by commune. Decree 293/2025 names the communes of Dak Lak in zone III but not
-- their five-digit codes, so nothing is seeded: an officer enters each commune with its source, and a commune without
-- a row falls under the default zone of the rules.
CREATE TABLE wage_zones (
  commune_code TEXT NOT NULL CHECK (commune_code ~ '^[0-9]{5}$'),
  -- In force until the next row of the same commune begins: periods cannot overlap.
  valid_from   DATE NOT NULL,
  zone         TEXT NOT NULL CHECK (zone IN ('I', 'II', 'III', 'IV')),
  source       TEXT NOT NULL CHECK (source <> ''),
  PRIMARY KEY (commune_code, valid_from)
);

CREATE TABLE employers (
  id            UUID PRIMARY KEY,
  unit_code     TEXT NOT NULL CONSTRAINT employers_unit_code_key UNIQUE
                CHECK (unit_code ~ '^([0-9]{10}|[0-9]{7})[A-Z]{2}[A-Z0-9]{3}$'),
  name          TEXT NOT NULL CHECK (name <> ''),
  commune_code  TEXT NOT NULL CHECK (commune_code ~ '^[0-9]{5}$'),
  wage_zone     TEXT NOT NULL CHECK (wage_zone IN ('I', 'II', 'III', 'IV')),
  email         TEXT,
  phone         TEXT,
  version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  registered_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX employers_commune_code ON employers (commune_code);

-- Numbers that the agency gives itself: 66 and these eight digits. They start high, above the numbers of the present
-- register, and a number that an import brought is skipped.
CREATE SEQUENCE si_numbers MINVALUE 50000000 MAXVALUE 99999999 START 50000000 CACHE 1;

CREATE TABLE participants (
  id            UUID PRIMARY KEY,
  -- One person, one record: the natural key of imports and declarations.
  personal_id   TEXT NOT NULL CONSTRAINT participants_personal_id_key UNIQUE CHECK (personal_id ~ '^[0-9]{12}$'),
  si_number     TEXT CONSTRAINT participants_si_number_key UNIQUE CHECK (si_number ~ '^[0-9]{10}$'),
  full_name     TEXT NOT NULL CHECK (full_name <> ''),
  birth_date    DATE NOT NULL,
  sex           TEXT NOT NULL CHECK (sex IN ('male', 'female', 'undetermined')),
  phone         TEXT,
  email         TEXT,
  commune_code  TEXT CHECK (commune_code ~ '^[0-9]{5}$'),
  version       INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  registered_at TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE cards (
  id                    UUID PRIMARY KEY,
  participant_id        UUID NOT NULL REFERENCES participants (id),
  card_number           TEXT NOT NULL CONSTRAINT cards_card_number_key UNIQUE CHECK (card_number ~ '^[A-Z]{2}[1-5][0-9]{12}$'),
  status                TEXT NOT NULL CHECK (status IN ('pending', 'active', 'withdrawn')),
  initial_facility_code TEXT NOT NULL CHECK (initial_facility_code ~ '^[0-9]{5}$'),
  -- Both inclusive. A pending card may keep the dates of an earlier period: they decide whether the next one follows on.
  valid_from            DATE,
  valid_to              DATE,
  five_years_on         DATE,
  withdrawn_from        DATE,
  version               INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  CONSTRAINT cards_dates_check CHECK ((valid_from IS NULL) = (valid_to IS NULL) AND valid_from <= valid_to),
  CONSTRAINT cards_active_check CHECK (status <> 'active' OR valid_from IS NOT NULL),
  CONSTRAINT cards_withdrawn_check CHECK ((status = 'withdrawn') = (withdrawn_from IS NOT NULL)),
  CONSTRAINT cards_withdrawn_dates_check CHECK (valid_to < withdrawn_from)
);
CREATE INDEX cards_participant_id ON cards (participant_id);

CREATE TABLE participations (
  id             UUID PRIMARY KEY,
  participant_id UUID NOT NULL REFERENCES participants (id),
  employer_id    UUID NOT NULL REFERENCES employers (id),
  -- The card that the contributions of this employer make valid.
  card_id        UUID NOT NULL REFERENCES cards (id),
  from_month     TEXT NOT NULL CHECK (from_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  last_month     TEXT CHECK (last_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  CONSTRAINT participations_months_check CHECK (from_month <= last_month)
);
-- A worker is declared once at an employer until the employer declares that the work ended.
CREATE UNIQUE INDEX participations_open_key ON participations (participant_id, employer_id) WHERE last_month IS NULL;
CREATE INDEX participations_employer_id ON participations (employer_id, from_month);
CREATE INDEX participations_participant_id ON participations (participant_id);

CREATE TABLE participation_wages (
  participation_id UUID NOT NULL REFERENCES participations (id),
  -- In force until the next row of the same participation begins.
  from_month       TEXT NOT NULL CHECK (from_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  wage_vnd         BIGINT NOT NULL CHECK (wage_vnd > 0),
  PRIMARY KEY (participation_id, from_month)
);

CREATE TABLE declarations (
  id           UUID PRIMARY KEY,
  employer_id  UUID NOT NULL REFERENCES employers (id),
  submitted_by TEXT NOT NULL,
  submitted_at TIMESTAMPTZ(3) NOT NULL,
  accepted     INTEGER NOT NULL CHECK (accepted >= 0),
  rejected     INTEGER NOT NULL CHECK (rejected >= 0),
  -- One DeclarationLineResult a line.
  results      JSONB NOT NULL,
  CONSTRAINT declarations_lines_check CHECK (jsonb_array_length(results) = accepted + rejected)
);
CREATE INDEX declarations_employer_id ON declarations (employer_id);

CREATE TABLE households (
  id           UUID PRIMARY KEY,
  commune_code TEXT NOT NULL CHECK (commune_code ~ '^[0-9]{5}$'),
  address      TEXT NOT NULL,
  -- `kind:code` of the tenant; a post office sees the households that it enrolled itself.
  enrolled_by  TEXT NOT NULL,
  enrolled_at  TIMESTAMPTZ(3) NOT NULL
);

-- A person belongs to one household.
CREATE TABLE household_members (
  participant_id UUID NOT NULL PRIMARY KEY REFERENCES participants (id),
  household_id   UUID NOT NULL REFERENCES households (id),
  position       INTEGER NOT NULL CHECK (position > 0),
  CONSTRAINT household_members_position_key UNIQUE (household_id, position)
);

-- The order of the insured members within a calendar year decides the percentage of the premium (domain: first 100 %).
CREATE TABLE household_places (
  household_id   UUID NOT NULL REFERENCES households (id),
  year           INTEGER NOT NULL,
  participant_id UUID NOT NULL REFERENCES participants (id),
  place          INTEGER NOT NULL CHECK (place > 0),
  PRIMARY KEY (household_id, year, participant_id),
  CONSTRAINT household_places_place_key UNIQUE (household_id, year, place)
);

CREATE TABLE household_orders (
  id           UUID PRIMARY KEY,
  -- What the transfer carries: short and plain, because banks cut and strip the text.
  reference    TEXT NOT NULL CONSTRAINT household_orders_reference_key UNIQUE CHECK (reference ~ '^HD[A-Z0-9]{8}$'),
  household_id UUID NOT NULL REFERENCES households (id),
  ordered_on   DATE NOT NULL,
  months       INTEGER NOT NULL CHECK (months IN (3, 6, 12)),
  paid_on      DATE
);
CREATE INDEX household_orders_household_id ON household_orders (household_id);

CREATE TABLE household_order_members (
  order_id       UUID NOT NULL REFERENCES household_orders (id),
  participant_id UUID NOT NULL REFERENCES participants (id),
  card_id        UUID NOT NULL REFERENCES cards (id),
  place          INTEGER NOT NULL CHECK (place > 0),
  PRIMARY KEY (order_id, participant_id),
  CONSTRAINT household_order_members_place_key UNIQUE (order_id, place)
);
