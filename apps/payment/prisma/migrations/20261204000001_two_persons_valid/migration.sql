-- outside a transaction
ALTER TABLE benefits VALIDATE CONSTRAINT benefits_two_people;
ALTER TABLE payout_batches VALIDATE CONSTRAINT payout_batches_two_people;
ALTER TABLE payout_batches VALIDATE CONSTRAINT payout_batches_lines_digest;
