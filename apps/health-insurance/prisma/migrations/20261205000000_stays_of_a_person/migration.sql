-- outside a transaction
-- The same stay under another key is looked for by the number that all cards of a person print, whatever card it names.
CREATE INDEX CONCURRENTLY claims_person_stay ON claims (facility_code, substring(card_numbers FROM 6 FOR 10), arrived_at);
-- A person who shows no card is found by the personal id, or by the number that all cards of the person print.
CREATE INDEX CONCURRENTLY cards_personal_id ON cards (personal_id) WHERE personal_id IS NOT NULL;
CREATE INDEX CONCURRENTLY cards_insurance_number ON cards (substring(card_number FROM 6 FOR 10));
