-- Given up and cancelled are ends of their own: what was given up may still be sent when an operator has it tried again.
ALTER TABLE deliveries DROP CONSTRAINT deliveries_status_check;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_status_check
  CHECK (status IN ('queued', 'sent', 'failed', 'given-up', 'cancelled', 'unsendable', 'off')) NOT VALID;
