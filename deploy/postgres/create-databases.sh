#!/usr/bin/env bash
# Seven databases with seven roles: the wall is a password. Runs when a cluster is new; again, it changes passwords only.
# Connects as psql does by itself (PGHOST, PGUSER, …); passwords are MILA_<ROOM>_DATABASE_PASSWORD.
set -euo pipefail
export PGUSER=${PGUSER:-${POSTGRES_USER:-postgres}} PGDATABASE=${PGDATABASE:-postgres}

for room in identity catalog booking payment telemed medcard notify; do
    variable=MILA_${room^^}_DATABASE_PASSWORD
    : "${!variable:?}"
    # psql reads the password from the environment: a command line is there for everybody to read.
    psql -q -X -v ON_ERROR_STOP=1 -v room="$room" -v variable="$variable" <<'SQL'
\getenv password :variable
SELECT format('CREATE ROLE %I LOGIN', :'room') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'room') \gexec
ALTER ROLE :"room" PASSWORD :'password';
-- A query that grows without end fails before it fills the disk.
ALTER ROLE :"room" SET temp_file_limit = '256MB';
SELECT format('CREATE DATABASE %I OWNER %I', :'room', :'room')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'room') \gexec
REVOKE ALL ON DATABASE :"room" FROM PUBLIC;
SQL
done
