-- What every service needs beside its own tables. Kept in a schema of its own, so that the Prisma schema of a
-- service describes its domain alone.
CREATE TABLE platform.outbox (
  -- Rows are read in this order and deleted after Kafka's acknowledgement; a gap means nothing (docs/adr/0003).
  position    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id    UUID   NOT NULL UNIQUE,
  topic       TEXT   NOT NULL,
  key         TEXT   NOT NULL,
  -- CloudEvents attributes and trace context, as Kafka headers.
  headers     JSONB  NOT NULL,
  data        TEXT   NOT NULL CHECK (octet_length(data) <= 262144),
  appended_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE platform.inbox (
  event_id     UUID NOT NULL PRIMARY KEY,
  topic        TEXT NOT NULL,
  processed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX inbox_processed_at ON platform.inbox USING brin (processed_at);

CREATE TABLE platform.idempotency_keys (
  -- The client and its tenant: two clients may use the same key independently.
  principal    TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status       INTEGER,
  content_type TEXT,
  body         TEXT,
  created_at   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (principal, key)
);

CREATE TABLE platform.dead_letters (
  id           UUID PRIMARY KEY,
  topic        TEXT    NOT NULL,
  partition    INTEGER NOT NULL,
  kafka_offset BIGINT  NOT NULL,
  event_id     UUID,
  type         TEXT,
  headers      JSONB   NOT NULL,
  data         BYTEA,
  cause        TEXT    NOT NULL,
  detail       TEXT    NOT NULL,
  attempts     INTEGER NOT NULL,
  state        TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
  died_at      TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (topic, partition, kafka_offset)
);

CREATE TABLE platform.audit (
  position  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  subject   TEXT NOT NULL,
  tenant    TEXT NOT NULL,
  action    TEXT NOT NULL,
  target    TEXT NOT NULL,
  trace_id  TEXT
);
