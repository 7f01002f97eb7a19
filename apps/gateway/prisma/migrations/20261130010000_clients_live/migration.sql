-- A client is registered before it can prove itself, changes how it does, and ends on a day.
ALTER TABLE clients ADD COLUMN jwks_url TEXT;
ALTER TABLE clients ADD COLUMN former_secret_hash TEXT;
ALTER TABLE clients ADD COLUMN former_jwks JSONB;
ALTER TABLE clients ADD COLUMN former_jwks_url TEXT;
ALTER TABLE clients ADD COLUMN former_until TIMESTAMPTZ(3);
ALTER TABLE clients ADD COLUMN expires_at TIMESTAMPTZ(3);
COMMENT ON COLUMN clients.former_until IS 'Until then the client may also prove itself as it did before it was rotated';

-- Until the partner opens its invitation there is no proof; then there is exactly one, and at most one from before.
ALTER TABLE clients DROP CONSTRAINT clients_one_proof;
ALTER TABLE clients ADD CONSTRAINT clients_one_proof
  CHECK (num_nonnulls(secret_hash, jwks, jwks_url) <= 1) NOT VALID;
ALTER TABLE clients ADD CONSTRAINT clients_former_proof
  CHECK (num_nonnulls(former_secret_hash, former_jwks, former_jwks_url) = CASE WHEN former_until IS NULL THEN 0 ELSE 1 END) NOT VALID;
-- The partner chooses the password of its national account when it opens its invitation.
ALTER TABLE clients DROP CONSTRAINT clients_national_account;
ALTER TABLE clients ADD CONSTRAINT clients_national_account CHECK (
  (national_password_md5_hash IS NULL OR national_username IS NOT NULL)
  AND (national_username IS NULL OR tenant_kind = 'facility')) NOT VALID;

-- One-time codes by which a partner gets its secret, or says its keys. The code is made when the mail is sent, and not kept.
CREATE TABLE client_invitations (
  id UUID PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients,
  contact_name TEXT NOT NULL CHECK (contact_name <> ''),
  contact_email TEXT NOT NULL CHECK (contact_email <> ''),
  overlap_days INTEGER NOT NULL CHECK (overlap_days BETWEEN 0 AND 7),
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  token_hash TEXT CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  sent_at TIMESTAMPTZ(3),
  expires_at TIMESTAMPTZ(3),
  opened_at TIMESTAMPTZ(3),
  -- A newer one took its place, or the client was closed.
  withdrawn_at TIMESTAMPTZ(3),
  CONSTRAINT client_invitations_sent CHECK (num_nulls(token_hash, sent_at, expires_at) IN (0, 3)),
  CONSTRAINT client_invitations_opened CHECK (opened_at IS NULL OR sent_at IS NOT NULL)
);
CREATE UNIQUE INDEX client_invitations_token_hash ON client_invitations (token_hash);
CREATE INDEX client_invitations_client ON client_invitations (client_id, created_at);
-- Of a client one can be opened.
CREATE UNIQUE INDEX client_invitations_open ON client_invitations (client_id) WHERE opened_at IS NULL AND withdrawn_at IS NULL;

-- Apart from the clients: it is written all day, and what is audited of a client stays as it was.
CREATE TABLE client_uses (
  client_id TEXT PRIMARY KEY REFERENCES clients,
  last_used_at TIMESTAMPTZ(3) NOT NULL
);

-- Keys of an installation that sign tokens, one after the other; those of SIGNING_KEYS stand in the settings.
CREATE TABLE token_keys (
  kid TEXT PRIMARY KEY,
  jwk JSONB NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  -- Published from its making on, and signs from this moment: verifiers have it by then.
  signs_from TIMESTAMPTZ(3) NOT NULL CHECK (signs_from >= created_at)
);
-- The key that an earlier version made for itself goes on signing.
INSERT INTO token_keys (kid, jwk, created_at, signs_from)
SELECT jwk ->> 'kid', jwk, created_at, created_at FROM signing_keys WHERE jwk ->> 'kid' IS NOT NULL;
