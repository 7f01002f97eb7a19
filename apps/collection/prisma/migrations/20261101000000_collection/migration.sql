-- What is due, what was paid, what is late. Every promise about money is a constraint here, so that no code path can break it.

-- Projections of enrolment
CREATE TABLE employers (
  employer_id UUID    PRIMARY KEY,
  unit_code   TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  wage_zone   TEXT    NOT NULL CHECK (wage_zone IN ('I', 'II', 'III', 'IV')),
  -- Of the newest event seen: an older one that arrives later changes nothing.
  version     INTEGER NOT NULL CHECK (version > 0)
);

CREATE TABLE participations (
  participation_id UUID    PRIMARY KEY,
  participant_id   UUID    NOT NULL,
  employer_id      UUID    NOT NULL,
  -- The last month with contributions; NULL while the worker is insured.
  last_month       TEXT    CHECK (last_month ~ '^\d{4}-\d{2}$'),
  ended_version    INTEGER NOT NULL DEFAULT 0,
  -- Counts the events that changed something here. The sum over an employer only grows, whatever the order of commits:
  -- an assessment compares it with what it had seen.
  changes          INTEGER NOT NULL CHECK (changes > 0)
);
CREATE INDEX participations_employer_id ON participations (employer_id);
CREATE INDEX participations_participant_id ON participations (participant_id);

CREATE TABLE participation_wages (
  participation_id UUID    NOT NULL,
  from_month       TEXT    NOT NULL CHECK (from_month ~ '^\d{4}-\d{2}$'),
  wage_vnd         BIGINT  NOT NULL CHECK (wage_vnd >= 0),
  version          INTEGER NOT NULL CHECK (version > 0),
  PRIMARY KEY (participation_id, from_month)
);

-- What is due
CREATE TABLE statements (
  statement_id         UUID    PRIMARY KEY,
  employer_id          UUID    NOT NULL,
  month                TEXT    NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  reference            TEXT    NOT NULL,
  due_date             DATE    NOT NULL,
  workers              INTEGER NOT NULL CHECK (workers >= 0),
  due_vnd              BIGINT  NOT NULL CHECK (due_vnd >= 0),
  paid_vnd             BIGINT  NOT NULL DEFAULT 0,
  -- Interest on what was paid late; what is still outstanding earns interest by the day and is charged when it is paid.
  interest_charged_vnd BIGINT  NOT NULL DEFAULT 0,
  interest_paid_vnd    BIGINT  NOT NULL DEFAULT 0,
  -- Participation changes that the newest assessment had seen.
  changes_seen         BIGINT  NOT NULL,
  version              INTEGER NOT NULL CHECK (version > 0),
  -- One statement per employer and month: a second assessment adjusts it and never doubles it.
  CONSTRAINT statements_employer_month UNIQUE (employer_id, month),
  CONSTRAINT statements_reference UNIQUE (reference),
  CONSTRAINT statements_paid_within_due CHECK (paid_vnd BETWEEN 0 AND due_vnd),
  CONSTRAINT statements_interest_paid_within_charged CHECK (interest_paid_vnd BETWEEN 0 AND interest_charged_vnd)
);

CREATE TABLE statement_funds (
  statement_id UUID   NOT NULL,
  fund         TEXT   NOT NULL CHECK (fund IN ('retirement', 'sickness-maternity', 'accident', 'unemployment', 'health')),
  employee_vnd BIGINT NOT NULL CHECK (employee_vnd >= 0),
  employer_vnd BIGINT NOT NULL CHECK (employer_vnd >= 0),
  paid_vnd     BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (statement_id, fund),
  CONSTRAINT statement_funds_paid_within_due CHECK (paid_vnd BETWEEN 0 AND employee_vnd + employer_vnd)
);

-- One row per worker, fund and statement version. A later version carries the difference, so that rows are never edited
-- and the sum over versions is what is due.
CREATE TABLE contribution_lines (
  participation_id UUID    NOT NULL,
  month            TEXT    NOT NULL,
  fund             TEXT    NOT NULL,
  version          INTEGER NOT NULL,
  statement_id     UUID    NOT NULL,
  -- The capped wage that the amounts stand on after this version.
  base_vnd         BIGINT  NOT NULL CHECK (base_vnd >= 0),
  employee_vnd     BIGINT  NOT NULL,
  employer_vnd     BIGINT  NOT NULL,
  PRIMARY KEY (participation_id, month, fund, version)
);

CREATE TABLE household_premiums (
  order_id     UUID    PRIMARY KEY,
  household_id UUID    NOT NULL,
  reference    TEXT    NOT NULL,
  -- The reference as a bank text is searched for it: capital letters and digits only.
  match_key    TEXT    NOT NULL,
  -- Who took the order, `kind:code`: a post office sees its own orders only.
  tenant       TEXT    NOT NULL,
  total_vnd    BIGINT  NOT NULL CHECK (total_vnd > 0),
  paid_vnd     BIGINT  NOT NULL DEFAULT 0,
  paid_on      DATE,
  version      INTEGER NOT NULL CHECK (version > 0),
  CONSTRAINT household_premiums_reference UNIQUE (reference),
  CONSTRAINT household_premiums_match_key UNIQUE (match_key),
  CONSTRAINT household_premiums_paid_within_total CHECK (paid_vnd BETWEEN 0 AND total_vnd),
  CONSTRAINT household_premiums_paid_on CHECK ((paid_on IS NOT NULL) = (paid_vnd = total_vnd))
);

CREATE TABLE household_premium_members (
  order_id       UUID    NOT NULL REFERENCES household_premiums,
  participant_id UUID    NOT NULL,
  place          INTEGER NOT NULL CHECK (place > 0),
  amount_vnd     BIGINT  NOT NULL CHECK (amount_vnd >= 0),
  PRIMARY KEY (order_id, participant_id)
);

-- What was paid
CREATE TABLE bank_credits (
  credit_id        UUID    PRIMARY KEY,
  bank_bin         TEXT    NOT NULL,
  bank_reference   TEXT    NOT NULL,
  amount_vnd       BIGINT  NOT NULL CHECK (amount_vnd > 0),
  booked_on        DATE    NOT NULL,
  content          TEXT    NOT NULL,
  credited_account TEXT    NOT NULL,
  payer_name       TEXT,
  -- How it came: told one by one, or in a statement file, where banks write texts and dates in their own way.
  door             TEXT    NOT NULL CHECK (door IN ('report', 'file')),
  -- The statement or order that the text names, also when nothing of that name is due yet.
  reference        TEXT,
  allocated_vnd    BIGINT  NOT NULL CHECK (allocated_vnd >= 0),
  suspense_vnd     BIGINT  NOT NULL CHECK (suspense_vnd >= 0),
  received_at      TIMESTAMPTZ(3) NOT NULL,
  version          INTEGER NOT NULL CHECK (version > 0),
  -- The same booking counts once, whatever door, file or idempotency key it comes with.
  CONSTRAINT bank_credits_bank_reference UNIQUE (bank_bin, bank_reference),
  CONSTRAINT bank_credits_whole CHECK (allocated_vnd + suspense_vnd = amount_vnd)
);
CREATE INDEX bank_credits_suspense ON bank_credits (credit_id) WHERE suspense_vnd > 0;
CREATE INDEX bank_credits_waiting ON bank_credits (reference) WHERE suspense_vnd > 0;

-- Where each dong of a credit went; what is taken back by a lower assessment is a negative row.
CREATE TABLE credit_allocations (
  allocation_id UUID   PRIMARY KEY,
  credit_id     UUID   NOT NULL,
  statement_id  UUID,
  order_id      UUID,
  bucket        TEXT   NOT NULL CHECK (bucket IN ('retirement', 'sickness-maternity', 'accident', 'unemployment', 'health', 'interest', 'household-premium')),
  amount_vnd    BIGINT NOT NULL CHECK (amount_vnd <> 0),
  CONSTRAINT credit_allocations_one_target CHECK (
    (statement_id IS NULL) <> (order_id IS NULL) AND (order_id IS NOT NULL) = (bucket = 'household-premium'))
);
CREATE INDEX credit_allocations_credit_id ON credit_allocations (credit_id);
CREATE INDEX credit_allocations_statement_id ON credit_allocations (statement_id);

-- Double entry
CREATE TABLE entries (
  entry_id    UUID    PRIMARY KEY,
  kind        TEXT    NOT NULL CHECK (kind IN ('assessment', 'premium', 'credit', 'matching', 'release')),
  -- The statement, order or credit that caused it, and its version: one entry for each act.
  source_id   UUID    NOT NULL,
  source_version INTEGER NOT NULL,
  entered_at  TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT entries_once UNIQUE (kind, source_id, source_version)
);

CREATE TABLE postings (
  entry_id   UUID   NOT NULL,
  line       INTEGER NOT NULL CHECK (line > 0),
  account    TEXT   NOT NULL,
  debit_vnd  BIGINT NOT NULL,
  credit_vnd BIGINT NOT NULL,
  PRIMARY KEY (entry_id, line),
  CONSTRAINT postings_one_side CHECK ((debit_vnd > 0 AND credit_vnd = 0) OR (debit_vnd = 0 AND credit_vnd > 0))
);
CREATE INDEX postings_account ON postings (account) INCLUDE (debit_vnd, credit_vnd);

-- An entry is written by one statement and balances, or is not written at all.
CREATE FUNCTION refuse_unbalanced_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unbalanced UUID;
BEGIN
  SELECT entry_id INTO unbalanced FROM added GROUP BY entry_id HAVING sum(debit_vnd) <> sum(credit_vnd) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % does not balance', unbalanced USING ERRCODE = 'check_violation', CONSTRAINT = 'postings_balance';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER postings_balance AFTER INSERT ON postings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_entry();

-- A row of money stands for good: corrections are further rows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_immutable';
END $$;
CREATE TRIGGER postings_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON postings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entries_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contribution_lines_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON contribution_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_allocations_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_allocations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What others refer to is never deleted.
CREATE FUNCTION refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_kept';
END $$;
CREATE TRIGGER employers_kept BEFORE DELETE OR TRUNCATE ON employers FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER participations_kept BEFORE DELETE OR TRUNCATE ON participations FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER statements_kept BEFORE DELETE OR TRUNCATE ON statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER household_premiums_kept BEFORE DELETE OR TRUNCATE ON household_premiums FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();
CREATE TRIGGER bank_credits_kept BEFORE DELETE OR TRUNCATE ON bank_credits FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete();

-- References between the large tables are checked once for each statement, not by foreign keys: those look up row by row
-- with a plan that a session made when the table was small, and a month of 50,000 rows then reads the whole table for
-- each of them. The query is planned anew each time. Arguments: the column, and the table whose key has that name.
CREATE FUNCTION refuse_orphans() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE has_orphan BOOLEAN;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM added WHERE %1$I IS NOT NULL
                  AND NOT EXISTS (SELECT FROM %2$I AS target WHERE target.%1$I = added.%1$I))', TG_ARGV[0], TG_ARGV[1])
    INTO has_orphan;
  IF has_orphan THEN
    RAISE EXCEPTION '% of % is not in %', TG_ARGV[0], TG_TABLE_NAME, TG_ARGV[1]
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER participation_wages_participation_id AFTER INSERT ON participation_wages REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('participation_id', 'participations');
CREATE TRIGGER statements_employer_id AFTER INSERT ON statements REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('employer_id', 'employers');
CREATE TRIGGER statement_funds_statement_id AFTER INSERT ON statement_funds REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('statement_id', 'statements');
CREATE TRIGGER contribution_lines_statement_id AFTER INSERT ON contribution_lines REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('statement_id', 'statements');
CREATE TRIGGER credit_allocations_credit_id AFTER INSERT ON credit_allocations REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('credit_id', 'bank_credits');
CREATE TRIGGER credit_allocations_statement_id AFTER INSERT ON credit_allocations REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('statement_id', 'statements');
CREATE TRIGGER credit_allocations_order_id AFTER INSERT ON credit_allocations REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('order_id', 'household_premiums');
CREATE TRIGGER postings_entry_id AFTER INSERT ON postings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('entry_id', 'entries');
