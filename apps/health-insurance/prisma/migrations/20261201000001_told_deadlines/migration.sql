-- What was told of work that falls due. A stage of a deadline is told once; a day off that moves its last day makes it
-- another deadline. The versions of one deadline follow each other.
CREATE TABLE told_deadlines (
  deadline_id   UUID NOT NULL,
  version       INTEGER NOT NULL CHECK (version > 0),
  facility_code TEXT NOT NULL,
  step          TEXT NOT NULL,
  period        TEXT NOT NULL CHECK (period ~ '^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
  due_on        DATE NOT NULL,
  stage         TEXT NOT NULL,
  count         INTEGER NOT NULL CHECK (count > 0),
  told_at       TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (deadline_id, version),
  CONSTRAINT told_deadlines_once UNIQUE (facility_code, step, period, due_on, stage)
);
