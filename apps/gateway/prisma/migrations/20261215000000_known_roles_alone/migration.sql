-- A role that is not known belongs to no kind of tenant: a CASE without ELSE is NULL for it, and a check that is NULL lets it in.
-- Rows of before are not looked at again: no code of ours has written such a role, and one that is there opens nothing.
ALTER TABLE account_roles
  DROP CONSTRAINT account_roles_role_tenant,
  ADD CONSTRAINT account_roles_role_tenant CHECK (tenant_kind = CASE role
    WHEN 'hospital-staff' THEN 'facility' WHEN 'bank-staff' THEN 'bank' WHEN 'counter-clerk' THEN 'post-office'
    WHEN 'employer-staff' THEN 'employer' WHEN 'officer' THEN 'agency' WHEN 'approver' THEN 'agency'
    WHEN 'manager' THEN 'agency' WHEN 'operator' THEN 'agency' WHEN 'administrator' THEN 'agency' ELSE '' END) NOT VALID;
