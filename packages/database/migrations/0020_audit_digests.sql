-- What a thing was before an act and what it is after it, as digests: they prove, and tell nothing.
ALTER TABLE platform.audit ADD COLUMN before_digest TEXT, ADD COLUMN after_digest TEXT;
