CREATE TABLE accounts (
  -- No client id has a colon: a person is never taken for a machine.
  account_id TEXT PRIMARY KEY CHECK (account_id = 'person:' || username),
  username TEXT NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$'),
  name TEXT NOT NULL CHECK (name <> ''),
  office TEXT NOT NULL CHECK (office <> ''),
  person_key TEXT NOT NULL CHECK (person_key ~ '^[0-9a-f]{64}$'),
  demo BOOLEAN NOT NULL DEFAULT false,
  added_by TEXT NOT NULL,
  added_at TIMESTAMPTZ(3) NOT NULL,
  opened_at TIMESTAMPTZ(3),
  closed_at TIMESTAMPTZ(3),
  closed_by TEXT,
  CONSTRAINT accounts_username_key UNIQUE (username),
  CONSTRAINT accounts_closed_by_somebody CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX accounts_person_key_idx ON accounts (person_key);
COMMENT ON COLUMN accounts.person_key IS 'HMAC-SHA-256 of the personal id by a key of the installation; the personal id itself is kept nowhere';

-- Roles are never changed: what is true now has no superseded_at.
CREATE TABLE account_roles (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  tenant_kind TEXT NOT NULL,
  tenant_code TEXT NOT NULL CHECK (tenant_code <> ''),
  first_day DATE NOT NULL,
  last_day DATE CHECK (last_day >= first_day),
  set_by TEXT NOT NULL,
  set_at TIMESTAMPTZ(3) NOT NULL,
  superseded_at TIMESTAMPTZ(3),
  superseded_by TEXT,
  -- The kind of tenant follows from the role: nobody of a bank ever speaks for the agency.
  CONSTRAINT account_roles_role_tenant CHECK (tenant_kind = CASE role
    WHEN 'hospital-staff' THEN 'facility' WHEN 'bank-staff' THEN 'bank' WHEN 'counter-clerk' THEN 'post-office'
    WHEN 'employer-staff' THEN 'employer' WHEN 'officer' THEN 'agency' WHEN 'approver' THEN 'agency'
    WHEN 'manager' THEN 'agency' WHEN 'operator' THEN 'agency' WHEN 'administrator' THEN 'agency' END),
  CONSTRAINT account_roles_superseded_by_somebody CHECK ((superseded_at IS NULL) = (superseded_by IS NULL))
);
CREATE INDEX account_roles_account_id_idx ON account_roles (account_id);

CREATE TABLE invitations (
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  -- Each administrator has one code of an account: who draws again replaces the own one.
  drawn_by_person TEXT NOT NULL,
  drawn_by TEXT NOT NULL,
  code_hash TEXT NOT NULL CHECK (code_hash ~ '^[0-9a-f]{64}$'),
  drawn_at TIMESTAMPTZ(3) NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (account_id, drawn_by_person)
);
COMMENT ON COLUMN invitations.code_hash IS 'SHA-256 of 256 random bits: nothing to guess, so no slow hash is needed';

CREATE TABLE passwords (
  account_id TEXT PRIMARY KEY REFERENCES accounts (account_id),
  hash TEXT NOT NULL CHECK (hash LIKE '$argon2id$%'),
  set_at TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE code_secrets (
  account_id TEXT PRIMARY KEY REFERENCES accounts (account_id),
  sealed_secret TEXT NOT NULL,
  -- The newest step whose code was taken: that of an earlier one, or the same again, is taken no more.
  last_step BIGINT NOT NULL,
  set_at TIMESTAMPTZ(3) NOT NULL
);
COMMENT ON COLUMN code_secrets.sealed_secret IS 'AES-256-GCM by a key of the installation, bound to the account';

CREATE TABLE passkeys (
  passkey_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  credential_id TEXT NOT NULL,
  public_key BYTEA NOT NULL,
  counter BIGINT NOT NULL,
  transports TEXT[] NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  added_at TIMESTAMPTZ(3) NOT NULL,
  last_used_at TIMESTAMPTZ(3),
  CONSTRAINT passkeys_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX passkeys_account_id_idx ON passkeys (account_id);

-- Each opens one answer of a device, within five minutes.
CREATE TABLE passkey_challenges (
  challenge TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  purpose TEXT NOT NULL CHECK (purpose IN ('adding', 'sign-in')),
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX passkey_challenges_expires_at_idx ON passkey_challenges (expires_at);

-- Wrong sign-ins in a row, by user name and by address: both are kept as HMAC, since a name that nobody has may be a
-- password that was typed into the wrong field.
CREATE TABLE sign_in_counts (
  counted TEXT NOT NULL CHECK (counted IN ('account', 'address')),
  mask TEXT NOT NULL CHECK (mask ~ '^[0-9a-f]{64}$'),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  last_failed_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (counted, mask)
);
CREATE INDEX sign_in_counts_last_failed_at_idx ON sign_in_counts (last_failed_at);

CREATE TABLE sign_ins (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (account_id),
  at TIMESTAMPTZ(3) NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('signed-in', 'refused')),
  reason TEXT,
  factors INTEGER CHECK (factors IN (1, 2)),
  network TEXT,
  CONSTRAINT sign_ins_reason CHECK ((reason IS NOT NULL) = (outcome = 'refused')),
  CONSTRAINT sign_ins_factors CHECK ((factors IS NOT NULL) = (outcome = 'signed-in'))
);
CREATE INDEX sign_ins_account_id_at_idx ON sign_ins (account_id, at);
