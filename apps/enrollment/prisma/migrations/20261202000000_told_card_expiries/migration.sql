-- What people were told of the last days of their cards: each stage of each last day once, numbered card by card.
CREATE TABLE told_card_expiries (
  card_id  UUID    NOT NULL REFERENCES cards (id),
  valid_to DATE    NOT NULL,
  stage    TEXT    NOT NULL CHECK (stage ~ '^[a-z][a-z0-9-]{0,39}$'),
  number   INTEGER NOT NULL CHECK (number > 0),
  told_at  TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (card_id, valid_to, stage),
  CONSTRAINT told_card_expiries_number_key UNIQUE (card_id, number)
);
