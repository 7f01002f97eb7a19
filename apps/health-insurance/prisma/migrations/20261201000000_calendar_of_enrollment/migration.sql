-- Enrollment owns the calendar; what it tells is kept in platform.calendar_days. The days of this table are the first values
-- of the contracts (vocabulary/law/days).
DROP TABLE holidays;
