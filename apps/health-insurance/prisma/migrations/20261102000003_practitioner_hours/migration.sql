-- Where a practitioner examined, operated or treated in an hour, by accepted claims of facilities that have told of their
-- staff: nobody is in two facilities in one hour. It names no patient.
CREATE TABLE practitioner_hours (
  licence       TEXT NOT NULL,
  -- yyyymmddHH on the wall clock of Viet Nam
  hour          TEXT NOT NULL CHECK (hour ~ '^\d{10}$'),
  facility_code TEXT NOT NULL,
  PRIMARY KEY (licence, hour, facility_code)
);
