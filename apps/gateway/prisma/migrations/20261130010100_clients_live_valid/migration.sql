-- outside a transaction
ALTER TABLE clients VALIDATE CONSTRAINT clients_one_proof;
ALTER TABLE clients VALIDATE CONSTRAINT clients_former_proof;
ALTER TABLE clients VALIDATE CONSTRAINT clients_national_account;
