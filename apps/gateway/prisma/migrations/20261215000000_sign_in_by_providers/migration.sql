ALTER TABLE accounts ADD COLUMN staff_number TEXT;
ALTER TABLE accounts ADD CONSTRAINT accounts_staff_number CHECK (staff_number ~ '^[A-Z0-9][A-Z0-9.-]{1,31}$') NOT VALID;
-- A citizen signs in, too, and has no account that anybody made.
ALTER TABLE sign_ins DROP CONSTRAINT sign_ins_account_id_fkey;

-- For whom the session speaks, of those for whom its person may; null for the first one.
ALTER TABLE sessions ADD COLUMN tenant TEXT;

-- Who an account is at the agency's provider: its issuer and subject together, and never an address of mail.
CREATE TABLE account_links (
  issuer TEXT NOT NULL CHECK (issuer <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  linked_by TEXT NOT NULL CHECK (linked_by IN ('codes', 'staff-number')),
  linked_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (issuer, subject),
  CONSTRAINT account_links_account_key UNIQUE (issuer, account_id)
);

CREATE TABLE citizens (
  citizen_id TEXT PRIMARY KEY CHECK (citizen_id ~ '^citizen:[0-9a-f-]{36}$'),
  issuer TEXT NOT NULL CHECK (issuer <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  person_key TEXT NOT NULL CHECK (person_key ~ '^[0-9a-f]{64}$'),
  personal_id TEXT NOT NULL CHECK (starts_with(personal_id, 'v1.')),
  name TEXT NOT NULL CHECK (name <> ''),
  level SMALLINT NOT NULL CHECK (level IN (1, 2)),
  first_at TIMESTAMPTZ(3) NOT NULL,
  last_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT citizens_subject_key UNIQUE (issuer, subject),
  -- One person is one citizen.
  CONSTRAINT citizens_person_key_key UNIQUE (person_key)
);
COMMENT ON COLUMN citizens.personal_id IS 'sealed by FIELD_KEYS for this citizen';

-- Sign-ins that went to a provider, by the id that our page has for them; kept as long as a session can last.
CREATE TABLE provider_sign_ins (
  sign_in_id TEXT PRIMARY KEY CHECK (sign_in_id ~ '^[A-Za-z0-9_-]{10,64}$'),
  provider TEXT NOT NULL CHECK (provider IN ('agency', 'citizens')),
  -- What only the answer of the provider brings back, as a digest; null once it has come.
  state_hash TEXT CHECK (state_hash ~ '^[0-9a-f]{64}$'),
  nonce TEXT,
  verifier TEXT,
  issuer TEXT,
  subject TEXT,
  provider_session TEXT,
  -- That the provider has seen.
  factors SMALLINT CHECK (factors IN (1, 2)),
  account_id TEXT,
  session_id TEXT,
  signed_out_at TIMESTAMPTZ(3),
  begun_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT provider_sign_ins_asked CHECK ((state_hash IS NULL) = (nonce IS NULL) AND (state_hash IS NULL) = (verifier IS NULL)),
  CONSTRAINT provider_sign_ins_came CHECK ((issuer IS NULL) = (subject IS NULL) AND (issuer IS NULL) = (factors IS NULL) AND (account_id IS NULL OR issuer IS NOT NULL))
);
CREATE INDEX provider_sign_ins_subject_idx ON provider_sign_ins (issuer, subject);
CREATE INDEX provider_sign_ins_expires_at_idx ON provider_sign_ins (expires_at);
