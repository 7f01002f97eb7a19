-- outside a transaction
-- A file may come anew after its claims were returned: then it brings a second version of them, from the same place in it.
CREATE UNIQUE INDEX CONCURRENTLY claim_versions_of_document ON claim_versions (document_id, position, version);
