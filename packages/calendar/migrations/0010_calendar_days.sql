-- What enrollment told of the calendar, one row a day. Days that nobody has entered stand in the contracts
-- (vocabulary/law/days): a row here counts in their place.
CREATE TABLE platform.calendar_days (
  day       DATE PRIMARY KEY,
  version   INTEGER NOT NULL CHECK (version > 0),
  -- Null where what was known is withdrawn: the weekday decides.
  kind      TEXT CHECK (kind IN ('off', 'working')),
  confirmed BOOLEAN NOT NULL
);
