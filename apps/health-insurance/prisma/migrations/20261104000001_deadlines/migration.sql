-- A facility declares the summary of a month or quarter complete: the day counts for what the agency owes it then.
CREATE TABLE summary_reports (
  facility_code TEXT NOT NULL,
  period        TEXT NOT NULL CHECK (period ~ '^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
  claims        INTEGER NOT NULL CHECK (claims >= 0),
  -- Asked of the fund at that moment, hundredths of a dong.
  fund_claimed  BIGINT NOT NULL CHECK (fund_claimed >= 0),
  reported_at   TIMESTAMPTZ(3) NOT NULL,
  reported_by   TEXT NOT NULL,
  PRIMARY KEY (facility_code, period)
);

-- Days on which nobody works, beside Saturdays and Sundays. What is not yet decreed is not confirmed.
CREATE TABLE holidays (
  day       DATE PRIMARY KEY,
  name      TEXT NOT NULL,
  source    TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL
);
INSERT INTO holidays (day, name, source, confirmed) VALUES
  ('2026-01-01', 'Tết Dương lịch', 'Labour Code 45/2019/QH14 Art 112', true),
  ('2026-02-14', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-15', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-16', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-17', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-18', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-19', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-20', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-21', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-02-22', 'Tết Nguyên đán', 'Labour Code 45/2019/QH14 Art 112; days off by the yearly notice', false),
  ('2026-04-26', 'Giỗ Tổ Hùng Vương', 'Labour Code 45/2019/QH14 Art 112', false),
  ('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'Labour Code 45/2019/QH14 Art 111(3)', false),
  ('2026-04-30', 'Ngày Chiến thắng', 'Labour Code 45/2019/QH14 Art 112', true),
  ('2026-05-01', 'Ngày Quốc tế lao động', 'Labour Code 45/2019/QH14 Art 112', true),
  ('2026-09-01', 'Quốc khánh', 'Labour Code 45/2019/QH14 Art 112; the second day by the yearly notice', true),
  ('2026-09-02', 'Quốc khánh', 'Labour Code 45/2019/QH14 Art 112', true),
  ('2026-11-24', 'Ngày Văn hóa Việt Nam', 'Resolution 30/NQ-CP', false),
  ('2027-01-01', 'Tết Dương lịch', 'Labour Code 45/2019/QH14 Art 112', true);
