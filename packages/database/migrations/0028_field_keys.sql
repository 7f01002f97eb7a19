-- The keys of sealed values that services of this database have started with: one that is left out of FIELD_KEYS is missed by
-- this. `newest_since` stands at the one that seals.
CREATE TABLE platform.field_keys (
  id           TEXT        NOT NULL PRIMARY KEY CHECK (id <> ''),
  newest_since TIMESTAMPTZ
);
