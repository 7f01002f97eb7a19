-- A challenge for signing in is given before anybody is known: whoever asks gets one alike. Those that were given before are
-- over in five minutes.
ALTER TABLE passkey_challenges
  ALTER COLUMN account_id DROP NOT NULL,
  -- The sign-in of one browser, for a device that signs somebody in alone.
  ADD COLUMN sign_in_id TEXT;
ALTER TABLE passkey_challenges
  ADD CONSTRAINT passkey_challenges_owner CHECK (account_id IS NOT NULL OR purpose = 'sign-in') NOT VALID;
ALTER TABLE passkey_challenges VALIDATE CONSTRAINT passkey_challenges_owner;
