-- The traces that told something of an aggregate, oldest first, so that whoever has its id finds them: an instant and a W3C
-- context each (packages/messaging/src/out/trace-notes.rules.ts). No name and no number of a person stands there.
ALTER TABLE platform.outbox_sequences ADD COLUMN traces TEXT[] NOT NULL DEFAULT '{}';
