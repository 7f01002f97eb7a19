-- What the agency was told of and goes out in the list of a day: digest_id is the message that it went out in, and empty before.
CREATE TABLE digest_lines (
  message_id     UUID PRIMARY KEY REFERENCES messages (id),
  recipient_kind TEXT NOT NULL,
  recipient_id   TEXT NOT NULL,
  due_on         DATE NOT NULL,
  digest_id      UUID REFERENCES messages (id)
);
CREATE INDEX digest_lines_open ON digest_lines (due_on, message_id) WHERE digest_id IS NULL;
