-- What enrollment told of the law, the newest version of each parameter and first day. What nobody has changed stands in the
-- contracts (vocabulary/law): a row here counts in its place. A parameter that only a later release knows is kept, too.
CREATE TABLE platform.law_values (
  parameter TEXT NOT NULL,
  first_day DATE NOT NULL,
  version   INTEGER NOT NULL CHECK (version > 0),
  -- Null where the value is withdrawn: the one before it holds on.
  value     JSONB,
  source    TEXT NOT NULL,
  PRIMARY KEY (parameter, first_day)
);
