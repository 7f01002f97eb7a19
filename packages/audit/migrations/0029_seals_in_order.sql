-- A seal is the one behind the newest, whoever writes it: one with the highest number there is would end all sealing.
CREATE FUNCTION platform.require_next_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest BIGINT;
BEGIN
  SELECT coalesce(max(number), 0) INTO newest FROM platform.seals;
  IF NEW.number <> newest + 1 THEN
    RAISE EXCEPTION 'the next seal is %, not %', newest + 1, NEW.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seals_in_order';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER seals_in_order BEFORE INSERT ON platform.seals
  FOR EACH ROW EXECUTE FUNCTION platform.require_next_seal();
