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
SELECT account,
  CASE account
    WHEN 'fund:pension' THEN 'Đã chi từ quỹ hưu trí và tử tuất'
    WHEN 'fund:health' THEN 'Đã chi từ quỹ bảo hiểm y tế'
    WHEN 'payable:participant' THEN 'Còn phải trả người hưởng'
    WHEN 'payable:facility' THEN 'Còn phải trả cơ sở khám bệnh, chữa bệnh'
    ELSE CASE split_part(account, ':', 1) WHEN 'bank' THEN 'Tiền gửi tại ngân hàng ' ELSE 'Tiền tại bưu điện ' END
      || split_part(account, ':', 2)
  END,
  CASE account
    WHEN 'fund:pension' THEN 'Spent by the retirement and survivorship fund'
    WHEN 'fund:health' THEN 'Spent by the health-insurance fund'
    WHEN 'payable:participant' THEN 'Payable to the participant'
    WHEN 'payable:facility' THEN 'Payable to the medical facility'
    ELSE CASE split_part(account, ':', 1) WHEN 'bank' THEN 'Money at bank ' ELSE 'Money at post office ' END
      || split_part(account, ':', 2)
  END,
  CASE split_part(account, ':', 1) WHEN 'payable' THEN 'credit' ELSE 'debit' END,
  min(posted_at)
FROM ledger_postings JOIN ledger_entries ON id = entry_id
GROUP BY account;

-- No account vanishes or changes its name or side under its postings.
CREATE TRIGGER ledger_accounts_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_immutable();

-- Every posting has its account. Checked once for a statement and not by a foreign key: that would look up and lock the
-- same few rows for each of seventy thousand postings, and two transactions that post to one account would both write to
-- its row. Accounts are never deleted, so that what was there once stays true.
CREATE FUNCTION ledger_postings_have_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE unknown TEXT;
BEGIN
  SELECT posted.account INTO unknown FROM (SELECT DISTINCT account FROM added) AS posted
  WHERE NOT EXISTS (SELECT FROM ledger_accounts WHERE ledger_accounts.account = posted.account) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'no account % is open', unknown
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_postings_account';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_postings_account AFTER INSERT ON ledger_postings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_postings_have_accounts();
ALTER TABLE ledger_postings DROP CONSTRAINT ledger_postings_account;
