-- Explanations and reasons rest sealed: four thirds of their bytes in UTF-8, and what says key, iv and tag. How long a text
-- may be is said by the door.
ALTER TABLE claim_explanations
  DROP CONSTRAINT claim_explanations_text_check,
  ADD CONSTRAINT claim_explanations_text_check CHECK (length(text) BETWEEN 1 AND 22000) NOT VALID;
ALTER TABLE claim_decisions
  DROP CONSTRAINT claim_decisions_reason_check,
  ADD CONSTRAINT claim_decisions_reason_check CHECK (length(reason) BETWEEN 3 AND 6000) NOT VALID;
