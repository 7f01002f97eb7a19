-- A signal switched or set anew by the agency: the watch keeps its own, which stood among the rules of the appraisal.
CREATE TABLE watch_signal_settings (
  signal     TEXT NOT NULL,
  valid_from DATE NOT NULL,
  enabled    BOOLEAN NOT NULL,
  -- Whole numbers by the names of the signal's parameters.
  parameters JSONB NOT NULL CHECK (jsonb_typeof(parameters) = 'object'),
  reason     TEXT NOT NULL,
  changed_at TIMESTAMPTZ(3) NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (signal, valid_from)
);

WITH moved AS (
  DELETE FROM appraisal_rule_settings WHERE rule LIKE 'WATCH\_%'
  RETURNING substr(rule, 7), valid_from, enabled, parameters, reason, changed_at, changed_by)
INSERT INTO watch_signal_settings SELECT * FROM moved;
