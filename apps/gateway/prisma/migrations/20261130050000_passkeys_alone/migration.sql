-- A challenge is for an account, or for whoever signs in by a device alone: then it is of the sign-in that a browser has begun.
ALTER TABLE passkey_challenges DROP CONSTRAINT passkey_challenges_account_id_fkey;
COMMENT ON COLUMN passkey_challenges.account_id IS 'Of which account, or "sign-in:" and the id of a sign-in';
