-- What is known of the signature of a file: `invalid` does not hold, with the reason; `untrusted` holds, with a certificate
-- that did not stand for the facility when the file came; `valid` holds and does. `present` says of files from before
-- signatures were verified that there is one.
ALTER TABLE documents
  DROP CONSTRAINT documents_signature_check,
  ADD CONSTRAINT documents_signature CHECK (signature IN ('absent', 'present', 'invalid', 'untrusted', 'valid')),
  ADD COLUMN signed_with TEXT CHECK (signed_with ~ '^[0-9a-f]{64}$'),
  ADD COLUMN signature_fault TEXT,
  ADD CONSTRAINT documents_signed CHECK ((signature IN ('untrusted', 'valid')) = (signed_with IS NOT NULL)),
  ADD CONSTRAINT documents_signature_faults CHECK ((signature = 'invalid') = (signature_fault IS NOT NULL));
