-- A batch takes its payouts first and is written with their count and sum: the reference holds when the transaction commits.
ALTER TABLE payouts ALTER CONSTRAINT payouts_batch_id_fkey DEFERRABLE INITIALLY DEFERRED;
