-- Accounts are rows: opened by the first entry that uses them, with the names that the code gives their family.
CREATE TABLE ledger_accounts (
  account   TEXT NOT NULL PRIMARY KEY CHECK (account ~ '^[a-z][a-z0-9-]*(:[A-Za-z0-9-]+)?$'),
  name_vi   TEXT NOT NULL CHECK (name_vi <> ''),
  name_en   TEXT NOT NULL CHECK (name_en <> ''),
  -- The side on which it grows.
  side      TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
  opened_at TIMESTAMPTZ(3) NOT NULL
);

INSERT INTO ledger_accounts (account, name_vi, name_en, side, opened_at)
SELECT used.account,
  trim(coalesce(family.name_vi, used.family) || ' ' || coalesce(bucket.name_vi, used.member)),
  trim(coalesce(family.name_en, used.family) || ' ' || coalesce(bucket.name_en, used.member)),
  coalesce(family.side, 'debit'),
  used.opened_at
FROM (
  SELECT account, split_part(account, ':', 1) AS family, split_part(account, ':', 2) AS member,
    min(entered_at) AS opened_at
  FROM postings JOIN entries USING (entry_id) GROUP BY account) AS used
LEFT JOIN (VALUES
  ('bank', 'Tiền gửi tại ngân hàng', 'Money at bank', 'debit'),
  ('suspense', 'Tiền chờ xác định', 'Money in suspense', 'credit'),
  ('receivable', 'Phải thu:', 'Receivable:', 'debit'),
  ('income', 'Thu:', 'Income:', 'credit')) AS family (family, name_vi, name_en, side) USING (family)
LEFT JOIN (VALUES
  ('retirement', 'quỹ hưu trí và tử tuất', 'retirement and survivorship fund'),
  ('sickness-maternity', 'quỹ ốm đau và thai sản', 'sickness and maternity fund'),
  ('accident', 'quỹ tai nạn lao động, bệnh nghề nghiệp', 'occupational accident and disease fund'),
  ('unemployment', 'quỹ bảo hiểm thất nghiệp', 'unemployment fund'),
  ('health', 'quỹ bảo hiểm y tế', 'health-insurance fund'),
  ('interest', 'tiền lãi chậm đóng', 'interest on late payment'),
  ('household-premium', 'bảo hiểm y tế hộ gia đình', 'health insurance of households'))
  AS bucket (member, name_vi, name_en) USING (member);

-- No account vanishes or changes its name or side under its postings.
CREATE TRIGGER ledger_accounts_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Every posting has its account; checked as the other references between large tables are.
CREATE TRIGGER postings_account AFTER INSERT ON postings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_orphans('account', 'ledger_accounts');
