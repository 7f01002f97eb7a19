-- What one credit leaves behind, in bare tables: nothing is checked, nothing is read by others.
CREATE TABLE answers (client text, request text, digest text NOT NULL, status int, body text, PRIMARY KEY (client, request));
CREATE TABLE credits (
  credit       uuid   PRIMARY KEY,
  reference    text   NOT NULL UNIQUE,
  amount       bigint NOT NULL,
  booked_on    date   NOT NULL,
  content      text   NOT NULL,
  open_amount  bigint NOT NULL
);
CREATE TABLE entries (entry uuid PRIMARY KEY, kind text NOT NULL);
CREATE TABLE postings (
  entry   uuid   NOT NULL,
  line    int    NOT NULL,
  account text   NOT NULL,
  debit   bigint NOT NULL,
  credit  bigint NOT NULL,
  PRIMARY KEY (entry, line)
);
CREATE TABLE outbox (
  position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event     uuid  NOT NULL,
  topic     text  NOT NULL,
  aggregate text  NOT NULL,
  headers   jsonb NOT NULL,
  data      text  NOT NULL
);
