-- For which of its times a scheduled job was queued last: whoever moves this row on queues it, so that each time is queued
-- once, by however many processes (docs/adr/0019-jobs.md).
CREATE TABLE platform.job_schedules (
  name     TEXT        NOT NULL PRIMARY KEY,
  last_for TIMESTAMPTZ NOT NULL
);

-- The lists of operators: newest first over all names, and those that wait for a person.
CREATE INDEX job_common_by_id ON jobs.job_common (id);
CREATE INDEX job_common_failed ON jobs.job_common (id) WHERE state = 'failed';

-- A job as operators see it.
CREATE VIEW platform.jobs AS
  SELECT id, name, state AS stored_state,
         CASE state WHEN 'created' THEN 'waiting' WHEN 'completed' THEN 'done' ELSE state::text END AS state,
         nullif(singleton_key, id::text) AS key,
         CASE WHEN started_on IS NULL THEN 0 ELSE retry_count + 1 END AS attempts,
         output ->> 'cause' AS cause, output ->> 'detail' AS detail,
         data -> 'data' AS data, data ->> 'traceparent' AS traceparent,
         created_on AS queued_at, start_after AS due_at, started_on AS started_at, completed_on AS ended_at
  FROM jobs.job;
