-- No channel ever sent by SMS: a number that nobody reads is neither told nor kept.
ALTER TABLE contacts DROP COLUMN phone;
