-- A digest names the key by which it was made (d1.<key>.<HMAC>): without the key nobody can try out which account number was
-- meant. Digests of before are as they were, 64 hexadecimal digits.
ALTER TABLE platform.approvals
  DROP CONSTRAINT approvals_digest_check,
  ADD CONSTRAINT approvals_digest CHECK (
    digest ~ '^([0-9a-f]{64}|d1\.[a-z0-9-]{1,16}\.[A-Za-z0-9_-]{43})$') NOT VALID,
  -- What nobody decided in its term is ended by a job: its body goes.
  DROP CONSTRAINT approvals_status_check,
  ADD CONSTRAINT approvals_status CHECK (
    status IN ('waiting', 'approved', 'refused', 'withdrawn', 'expired')) NOT VALID,
  DROP CONSTRAINT approvals_decided,
  ADD CONSTRAINT approvals_decided CHECK (
    (status IN ('waiting', 'expired')) = (decided_by IS NULL) AND (status IN ('waiting', 'expired')) = (decider_key IS NULL)
    AND (status IN ('waiting', 'expired')) = (decided_at IS NULL)) NOT VALID;
ALTER TABLE platform.approvals VALIDATE CONSTRAINT approvals_digest;
ALTER TABLE platform.approvals VALIDATE CONSTRAINT approvals_status;
ALTER TABLE platform.approvals VALIDATE CONSTRAINT approvals_decided;

-- The same, asked again by the same person, is found by it; so are those whose term is over.
CREATE INDEX approvals_waiting_by_maker ON platform.approvals (maker_key, kind, thing) WHERE status = 'waiting';
CREATE INDEX approvals_waiting_until ON platform.approvals (expires_at) WHERE status = 'waiting';
