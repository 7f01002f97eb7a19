-- How often the register did not agree with what a partner's client sent on a day: who tries names and numbers is slowed.
CREATE TABLE platform.disagreements (
  client  TEXT NOT NULL,
  day     DATE NOT NULL,
  count   INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
  last_at TIMESTAMPTZ,
  PRIMARY KEY (client, day)
);
