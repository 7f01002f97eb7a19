-- What officers entered of the calendar, version by version: nothing is changed or removed, so that it can be asked what
-- was known on a past day. First values stand in the contracts (vocabulary/law/days) and count as version 0.
CREATE TABLE calendar_days (
  day       DATE NOT NULL,
  version   INTEGER NOT NULL CHECK (version > 0),
  -- Null where what was known is withdrawn: the weekday decides.
  kind      TEXT CHECK (kind IN ('off', 'working')),
  name      TEXT NOT NULL CHECK (name <> ''),
  -- The decree or notice, or the reason of a withdrawal.
  source    TEXT NOT NULL CHECK (source <> ''),
  confirmed BOOLEAN NOT NULL,
  set_at    TIMESTAMPTZ(3) NOT NULL,
  set_by    TEXT NOT NULL,
  PRIMARY KEY (day, version),
  CONSTRAINT calendar_days_weekend CHECK (kind IS DISTINCT FROM 'working' OR extract(isodow FROM day) IN (6, 7))
);

CREATE FUNCTION refuse_calendar_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was known of a day is not changed: enter a new version';
END $$;
CREATE TRIGGER calendar_days_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_days
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_calendar_change();
