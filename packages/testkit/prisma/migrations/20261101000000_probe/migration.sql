CREATE TABLE counters (
  id      UUID PRIMARY KEY,
  total   BIGINT  NOT NULL CHECK (total >= 0),
  version INTEGER NOT NULL
);
