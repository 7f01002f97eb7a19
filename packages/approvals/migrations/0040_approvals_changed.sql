-- What somebody who would have approved it found to be another than what was shown: places and codes, nothing of what stands
-- there. Null as long as nobody has.
ALTER TABLE platform.approvals ADD COLUMN changed JSONB;
