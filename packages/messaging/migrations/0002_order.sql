-- The order of events per aggregate (docs/adr/0008-order.md). Producers number them without a gap, in the transaction
-- that appends them; the lock on the row makes the order of numbers the order of commits.
CREATE TABLE platform.outbox_sequences (
  topic TEXT   NOT NULL,
  key   TEXT   NOT NULL,
  last  BIGINT NOT NULL,
  PRIMARY KEY (topic, key)
) WITH (fillfactor = 80);

-- Null for messages that are no events of an aggregate: dead letters.
ALTER TABLE platform.outbox ADD COLUMN sequence BIGINT;

-- Consumers remember how far they are with each aggregate.
CREATE TABLE platform.aggregate_heads (
  topic    TEXT   NOT NULL,
  subject  TEXT   NOT NULL,
  sequence BIGINT NOT NULL,
  -- The sequence that the writer of this row had read: another one had been here first when it differs.
  previous BIGINT NOT NULL,
  PRIMARY KEY (topic, subject)
) WITH (fillfactor = 80);

-- Events that arrived before an earlier one of their aggregate, as Kafka gave them. Kafka does not keep them for us any
-- more: their offsets are committed.
CREATE TABLE platform.held_messages (
  event_id     UUID    NOT NULL PRIMARY KEY,
  topic        TEXT    NOT NULL,
  subject      TEXT    NOT NULL,
  sequence     BIGINT  NOT NULL,
  partition    INTEGER NOT NULL,
  kafka_offset BIGINT  NOT NULL,
  headers      JSONB   NOT NULL,
  data         BYTEA,
  held_at      TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX held_messages_order ON platform.held_messages (topic, subject, sequence);
