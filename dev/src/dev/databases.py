"""Seven databases with seven roles on one server: a password separates them."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import asyncpg

from dev.errors import CliError


class NoServer(CliError):
    """The PostgreSQL of MILA_POSTGRES_URL does not answer or refuses."""


def create_databases(admin_url: str, passwords: Mapping[str, str]) -> list[str]:
    """Afterwards each name is a role with this password and a database only that role may enter.

    Returns the databases that were new.
    """
    return asyncio.run(_create(admin_url, passwords))


async def _create(admin_url: str, passwords: Mapping[str, str]) -> list[str]:
    try:
        connection = await asyncpg.connect(admin_url, timeout=10)
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise NoServer(f"PostgreSQL does not let the administrator in: {error}") from error
    try:
        return [name for name, password in passwords.items() if await _one(connection, name, password)]
    finally:
        await connection.close()


async def _one(connection: asyncpg.Connection, name: str, password: str) -> bool:
    # Names are ours and plain; the password is url-safe text of ours.
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name):
        await connection.execute(f'CREATE ROLE "{name}" LOGIN')
    await connection.execute(f"ALTER ROLE \"{name}\" PASSWORD '{password}'")
    # A query that grows without end fails before it fills the disk. Only a superuser may say so.
    with suppress(asyncpg.InsufficientPrivilegeError):
        await connection.execute(f"ALTER ROLE \"{name}\" SET temp_file_limit = '256MB'")
    if await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        return False
    await connection.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
    await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
    return True
