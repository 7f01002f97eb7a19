CREATE TABLE sessions (
  id TEXT PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{20,64}$'),
  account_id TEXT CHECK (account_id <> ''),
  factors SMALLINT CHECK (factors IN (1, 2)),
  cookie_hash TEXT CHECK (cookie_hash ~ '^[0-9a-f]{64}$'),
  state JSONB NOT NULL,
  started_at TIMESTAMPTZ(3) NOT NULL,
  last_seen_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  ended_at TIMESTAMPTZ(3),
  ended_by TEXT,
  CONSTRAINT sessions_cookie_hash_key UNIQUE (cookie_hash),
  CONSTRAINT sessions_of_somebody CHECK ((account_id IS NULL) = (factors IS NULL)),
  CONSTRAINT sessions_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  -- Eight hours are the most that a person stays signed in.
  CONSTRAINT sessions_length CHECK (expires_at > started_at AND expires_at <= started_at + interval '8 hours'),
  -- The value of the cookie opens the session: it stands nowhere.
  CONSTRAINT sessions_no_cookie CHECK (NOT state ? 'jti')
);
CREATE INDEX sessions_account_id_idx ON sessions (account_id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

CREATE TABLE oauth_records (
  kind TEXT NOT NULL CHECK (kind IN ('AuthorizationCode', 'Grant', 'Interaction', 'RefreshToken')),
  id_hash TEXT NOT NULL CHECK (id_hash ~ '^[0-9a-f]{64}$'),
  grant_hash TEXT CHECK (grant_hash ~ '^[0-9a-f]{64}$'),
  payload JSONB NOT NULL,
  consumed_at TIMESTAMPTZ(3),
  expires_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (kind, id_hash),
  -- What was handed out stands here by its hash alone.
  CONSTRAINT oauth_records_no_id CHECK (NOT payload ? 'jti')
);
CREATE INDEX oauth_records_grant_hash_idx ON oauth_records (grant_hash);
CREATE INDEX oauth_records_expires_at_idx ON oauth_records (expires_at);

CREATE TABLE console_sessions (
  id_hash TEXT PRIMARY KEY CHECK (id_hash ~ '^[0-9a-f]{64}$'),
  session_id TEXT NOT NULL,
  sealed TEXT NOT NULL,
  renew_at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX console_sessions_session_id_idx ON console_sessions (session_id);
CREATE INDEX console_sessions_expires_at_idx ON console_sessions (expires_at);
COMMENT ON COLUMN console_sessions.sealed IS 'AES-256-GCM by a key that is made of the cookie: the table alone opens nothing';
