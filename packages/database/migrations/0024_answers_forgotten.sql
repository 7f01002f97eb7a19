-- Up to when answers have been forgotten: the nightly job goes on from there, however long it did not run. The keys stay for ever,
-- so that looking for what was missed would read all of them.
CREATE TABLE platform.answers_forgotten (
  only_row BOOLEAN     NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
  until    TIMESTAMPTZ NOT NULL
);
