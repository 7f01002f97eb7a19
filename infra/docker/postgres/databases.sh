#!/bin/bash
# One database and one role for each service: no service can read another's tables.
set -euo pipefail
for service in enrollment collection health_insurance payment notification gateway; do
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v role="$service" -v password="$SERVICE_DB_PASSWORD" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
REVOKE CONNECT ON DATABASE :"role" FROM PUBLIC;
SQL
done
