-- outside a transaction
ALTER TABLE claim_explanations VALIDATE CONSTRAINT claim_explanations_text_check;
ALTER TABLE claim_decisions VALIDATE CONSTRAINT claim_decisions_reason_check;
