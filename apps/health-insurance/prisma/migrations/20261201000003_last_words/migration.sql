-- What was told last of each piece of work, whatever day its term ends by now. What is told is told against this word, so
-- that a day that moves back is told as well. `since`: the day by which the term is counted, and that of an answer.
CREATE TABLE told_works (
  facility_code TEXT NOT NULL,
  step          TEXT NOT NULL,
  period        TEXT NOT NULL,
  since         TEXT NOT NULL,
  deadline_id   UUID NOT NULL,
  due_on        DATE NOT NULL,
  stage         TEXT NOT NULL,
  told_at       TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (facility_code, step, period, since)
);

-- The days for which it was told: nothing is told for a day when a later one was.
CREATE TABLE told_days (
  day     DATE PRIMARY KEY,
  told_at TIMESTAMPTZ(3) NOT NULL
);

-- All that was ever told, each deadline numbered; the same day may be told again.
ALTER TABLE told_deadlines DROP CONSTRAINT told_deadlines_once;
