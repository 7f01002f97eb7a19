-- One credit as one transaction: the key of the request, the booking, its entry with two postings, its event.
\set amount random(100000, 999999)
BEGIN;
INSERT INTO answers (client, request, digest)
  VALUES ('load-bank', gen_random_uuid()::text, md5(random()::text));
INSERT INTO credits (credit, reference, amount, booked_on, content, open_amount)
  VALUES (gen_random_uuid(), gen_random_uuid()::text, :amount, '2026-10-15', 'nop tien bao hiem', :amount);
WITH booked AS (INSERT INTO entries (entry, kind) VALUES (gen_random_uuid(), 'credit') RETURNING entry)
INSERT INTO postings (entry, line, account, debit, credit)
  SELECT entry, line, account, debit, credit
  FROM booked, (VALUES (1, 'bank:970405', :amount::bigint, 0), (2, 'suspense', 0, :amount::bigint))
    AS sides (line, account, debit, credit);
INSERT INTO outbox (event, topic, aggregate, headers, data)
  VALUES (gen_random_uuid(), 'collection.credits.v1', gen_random_uuid()::text,
    '{"type": "ansinh.collection.CreditReceived.v1", "tenant": "bank:970405"}', '{"amountVnd": "100000"}');
COMMIT;
