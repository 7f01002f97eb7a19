-- From whom something was taken by which they had asked for what may still wait for a second person: an account that was
-- closed or has lost a role, a session that somebody else used. The gateway writes it, every other service is told
-- (docs/adr/0030-two-persons.md).
CREATE TABLE platform.makers_gone (
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  at      TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (kind, subject)
);
