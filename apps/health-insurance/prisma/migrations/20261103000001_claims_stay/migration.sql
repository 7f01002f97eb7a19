-- The search for the same stay under another MA_LK: by facility and month alone it read every claim of a hospital's month
-- for every claim that came.
CREATE INDEX claims_stay ON claims (facility_code, card_numbers, arrived_at);
