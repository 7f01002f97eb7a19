-- A rule switched or set anew by the agency for discharges from a day on; the newest row on a day counts, and without
-- one the defaults of the code hold.
CREATE TABLE appraisal_rule_settings (
  rule       TEXT NOT NULL,
  valid_from DATE NOT NULL,
  enabled    BOOLEAN NOT NULL,
  -- Whole numbers by the names of the rule's parameters.
  parameters JSONB NOT NULL CHECK (jsonb_typeof(parameters) = 'object'),
  reason     TEXT NOT NULL,
  changed_at TIMESTAMPTZ(3) NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (rule, valid_from)
);

ALTER TABLE claim_findings DROP CONSTRAINT claim_findings_severity_check;
ALTER TABLE claim_findings ADD CONSTRAINT claim_findings_severity_check
  CHECK (severity IN ('return', 'refuse', 'adjust', 'ask', 'warn'));
-- The work list of questions is read by it, the newest claims first.
CREATE INDEX claim_findings_questions ON claim_findings (claim_id, version, position) WHERE severity = 'ask';
