#!/usr/bin/env bash
# Seven databases with seven roles: a password separates them. Runs when a cluster is new; again, it changes passwords only.
# Connects as psql does by default (PGHOST, PGUSER, …); passwords are MILA_<SERVICE>_DATABASE_PASSWORD.
set -euo pipefail
export PGUSER=${PGUSER:-${POSTGRES_USER:-postgres}} PGDATABASE=${PGDATABASE:-postgres}

for service in identity catalog booking payment telemed medcard notify; do
    variable=MILA_${service^^}_DATABASE_PASSWORD
    : "${!variable:?}"
    # psql reads the password from the environment: a command line is there for everybody to read.
    psql -q -X -v ON_ERROR_STOP=1 -v service="$service" -v variable="$variable" <<'SQL'
\getenv password :variable
SELECT format('CREATE ROLE %I LOGIN', :'service') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service') \gexec
ALTER ROLE :"service" PASSWORD :'password';
-- A query that grows without end fails before it fills the disk.
ALTER ROLE :"service" SET temp_file_limit = '256MB';
SELECT format('CREATE DATABASE %I OWNER %I', :'service', :'service')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'service') \gexec
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
