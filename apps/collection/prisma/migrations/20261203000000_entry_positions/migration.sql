-- The order in which entries are written, by which they are sealed. Those that are there are numbered as they lie, which is the
-- order in which they came, since none is ever changed: an entry without a number would be in the books and under no seal.
-- That writes the table anew, which no migration may that follows a released version: before this one there is none.
CREATE SEQUENCE entries_position;
ALTER TABLE entries
  ADD COLUMN position BIGINT NOT NULL DEFAULT nextval('entries_position'),
  ADD CONSTRAINT entries_by_position UNIQUE (position);
ALTER SEQUENCE entries_position OWNED BY entries.position;
