-- Files are packed by the service: PostgreSQL's own compression takes four times as long for a claim file and packs it
-- less. What was stored before stays as it is; a new row says how its bytes are packed.
ALTER TABLE documents
  ADD COLUMN packed_by TEXT NOT NULL DEFAULT 'none' CHECK (packed_by IN ('none', 'gzip'));
ALTER TABLE documents ALTER COLUMN content SET STORAGE EXTERNAL;
