-- What was registered of a person, by channel: no column for each. Telephone numbers were kept and never read.
ALTER TABLE contacts DROP COLUMN phone;
ALTER TABLE contacts RENAME COLUMN email TO addresses;
ALTER TABLE contacts ALTER COLUMN addresses TYPE JSONB
  USING CASE WHEN addresses IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('email', addresses) END;
ALTER TABLE contacts ALTER COLUMN addresses SET NOT NULL;

-- A choice is one of a channel: where messages go by it, and in which language.
ALTER TABLE contact_choices RENAME COLUMN email TO address;
ALTER TABLE contact_choices ADD COLUMN channel TEXT NOT NULL DEFAULT 'email' CHECK (channel ~ '^[a-z][a-z0-9-]{0,39}$');
ALTER TABLE contact_choices ALTER COLUMN channel DROP DEFAULT;
ALTER TABLE contact_choices DROP CONSTRAINT contact_choices_pkey;
ALTER TABLE contact_choices ADD PRIMARY KEY (recipient_kind, recipient_id, channel);
