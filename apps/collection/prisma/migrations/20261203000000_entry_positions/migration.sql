-- The order in which entries are written, by which they are sealed.
CREATE SEQUENCE entries_position;
ALTER TABLE entries ADD COLUMN position BIGINT;
ALTER TABLE entries ALTER COLUMN position SET DEFAULT nextval('entries_position');
ALTER SEQUENCE entries_position OWNED BY entries.position;
