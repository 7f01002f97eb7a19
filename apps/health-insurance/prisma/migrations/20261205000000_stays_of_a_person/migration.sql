-- outside a transaction
-- The same stay under another key is looked for by the number that all cards of a person print, whatever card it names.
CREATE INDEX CONCURRENTLY claims_person_stay ON claims (facility_code, substring(card_numbers FROM 6 FOR 10), arrived_at);
