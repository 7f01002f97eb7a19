-- Claim files as they came, byte for byte. A file is taken once: the same bytes of the same facility are the same file.
CREATE TABLE documents (
  document_id   UUID PRIMARY KEY,
  facility_code TEXT NOT NULL,
  sha256        TEXT NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes    INTEGER NOT NULL CHECK (size_bytes > 0),
  content       BYTEA NOT NULL,
  received_at   TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT documents_same_file UNIQUE (facility_code, sha256)
);
-- Patients at the door (XML0), one row per encounter of a facility.
CREATE TABLE check_ins (
  check_in_id      UUID PRIMARY KEY,
  facility_code    TEXT NOT NULL,
  encounter_key    TEXT NOT NULL,
  version          INTEGER NOT NULL CHECK (version > 0),
  participant_id   UUID,
  card_result_code TEXT NOT NULL,
  arrived_at       TIMESTAMPTZ(3) NOT NULL,
  -- The rows of XML0 by their national names.
  rows             JSONB NOT NULL,
  changed_at       TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT check_ins_encounter UNIQUE (facility_code, encounter_key)
);
CREATE INDEX check_ins_participant ON check_ins (participant_id, arrived_at DESC) WHERE participant_id IS NOT NULL;

-- What the fund owes a facility for a month. Claims that are accepted later make a further settlement of that month.
CREATE TABLE settlements (
  settlement_id  UUID PRIMARY KEY,
  facility_code  TEXT NOT NULL,
  month          TEXT NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  number         INTEGER NOT NULL CHECK (number > 0),
  version        INTEGER NOT NULL CHECK (version > 0),
  claims         INTEGER NOT NULL CHECK (claims > 0),
  -- Hundredths of a dong; rounded once, in amount_vnd.
  total_in_scope BIGINT NOT NULL CHECK (total_in_scope >= 0),
  co_payment     BIGINT NOT NULL CHECK (co_payment >= 0),
  fund_pays      BIGINT NOT NULL CHECK (fund_pays >= 0),
  amount_vnd     BIGINT NOT NULL,
  status         TEXT NOT NULL CHECK (status IN ('approved', 'paid')),
  approved_at    TIMESTAMPTZ(3) NOT NULL,
  approved_by    TEXT NOT NULL,
  paid_at        TIMESTAMPTZ(3),
  CONSTRAINT settlements_of_month UNIQUE (facility_code, month, number),
  CONSTRAINT settlements_rounding CHECK (amount_vnd = (fund_pays + 50) / 100),
  CONSTRAINT settlements_paid CHECK ((status = 'paid') = (paid_at IS NOT NULL))
);

-- One row per encounter of a facility, with the values of its newest version. Amounts in hundredths of a dong.
CREATE TABLE claims (
  claim_id          UUID PRIMARY KEY,
  facility_code     TEXT NOT NULL,
  encounter_key     TEXT NOT NULL,
  -- 1, 2, 3 ... as often as the hospital sent it anew; aggregate_version counts the events.
  version           INTEGER NOT NULL CHECK (version > 0),
  aggregate_version INTEGER NOT NULL CHECK (aggregate_version > 0),
  status            TEXT NOT NULL CHECK (status IN ('received', 'accepted', 'returned', 'settled', 'paid')),
  participant_id    UUID,
  card_numbers      TEXT NOT NULL,
  full_name         TEXT NOT NULL,
  visit_reason      TEXT NOT NULL,
  care_type         TEXT NOT NULL,
  main_disease      TEXT NOT NULL,
  arrived_at        TIMESTAMPTZ(3) NOT NULL,
  left_at           TIMESTAMPTZ(3) NOT NULL,
  settlement_month  TEXT NOT NULL CHECK (settlement_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  total_hospital    BIGINT NOT NULL CHECK (total_hospital >= 0),
  total_in_scope    BIGINT NOT NULL CHECK (total_in_scope >= 0),
  patient_pays      BIGINT NOT NULL CHECK (patient_pays >= 0),
  co_payment        BIGINT NOT NULL CHECK (co_payment >= 0),
  fund_claimed      BIGINT NOT NULL CHECK (fund_claimed >= 0),
  -- Set by the appraisal; never more than was claimed.
  fund_pays         BIGINT CHECK (fund_pays BETWEEN 0 AND fund_claimed),
  row_counts        JSONB NOT NULL,
  received_at       TIMESTAMPTZ(3) NOT NULL,
  settlement_id     UUID REFERENCES settlements,
  CONSTRAINT claims_encounter UNIQUE (facility_code, encounter_key),
  CONSTRAINT claims_appraised CHECK ((status = 'received') = (fund_pays IS NULL)),
  CONSTRAINT claims_settled CHECK ((status IN ('settled', 'paid')) = (settlement_id IS NOT NULL))
);
CREATE INDEX claims_month ON claims (facility_code, settlement_month, status);
CREATE INDEX claims_participant ON claims (participant_id, arrived_at DESC) WHERE participant_id IS NOT NULL;
CREATE INDEX claims_settlement ON claims (settlement_id) WHERE settlement_id IS NOT NULL;

-- Every version that was sent, and the file that it came in.
CREATE TABLE claim_versions (
  claim_id     UUID NOT NULL REFERENCES claims,
  version      INTEGER NOT NULL CHECK (version > 0),
  document_id  UUID NOT NULL REFERENCES documents,
  -- Place of the HOSO in the file, from 1.
  position     INTEGER NOT NULL CHECK (position > 0),
  outcome      TEXT CHECK (outcome IN ('accepted', 'returned')),
  appraised_at TIMESTAMPTZ(3),
  PRIMARY KEY (claim_id, version),
  CONSTRAINT claim_versions_document UNIQUE (document_id, position),
  CONSTRAINT claim_versions_appraised CHECK ((outcome IS NULL) = (appraised_at IS NULL))
);

-- Cost lines: XML2 drugs, XML3 services and supplies. Quantity and prices in thousandths, ratios and level in hundredths
-- of a percent, amounts in hundredths of a dong.
CREATE TABLE claim_lines (
  claim_id         UUID NOT NULL,
  version          INTEGER NOT NULL,
  table_name       TEXT NOT NULL CHECK (table_name IN ('XML2', 'XML3')),
  row_number       INTEGER NOT NULL CHECK (row_number > 0),
  code             TEXT NOT NULL,
  cost_group       TEXT NOT NULL,
  quantity         BIGINT NOT NULL CHECK (quantity >= 0),
  hospital_price   BIGINT NOT NULL CHECK (hospital_price >= 0),
  insurance_price  BIGINT NOT NULL CHECK (insurance_price >= 0),
  service_ratio    INTEGER NOT NULL CHECK (service_ratio BETWEEN 0 AND 10000),
  insurance_ratio  INTEGER NOT NULL CHECK (insurance_ratio BETWEEN 0 AND 10000),
  level            INTEGER NOT NULL CHECK (level BETWEEN 0 AND 10000),
  hospital_amount  BIGINT NOT NULL CHECK (hospital_amount >= 0),
  in_scope_amount  BIGINT NOT NULL CHECK (in_scope_amount >= 0),
  self_paid        BIGINT NOT NULL CHECK (self_paid >= 0),
  co_payment       BIGINT NOT NULL CHECK (co_payment >= 0),
  fund_amount      BIGINT NOT NULL CHECK (fund_amount >= 0),
  other_amount     BIGINT NOT NULL CHECK (other_amount >= 0),
  ordered_at       TIMESTAMPTZ(3) NOT NULL,
  fields           JSONB NOT NULL,
  PRIMARY KEY (claim_id, version, table_name, row_number),
  FOREIGN KEY (claim_id, version) REFERENCES claim_versions
);

-- All other tables: XML1 and those without cost.
CREATE TABLE claim_rows (
  claim_id   UUID NOT NULL,
  version    INTEGER NOT NULL,
  table_name TEXT NOT NULL CHECK (table_name ~ '^XML([1-9]|1[0-5])$'),
  row_number INTEGER NOT NULL CHECK (row_number > 0),
  fields     JSONB NOT NULL,
  PRIMARY KEY (claim_id, version, table_name, row_number),
  FOREIGN KEY (claim_id, version) REFERENCES claim_versions
);

-- What the appraisal said, in the order in which it is told.
CREATE TABLE claim_findings (
  claim_id      UUID NOT NULL,
  version       INTEGER NOT NULL,
  position      INTEGER NOT NULL CHECK (position > 0),
  rule          TEXT NOT NULL,
  national_code TEXT,
  severity      TEXT NOT NULL CHECK (severity IN ('return', 'adjust', 'warn')),
  table_name    TEXT,
  row_number    INTEGER,
  field         TEXT,
  found         TEXT,
  expected      TEXT,
  message       TEXT NOT NULL,
  message_vi    TEXT NOT NULL,
  source        TEXT NOT NULL,
  PRIMARY KEY (claim_id, version, position),
  FOREIGN KEY (claim_id, version) REFERENCES claim_versions
);
CREATE INDEX claim_findings_rule ON claim_findings (rule);
