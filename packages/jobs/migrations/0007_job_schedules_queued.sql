-- For which time a scheduled job was queued last; empty until it was for the first time. `last_for` says from when on its times
-- count, which is noted before anything ran.
ALTER TABLE platform.job_schedules ADD COLUMN queued_for TIMESTAMPTZ;
