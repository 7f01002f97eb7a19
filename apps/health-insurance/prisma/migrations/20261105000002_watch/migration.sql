-- Exams of a day by practitioner are read by it: of some thirty lines of a claim one or two are exams.
CREATE INDEX claim_lines_exams ON claim_lines (ordered_at) WHERE cost_group = '13';

-- For which diagnoses drugs are indicated: each upload is a whole list, and the newest counts. Diagnoses are the first
-- characters of ICD-10 codes, capital letters and digits without a dot.
CREATE TABLE watch_indications (
  version    INTEGER PRIMARY KEY CHECK (version > 0),
  source     TEXT NOT NULL,
  -- [{"drugCode": "40.30", "diagnoses": ["J", "K29"]}, ...]
  items      JSONB NOT NULL CHECK (jsonb_typeof(items) = 'array'),
  changed_at TIMESTAMPTZ(3) NOT NULL,
  changed_by TEXT NOT NULL
);

-- One computation of a month. Its evidence is written piece by piece and counts when the run is finished.
CREATE TABLE watch_runs (
  run_id      UUID PRIMARY KEY,
  month       TEXT NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  started_at  TIMESTAMPTZ(3) NOT NULL,
  started_by  TEXT NOT NULL,
  finished_at TIMESTAMPTZ(3),
  result      JSONB,
  CONSTRAINT watch_runs_finished CHECK ((finished_at IS NULL) = (result IS NULL))
);
CREATE INDEX watch_runs_month ON watch_runs (month, run_id DESC);

-- Visits that a signal of a run rests on: copied, so that a case that is concluded keeps what it was concluded on.
CREATE TABLE watch_evidence (
  run_id         UUID NOT NULL REFERENCES watch_runs,
  subject_kind   TEXT NOT NULL,
  subject_id     TEXT NOT NULL,
  signal         TEXT NOT NULL,
  facility_code  TEXT NOT NULL,
  encounter_key  TEXT NOT NULL,
  -- Null for a check-in without a claim.
  claim_id       UUID,
  arrived_at     TIMESTAMPTZ(3) NOT NULL,
  left_at        TIMESTAMPTZ(3),
  -- Hundredths of a dong.
  total_in_scope BIGINT,
  fund_pays      BIGINT,
  PRIMARY KEY (run_id, subject_kind, subject_id, signal, facility_code, encounter_key)
);

-- A suspicious person (participant id), facility (code) or practitioner (licence) of a month, as run_id found it.
CREATE TABLE watch_cases (
  case_id        UUID PRIMARY KEY,
  month          TEXT NOT NULL,
  subject_kind   TEXT NOT NULL CHECK (subject_kind IN ('facility', 'person', 'practitioner')),
  subject_id     TEXT NOT NULL,
  run_id         UUID NOT NULL REFERENCES watch_runs,
  score          INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
  signals        TEXT[] NOT NULL,
  facility_codes TEXT[] NOT NULL,
  visits         INTEGER NOT NULL CHECK (visits >= 0),
  -- Numbers only; the texts are made from them.
  reasons        JSONB NOT NULL,
  status         TEXT NOT NULL CHECK (status IN ('open', 'concluded', 'vanished')),
  changed_at     TIMESTAMPTZ(3) NOT NULL,
  result         TEXT CHECK (result IN ('confirmed', 'dismissed')),
  result_reason  TEXT,
  concluded_at   TIMESTAMPTZ(3),
  concluded_by   TEXT,
  CONSTRAINT watch_cases_subject UNIQUE (month, subject_kind, subject_id),
  CONSTRAINT watch_cases_concluded CHECK (
    (status = 'concluded') = (result IS NOT NULL) AND (result IS NULL) = (result_reason IS NULL)
    AND (result IS NULL) = (concluded_at IS NULL) AND (result IS NULL) = (concluded_by IS NULL))
);
CREATE INDEX watch_cases_list ON watch_cases (month, score DESC, case_id DESC);
