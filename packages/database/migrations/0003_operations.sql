-- Why an act was done and how it ended; dead letters are acted on, see docs/operators.md.
ALTER TABLE platform.audit ADD COLUMN reason TEXT, ADD COLUMN outcome TEXT;
CREATE INDEX audit_at ON platform.audit (at DESC, position DESC);
CREATE INDEX audit_target ON platform.audit (target, position);

-- What was done stays written, also against a slip of ours.
CREATE FUNCTION platform.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of platform.audit are never changed';
END
$$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_audit_change();

ALTER TABLE platform.dead_letters ADD COLUMN closed_at TIMESTAMPTZ;
CREATE INDEX dead_letters_open ON platform.dead_letters (id) WHERE state = 'open';
-- Finds an older open letter of the same aggregate. The text is cut: an index entry has a largest size, a header has none.
CREATE INDEX dead_letters_open_of_aggregate
  ON platform.dead_letters (topic, left(headers ->> 'ce_subject', 100), kafka_offset) WHERE state = 'open';
