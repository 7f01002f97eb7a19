-- Whose tokens end before their time. The gateway writes them; every other service is told, and forgets them when the last
-- token that they could concern has ended by itself.
CREATE TABLE platform.revocations (
  kind       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  -- A token that was issued earlier is refused.
  not_before TIMESTAMPTZ(3) NOT NULL,
  -- By the clock of this database: what came since the last look is found by it.
  kept_at    TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (kind, subject)
);
CREATE INDEX revocations_kept_at ON platform.revocations (kept_at);
