-- outside a transaction
ALTER TABLE account_roles VALIDATE CONSTRAINT account_roles_role_tenant;
ALTER TABLE clients VALIDATE CONSTRAINT clients_role_tenant;
