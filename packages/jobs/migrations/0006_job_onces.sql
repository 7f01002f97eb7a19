-- What was queued once, when a service first started with it: it has no schedule and no times.
CREATE TABLE platform.job_onces (
  name     TEXT        NOT NULL PRIMARY KEY,
  begun_at TIMESTAMPTZ NOT NULL
);
INSERT INTO platform.job_onces (name, begun_at)
  SELECT substr(name, length('once ') + 1), last_for FROM platform.job_schedules WHERE name LIKE 'once %';
DELETE FROM platform.job_schedules WHERE name LIKE 'once %';

-- A job as operators see it; its state as pg-boss names it, which is turned into their words in one place
-- (packages/jobs/src/desk/job.views.ts). One that was lost each time was handed out once more, only to be set aside.
DROP VIEW platform.jobs;
CREATE VIEW platform.jobs AS
  SELECT id, name, state,
         nullif(singleton_key, id::text) AS key,
         CASE WHEN started_on IS NULL THEN 0 ELSE least(retry_count + 1, retry_limit) END AS attempts,
         output ->> 'cause' AS cause, output ->> 'detail' AS detail,
         data -> 'data' AS data, data ->> 'traceparent' AS traceparent,
         created_on AS queued_at, start_after AS due_at, started_on AS started_at, completed_on AS ended_at
  FROM jobs.job;
