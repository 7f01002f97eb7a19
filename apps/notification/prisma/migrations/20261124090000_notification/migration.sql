-- How participants are addressed and reached: a projection of ParticipantRegistered, the newest version counts.
CREATE TABLE contacts (
  participant_id UUID PRIMARY KEY,
  full_name      TEXT NOT NULL,
  phone          TEXT,
  email          TEXT,
  version        INTEGER NOT NULL CHECK (version > 0)
);

-- Who is named by an order of a household: a projection of HouseholdInsuranceOrdered.
CREATE TABLE ordered_members (
  order_id       UUID NOT NULL,
  participant_id UUID NOT NULL,
  months         INTEGER NOT NULL CHECK (months > 0),
  PRIMARY KEY (order_id, participant_id)
);

-- Order and payment come by different topics, in any order: the one that comes second posts the messages.
CREATE TABLE paid_orders (
  order_id  UUID PRIMARY KEY,
  event_id  UUID NOT NULL,
  paid_on   DATE NOT NULL,
  total_vnd BIGINT NOT NULL CHECK (total_vnd >= 0)
);

CREATE TABLE messages (
  id             UUID PRIMARY KEY,
  participant_id UUID NOT NULL,
  template       TEXT NOT NULL,
  -- As they were posted: a template that changes later does not change what somebody was told.
  title_vi       TEXT NOT NULL CHECK (title_vi <> ''),
  text_vi        TEXT NOT NULL CHECK (text_vi <> ''),
  title_en       TEXT NOT NULL CHECK (title_en <> ''),
  text_en        TEXT NOT NULL CHECK (text_en <> ''),
  cause_event_id UUID NOT NULL,
  posted_at      TIMESTAMPTZ(3) NOT NULL,
  read_at        TIMESTAMPTZ(3),
  -- One event tells a participant one thing, however often it is delivered.
  CONSTRAINT messages_cause_key UNIQUE (participant_id, cause_event_id),
  CONSTRAINT messages_read_check CHECK (read_at >= posted_at)
);
CREATE INDEX messages_newest ON messages (participant_id, posted_at DESC, id DESC);
