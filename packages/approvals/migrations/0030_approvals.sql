-- Requests that wait for a second person, and what became of them (docs/adr/0030-two-persons.md).
CREATE TABLE platform.approvals (
  -- UUIDv7: the order of ids is the order in which they were asked for, in every service.
  id            UUID        NOT NULL PRIMARY KEY,
  kind          TEXT        NOT NULL,
  thing         TEXT        NOT NULL,
  tenant        TEXT        NOT NULL,
  -- The account, and the person behind it: one person may have several accounts.
  maker         TEXT        NOT NULL,
  maker_key     TEXT        NOT NULL,
  -- On whose behalf it is done: the principal of the maker.
  principal     JSONB       NOT NULL,
  -- The request as it came; its body is taken away when it has been decided. What it holds of accounts and persons rests
  -- sealed: body, what is shown of it, and its answer, the last two as JSON.
  request       JSONB       NOT NULL,
  body          BYTEA,
  shows         TEXT        NOT NULL,
  digest        TEXT        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  made_at       TIMESTAMPTZ NOT NULL,
  expires_at    TIMESTAMPTZ NOT NULL CHECK (expires_at > made_at),
  status        TEXT        NOT NULL DEFAULT 'waiting'
                            CHECK (status IN ('waiting', 'approved', 'refused', 'withdrawn')),
  decided_by    TEXT,
  decider_key   TEXT,
  decided_at    TIMESTAMPTZ,
  reason        TEXT,
  answer_status INTEGER,
  answer        TEXT,
  CONSTRAINT approvals_decided CHECK (
    (status = 'waiting') = (decided_by IS NULL) AND (status = 'waiting') = (decider_key IS NULL)
    AND (status = 'waiting') = (decided_at IS NULL)),
  CONSTRAINT approvals_two_persons CHECK (status NOT IN ('approved', 'refused') OR decider_key <> maker_key),
  CONSTRAINT approvals_in_time CHECK (decided_at < expires_at),
  CONSTRAINT approvals_answered CHECK ((status = 'approved') = (answer_status IS NOT NULL))
);
CREATE INDEX approvals_by_tenant ON platform.approvals (tenant, id);
CREATE INDEX approvals_waiting ON platform.approvals (tenant, id) WHERE status = 'waiting';
