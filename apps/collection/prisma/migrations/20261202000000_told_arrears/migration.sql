-- What was told of unpaid statements: each stage once, numbered statement by statement.
CREATE TABLE told_arrears (
  statement_id UUID    NOT NULL,
  stage        TEXT    NOT NULL CHECK (stage ~ '^[a-z][a-z0-9-]{0,39}$'),
  number       INTEGER NOT NULL CHECK (number > 0),
  told_on      DATE    NOT NULL,
  PRIMARY KEY (statement_id, stage),
  CONSTRAINT told_arrears_number UNIQUE (statement_id, number)
);
CREATE TRIGGER told_arrears_statement_id AFTER INSERT ON told_arrears REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('statement_id', 'statements');
