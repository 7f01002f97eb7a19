CREATE TABLE clients (
  client_id TEXT PRIMARY KEY CHECK (client_id ~ '^[a-z0-9][a-z0-9-]{2,62}$'),
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('hospital', 'bank', 'post-office', 'employer', 'officer', 'approver', 'operator')),
  tenant_kind TEXT NOT NULL,
  tenant_code TEXT NOT NULL CHECK (tenant_code <> ''),
  secret_hash TEXT CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  jwks JSONB,
  national_username TEXT,
  national_password_md5_hash TEXT,
  demo BOOLEAN NOT NULL DEFAULT false,
  created_by TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  disabled_at TIMESTAMPTZ(3),
  CONSTRAINT clients_national_username_key UNIQUE (national_username),
  -- A client proves itself in exactly one way; which one is decided when it is registered.
  CONSTRAINT clients_one_proof CHECK ((secret_hash IS NULL) <> (jwks IS NULL)),
  -- Only a facility speaks the national protocol, and a name without a password would let anybody in.
  CONSTRAINT clients_national_account CHECK (
    (national_username IS NULL) = (national_password_md5_hash IS NULL)
    AND (national_username IS NULL OR tenant_kind = 'facility')),
  -- The kind of tenant follows from the role: a bank's client can never speak for a hospital.
  CONSTRAINT clients_role_tenant CHECK (tenant_kind = CASE role
    WHEN 'hospital' THEN 'facility' WHEN 'bank' THEN 'bank' WHEN 'post-office' THEN 'post-office'
    WHEN 'employer' THEN 'employer' ELSE 'agency' END)
);
COMMENT ON COLUMN clients.secret_hash IS 'SHA-256 of a random secret of 256 bits: nothing to guess, so no slow hash is needed';
COMMENT ON COLUMN clients.national_password_md5_hash IS 'scrypt over the MD5 upper-case hex that the national protocol sends';

CREATE TABLE signing_keys (
  purpose TEXT PRIMARY KEY,
  jwk JSONB NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
COMMENT ON TABLE signing_keys IS 'Generated key of an installation without SIGNING_KEYS; empty in production';

CREATE TABLE used_assertions (
  id TEXT PRIMARY KEY,
  payload JSONB NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX used_assertions_expires_at_idx ON used_assertions (expires_at);

-- The answer to POST /v1/clients is stored for its Idempotency-Key, and it holds the secret that is shown once. The
-- secret is cut out here, in the one place that every answer passes, so that no copy of it ever rests in a table.
CREATE FUNCTION cut_client_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.body := (NEW.body::jsonb - 'clientSecret')::text;
  RETURN NEW;
END $$;
CREATE TRIGGER idempotency_keys_cut_client_secret BEFORE INSERT OR UPDATE ON platform.idempotency_keys
  FOR EACH ROW WHEN (NEW.body LIKE '%"clientSecret"%') EXECUTE FUNCTION cut_client_secret();
