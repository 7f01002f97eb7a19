-- Certificates with which facilities sign their claim files. They are never deleted: a file that was signed before its
-- certificate was revoked stays signed.
CREATE TABLE facility_certificates (
  -- SHA-256 of the certificate: the same one belongs to one facility only.
  fingerprint       TEXT PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  facility_code     TEXT NOT NULL REFERENCES facilities,
  subject           TEXT NOT NULL,
  issuer            TEXT NOT NULL,
  serial_number     TEXT NOT NULL,
  valid_from        TIMESTAMPTZ(3) NOT NULL,
  valid_to          TIMESTAMPTZ(3) NOT NULL,
  pem               TEXT NOT NULL,
  registered_at     TIMESTAMPTZ(3) NOT NULL,
  registered_by     TEXT NOT NULL,
  revoked_at        TIMESTAMPTZ(3),
  revoked_by        TEXT,
  revocation_reason TEXT CHECK (revocation_reason IN ('key-lost', 'key-stolen', 'replaced', 'facility-closed')),
  CONSTRAINT facility_certificates_dates CHECK (valid_from < valid_to),
  CONSTRAINT facility_certificates_revoked
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revocation_reason IS NULL))
);
CREATE INDEX facility_certificates_facility ON facility_certificates (facility_code, registered_at);

-- What is known of the signature of a file. `present` says that there is one and that nobody has verified it.
ALTER TABLE documents
  ADD COLUMN signature TEXT CHECK (signature IN ('absent', 'present'));
