ALTER TABLE claim_versions
  ADD CONSTRAINT claim_versions_of_document UNIQUE USING INDEX claim_versions_of_document,
  DROP CONSTRAINT claim_versions_document;
