-- What the fund pays of each line, where it is not what was claimed.
ALTER TABLE claim_lines
  ADD COLUMN fund_pays BIGINT CHECK (fund_pays BETWEEN 0 AND fund_amount),
  -- Taken from the fund whole, by a rule or an officer: its co-payment is none of the account of the person either.
  ADD COLUMN refused BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT claim_lines_refused CHECK (NOT refused OR fund_pays = 0);

-- How many findings `ask` nobody has decided: a claim is settled only when there are none.
ALTER TABLE claims
  ADD COLUMN open_questions INTEGER NOT NULL DEFAULT 0 CHECK (open_questions >= 0),
  ADD CONSTRAINT claims_questions CHECK (open_questions = 0 OR status = 'accepted');
UPDATE claims SET open_questions = asked.count
FROM (SELECT claim_id, version, count(*)::int AS count FROM claim_findings WHERE severity = 'ask'
  GROUP BY claim_id, version) AS asked
WHERE asked.claim_id = claims.claim_id AND asked.version = claims.version AND claims.status = 'accepted';
CREATE INDEX claims_open_questions ON claims (claim_id) WHERE open_questions > 0;

-- What a hospital answers to a question (form 09/BH); the last text before the decision counts.
CREATE TABLE claim_explanations (
  claim_id     UUID NOT NULL,
  version      INTEGER NOT NULL,
  position     INTEGER NOT NULL,
  text         TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  explained_at TIMESTAMPTZ(3) NOT NULL,
  explained_by TEXT NOT NULL,
  PRIMARY KEY (claim_id, version, position),
  FOREIGN KEY (claim_id, version, position) REFERENCES claim_findings
);

-- What officers decided, with their reasons; never changed. A line may be decided again as long as nothing is settled.
CREATE TABLE claim_decisions (
  decision_id UUID PRIMARY KEY,
  claim_id    UUID NOT NULL,
  version     INTEGER NOT NULL,
  -- The question that was decided; null when the officer looked by himself.
  question    INTEGER,
  -- The line; null when the whole claim is meant.
  table_name  TEXT CHECK (table_name IN ('XML2', 'XML3')),
  row_number  INTEGER,
  result      TEXT NOT NULL CHECK (result IN ('pay', 'refuse', 'reduce', 'return')),
  -- Of the whole claim, before and after, hundredths of a dong.
  fund_pays_before BIGINT NOT NULL,
  fund_pays_after  BIGINT NOT NULL,
  reason      TEXT NOT NULL CHECK (length(reason) BETWEEN 3 AND 1000),
  decided_at  TIMESTAMPTZ(3) NOT NULL,
  decided_by  TEXT NOT NULL,
  FOREIGN KEY (claim_id, version) REFERENCES claim_versions,
  CONSTRAINT claim_decisions_line CHECK ((table_name IS NULL) = (row_number IS NULL)),
  CONSTRAINT claim_decisions_question UNIQUE (claim_id, version, question)
);
CREATE INDEX claim_decisions_claim ON claim_decisions (claim_id, decided_at);
