-- A seal over rows of a register: the digest of each (32 bytes a row, in order of position), the root of their tree (RFC 6962)
-- and the hash of the seal before it.
CREATE TABLE platform.seals (
  number         BIGINT      NOT NULL PRIMARY KEY,
  register       TEXT        NOT NULL,
  positions      INT8MULTIRANGE NOT NULL,
  -- Behind the highest position that was sealed up to here.
  until_position BIGINT      NOT NULL,
  row_count      INTEGER     NOT NULL,
  -- Whether nothing of the register was left that had been committed when it was made.
  is_whole       BOOLEAN     NOT NULL,
  leaves         BYTEA       NOT NULL,
  root           TEXT        NOT NULL,
  previous       TEXT        NOT NULL,
  hash           TEXT        NOT NULL,
  sealed_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX seals_of_register ON platform.seals (register, number);

CREATE FUNCTION platform.refuse_seal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of platform.seals are never changed';
END
$$;
CREATE TRIGGER seals_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.seals
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_seal_change();
