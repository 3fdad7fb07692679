"""Databases of services under test: migrated once into a template, copied per worker, emptied between tests."""

import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import asyncpg
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from common.db import migrate
from common.service import Service

_numbers = count(1)

_REMEMBER = """
DO $$
DECLARE t record; columns text; filled boolean;
BEGIN
    CREATE SCHEMA pristine;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t.tablename) INTO filled;
        CONTINUE WHEN NOT filled;
        SELECT string_agg(quote_ident(column_name), ', ') INTO columns FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = t.tablename AND is_generated = 'NEVER';
        EXECUTE format('CREATE TABLE pristine.%I AS SELECT %s FROM public.%I', t.tablename, columns, t.tablename);
    END LOOP;
END $$
"""

# Rows that migrations brought (reference books) come back; foreign keys wait until all of them are there.
_EMPTY = """
DO $$
DECLARE t record; columns text; filled boolean; full_tables text;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t.tablename) INTO filled;
        IF filled THEN full_tables := concat_ws(', ', full_tables, format('public.%I', t.tablename)); END IF;
    END LOOP;
    IF full_tables IS NULL THEN RETURN; END IF;
    EXECUTE 'TRUNCATE ' || full_tables || ' RESTART IDENTITY CASCADE';
    SET LOCAL session_replication_role = replica;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'pristine' LOOP
        SELECT string_agg(quote_ident(column_name), ', ') INTO columns FROM information_schema.columns
            WHERE table_schema = 'pristine' AND table_name = t.tablename;
        EXECUTE format('INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pristine.%I',
                       t.tablename, columns, columns, t.tablename);
    END LOOP;
END $$
"""


async def create(admin_url: str, service: Service) -> str:
    """A new database of the service, as its migrations make it; answers its address."""
    template = await _template(admin_url, service)
    # Two fixtures of one worker may each want one of the same service.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{template}_{worker}_{os.getpid()}_{next(_numbers)}"
    async with _connected(admin_url) as admin:
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    url = make_url(admin_url).set(database=name).render_as_string(hide_password=False)
    async with _connected(url) as own:
        await own.execute(_REMEMBER)
    return url


async def drop(admin_url: str, url: str) -> None:
    """The database is gone, even if somebody was still connected."""
    async with _connected(admin_url) as admin:
        await admin.execute(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


async def empty(url: str) -> None:
    """No rows but those that the migrations brought."""
    async with _connected(url) as own:
        await own.execute(_EMPTY)


async def _template(admin_url: str, service: Service) -> str:
    """The name of a migrated, never used database; made by whichever worker comes first."""
    name = f"mila_{service.name}_{_fingerprint(service)}"
    async with _connected(admin_url) as admin:
        await admin.execute("SELECT pg_advisory_lock(hashtext($1))", name)
        if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate", name):
            return name
        await admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await admin.execute(f'CREATE DATABASE "{name}"')
        url = make_url(admin_url).set(database=name).render_as_string(hide_password=False)
        if migrate.scripts(service.name):
            await migrate.upgrade(service, url)
        else:
            await _create_all(service, url)
        await admin.execute(f'ALTER DATABASE "{name}" IS_TEMPLATE true')
    return name


async def _create_all(service: Service, url: str) -> None:
    """For services made up by a test, which have no migrations."""
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(service.metadata.create_all)
    await engine.dispose()


def _fingerprint(service: Service) -> str:
    """Changes with the migrations, so that a server kept between runs never gives an old template."""
    digest = hashlib.sha256()
    for script in migrate.scripts(service.name):
        digest.update(script.read_bytes())
    for table in () if migrate.scripts(service.name) else service.metadata.sorted_tables:
        digest.update(repr(table).encode())
    return digest.hexdigest()[:10]


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()
