-- What officers entered of the law, version by version: nothing is changed or removed, so that it can be asked what was known
-- on a past day. First values stand in the contracts (vocabulary/law) and count as version 0.
CREATE TABLE law_values (
  parameter TEXT NOT NULL,
  first_day DATE NOT NULL,
  version   INTEGER NOT NULL CHECK (version > 0),
  -- Null where the value is withdrawn: the one before it holds on.
  value     JSONB,
  -- The legal text, or the reason of a withdrawal.
  source    TEXT NOT NULL CHECK (source <> ''),
  -- Why a value that begins in the past was not known before.
  note      TEXT CHECK (note <> ''),
  set_at    TIMESTAMPTZ(3) NOT NULL,
  set_by    TEXT NOT NULL,
  PRIMARY KEY (parameter, first_day, version)
);

CREATE FUNCTION refuse_law_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was known of the law is not changed: enter a new version';
END $$;
CREATE TRIGGER law_values_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_values
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_law_change();
