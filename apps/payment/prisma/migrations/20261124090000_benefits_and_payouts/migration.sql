CREATE TABLE beneficiaries (
  participant_id     UUID    NOT NULL PRIMARY KEY,
  full_name          TEXT    NOT NULL CHECK (full_name <> ''),
  birth_date         DATE    NOT NULL,
  sex                TEXT    NOT NULL CHECK (sex IN ('male', 'female', 'undetermined')),
  -- HMAC-SHA-256 of the personal id: a counter only asks whether the paper matches, so the number itself is not kept.
  personal_id_digest BYTEA   NOT NULL CHECK (octet_length(personal_id_digest) = 32),
  version            INTEGER NOT NULL CHECK (version > 0)
);

CREATE TABLE facility_accounts (
  facility_code  TEXT    NOT NULL PRIMARY KEY CHECK (facility_code ~ '^\d{5}$'),
  name           TEXT    NOT NULL,
  bank_bin       TEXT    NOT NULL CHECK (bank_bin ~ '^\d{6}$'),
  account_number TEXT    NOT NULL,
  account_name   TEXT    NOT NULL,
  version        INTEGER NOT NULL CHECK (version > 0)
);

CREATE TABLE benefits (
  id               UUID   NOT NULL PRIMARY KEY,
  kind             TEXT   NOT NULL CHECK (kind IN ('pension')),
  participant_id   UUID   NOT NULL REFERENCES beneficiaries,
  status           TEXT   NOT NULL CHECK (status IN ('proposed', 'approved', 'refused')),
  from_month       TEXT   NOT NULL CHECK (from_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  monthly_vnd      BIGINT NOT NULL CHECK (monthly_vnd > 0),
  -- The claim as it was proposed and how its amount came about: a decision must stay explainable for decades.
  claim            JSONB  NOT NULL,
  calculation      JSONB  NOT NULL,
  channel          TEXT   NOT NULL,
  bank_bin         TEXT,
  account_number   TEXT,
  account_name     TEXT,
  post_office_code TEXT,
  proposed_by      TEXT   NOT NULL,
  proposed_at      TIMESTAMPTZ(3) NOT NULL,
  decided_by       TEXT,
  decided_at       TIMESTAMPTZ(3),
  decision_reason  TEXT,
  -- The four-eyes promise: no code path can decide what it proposed.
  CONSTRAINT benefits_two_persons CHECK (proposed_by <> decided_by),
  CONSTRAINT benefits_decided CHECK (
    (status = 'proposed' AND decided_by IS NULL AND decided_at IS NULL AND decision_reason IS NULL)
    OR (status <> 'proposed' AND decided_by IS NOT NULL AND decided_at IS NOT NULL AND decision_reason IS NOT NULL)),
  CONSTRAINT benefits_destination CHECK (
    (channel = 'bank' AND bank_bin IS NOT NULL AND account_number IS NOT NULL AND account_name IS NOT NULL
      AND post_office_code IS NULL)
    OR (channel = 'post-office' AND post_office_code IS NOT NULL
      AND bank_bin IS NULL AND account_number IS NULL AND account_name IS NULL))
);
-- One pension, or one open claim for one, per person.
CREATE UNIQUE INDEX benefits_one_per_person ON benefits (participant_id, kind) WHERE status <> 'refused';
CREATE INDEX benefits_in_force ON benefits (from_month, id);

CREATE TABLE payout_batches (
  id             UUID    NOT NULL PRIMARY KEY,
  message_id     TEXT    NOT NULL CONSTRAINT payout_batches_message_id UNIQUE CHECK (length(message_id) BETWEEN 1 AND 35),
  bank_bin       TEXT    NOT NULL CHECK (bank_bin ~ '^\d{6}$'),
  execution_date DATE    NOT NULL,
  status         TEXT    NOT NULL CHECK (status IN ('built', 'approved', 'fetched', 'reported')),
  payout_count   INTEGER NOT NULL CHECK (payout_count > 0),
  sum_vnd        BIGINT  NOT NULL CHECK (sum_vnd > 0),
  paid_count     INTEGER NOT NULL DEFAULT 0 CHECK (paid_count >= 0),
  returned_count INTEGER NOT NULL DEFAULT 0 CHECK (returned_count >= 0),
  built_by       TEXT    NOT NULL,
  built_at       TIMESTAMPTZ(3) NOT NULL,
  approved_by    TEXT,
  approved_at    TIMESTAMPTZ(3),
  CONSTRAINT payout_batches_two_persons CHECK (built_by <> approved_by),
  CONSTRAINT payout_batches_approved CHECK ((status = 'built') = (approved_by IS NULL) AND (approved_by IS NULL) = (approved_at IS NULL)),
  CONSTRAINT payout_batches_counts CHECK (paid_count + returned_count <= payout_count)
);
CREATE INDEX payout_batches_of_bank ON payout_batches (bank_bin, id);

CREATE TABLE payouts (
  id               UUID    NOT NULL PRIMARY KEY,
  kind             TEXT    NOT NULL CHECK (kind IN ('pension', 'settlement')),
  source_id        UUID    NOT NULL,
  beneficiary_kind TEXT    NOT NULL CHECK (beneficiary_kind IN ('participant', 'facility')),
  beneficiary_id   TEXT    NOT NULL,
  beneficiary_name TEXT    NOT NULL,
  period           TEXT    NOT NULL CHECK (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  amount_vnd       BIGINT  NOT NULL CHECK (amount_vnd > 0),
  channel          TEXT    NOT NULL,
  bank_bin         TEXT    CHECK (bank_bin ~ '^\d{6}$'),
  account_number   TEXT,
  account_name     TEXT,
  post_office_code TEXT,
  -- How often it was sent out: part of the id that the bank sees, so that an answer never meets a later attempt.
  attempt          INTEGER NOT NULL CHECK (attempt BETWEEN 1 AND 99),
  status           TEXT    NOT NULL CHECK (status IN ('created', 'sent', 'paid', 'returned')),
  reason_code      TEXT,
  paid_at          TIMESTAMPTZ(3),
  batch_id         UUID    REFERENCES payout_batches,
  -- The number of events about it so far.
  version          INTEGER NOT NULL CHECK (version > 0),
  created_at       TIMESTAMPTZ(3) NOT NULL,
  -- A benefit is paid once a month, a settlement once, whatever asks for it and how often.
  CONSTRAINT payouts_source_once UNIQUE (kind, source_id, period),
  CONSTRAINT payouts_destination CHECK (
    (channel = 'bank' AND bank_bin IS NOT NULL AND account_number IS NOT NULL AND account_name IS NOT NULL
      AND post_office_code IS NULL)
    OR (channel = 'post-office' AND post_office_code IS NOT NULL AND beneficiary_kind = 'participant'
      AND bank_bin IS NULL AND account_number IS NULL AND account_name IS NULL AND batch_id IS NULL)),
  CONSTRAINT payouts_paid CHECK ((status = 'paid') = (paid_at IS NOT NULL)),
  CONSTRAINT payouts_returned CHECK ((status = 'returned') = (reason_code IS NOT NULL)),
  CONSTRAINT payouts_sent CHECK (status <> 'sent' OR batch_id IS NOT NULL)
  -- Room on each page and no index over what a step changes: seventy thousand answers of a bank are updates in place.
) WITH (fillfactor = 60);
CREATE INDEX payouts_of_beneficiary ON payouts (beneficiary_id, id);
CREATE INDEX payouts_of_batch ON payouts (batch_id);
CREATE INDEX payouts_of_post_office ON payouts (post_office_code, id) WHERE post_office_code IS NOT NULL;
CREATE INDEX payouts_outside_batches ON payouts (id) WHERE channel = 'bank' AND batch_id IS NULL;

-- The lifecycle, a second time and below every code path: only forward moves, and what is owed to whom never changes.
CREATE FUNCTION payouts_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.amount_vnd <> OLD.amount_vnd OR NEW.kind <> OLD.kind OR NEW.source_id <> OLD.source_id
     OR NEW.period <> OLD.period OR NEW.beneficiary_id <> OLD.beneficiary_id THEN
    RAISE EXCEPTION 'a payout keeps its source, beneficiary and amount' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('created', 'sent'), ('created', 'paid'), ('created', 'returned'), ('sent', 'paid'), ('sent', 'returned'),
    ('paid', 'returned'), ('returned', 'created')) THEN
    RAISE EXCEPTION 'a payout does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payouts_only_forward BEFORE UPDATE ON payouts FOR EACH ROW EXECUTE FUNCTION payouts_only_forward();

CREATE TABLE payout_batch_lines (
  batch_id       UUID    NOT NULL REFERENCES payout_batches,
  line_number    INTEGER NOT NULL CHECK (line_number > 0),
  payout_id      UUID    NOT NULL REFERENCES payouts,
  -- Payout and attempt: one attempt stands in one batch only.
  end_to_end_id  TEXT    NOT NULL CONSTRAINT payout_batch_lines_end_to_end_id UNIQUE CHECK (length(end_to_end_id) <= 35),
  kind           TEXT    NOT NULL,
  period         TEXT    NOT NULL,
  amount_vnd     BIGINT  NOT NULL CHECK (amount_vnd > 0),
  bank_bin       TEXT    NOT NULL,
  account_number TEXT    NOT NULL,
  account_name   TEXT    NOT NULL,
  outcome        TEXT    NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'pending', 'paid', 'returned')),
  reason_code    TEXT,
  PRIMARY KEY (batch_id, line_number)
) WITH (fillfactor = 80);

-- The control totals of a batch are those of its lines when the transaction that built it commits.
CREATE FUNCTION payout_batches_control() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT (count(*), coalesce(sum(amount_vnd), 0)) <> (NEW.payout_count, NEW.sum_vnd)
      FROM payout_batch_lines WHERE batch_id = NEW.id) THEN
    RAISE EXCEPTION 'the control totals of batch % differ from its lines', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payout_batches_control AFTER INSERT ON payout_batches
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payout_batches_control();

CREATE TABLE cash_payments (
  -- The key itself is the promise: a payout is paid in cash once.
  payout_id        UUID   NOT NULL PRIMARY KEY REFERENCES payouts,
  post_office_code TEXT   NOT NULL,
  amount_vnd       BIGINT NOT NULL CHECK (amount_vnd > 0),
  -- When the counter paid, which may be days before the record arrives (offline days).
  paid_at          TIMESTAMPTZ(3) NOT NULL,
  clerk            TEXT   NOT NULL CHECK (clerk <> ''),
  recorded_by      TEXT   NOT NULL,
  recorded_at      TIMESTAMPTZ(3) NOT NULL
);
