-- A message is for a recipient of any kind: a participant by id, a facility or the agency by its code.
ALTER TABLE messages RENAME COLUMN participant_id TO recipient_id;
ALTER TABLE messages ALTER COLUMN recipient_id TYPE TEXT USING recipient_id::text;
ALTER TABLE messages ADD COLUMN recipient_kind TEXT NOT NULL DEFAULT 'participant'
  CHECK (recipient_kind ~ '^[a-z][a-z0-9-]{0,39}$');
ALTER TABLE messages ALTER COLUMN recipient_kind DROP DEFAULT;
-- One event tells a recipient one thing, however often it is delivered.
ALTER TABLE messages DROP CONSTRAINT messages_cause_key;
ALTER TABLE messages ADD CONSTRAINT messages_cause_key UNIQUE (recipient_kind, recipient_id, cause_event_id);
DROP INDEX messages_newest;
CREATE INDEX messages_newest ON messages (recipient_kind, recipient_id, posted_at DESC, id DESC);

-- Where a recipient wants its mail, and in which language. It counts in place of what was registered.
CREATE TABLE contact_choices (
  recipient_kind TEXT NOT NULL CHECK (recipient_kind ~ '^[a-z][a-z0-9-]{0,39}$'),
  recipient_id   TEXT NOT NULL,
  email          TEXT,
  language       TEXT NOT NULL CHECK (language IN ('vi', 'en')),
  changed_at     TIMESTAMPTZ(3) NOT NULL,
  -- When the owner of the address confirmed it.
  verified_at    TIMESTAMPTZ(3),
  PRIMARY KEY (recipient_kind, recipient_id)
);

-- How a message was sent beside the inbox. The address is not kept here: it is that of the recipient when it is sent.
CREATE TABLE deliveries (
  id         UUID PRIMARY KEY,
  message_id UUID NOT NULL REFERENCES messages (id),
  channel    TEXT NOT NULL CHECK (channel ~ '^[a-z][a-z0-9-]{0,39}$'),
  status     TEXT NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'unsendable', 'off')),
  attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- Codes of the server, never its words: they may quote an address.
  last_error TEXT,
  created_at TIMESTAMPTZ(3) NOT NULL,
  sent_at    TIMESTAMPTZ(3),
  CONSTRAINT deliveries_message_key UNIQUE (message_id, channel),
  CONSTRAINT deliveries_sent_check CHECK ((status = 'sent') = (sent_at IS NOT NULL))
);
