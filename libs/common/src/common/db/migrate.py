"""Migrations: Alembic configured in code. The environment is here, the versions live in each service."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

# A migration that cannot have its table within this time gives way to the traffic and is run again later.
DDL_LOCK_TIMEOUT = "10s"


class OwnsTables(Protocol):
    """A service, or the context of a running one, as far as migrations need it."""

    @property
    def name(self) -> str: ...
    @property
    def metadata(self) -> MetaData: ...


async def upgrade(service: OwnsTables, database_url: str) -> None:
    """Brings the service's database to the newest version; two at once wait for each other.

    Raises sqlalchemy.exc.DBAPIError when a table stays locked for 10 s; what was finished stays finished.
    """
    await _run(database_url, lambda connection: _upgrade(connection, service.name, service.metadata))


async def revision(service: OwnsTables, message: str, database_url: str) -> None:
    """Writes the next migration of the service from the difference between its models and the database."""

    def write(connection: Connection) -> None:
        config = _config(service.name, connection, service.metadata)
        number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")

    _versions(service.name).mkdir(parents=True, exist_ok=True)
    await _run(database_url, write)


async def drift(service: OwnsTables, database_url: str) -> list[Any]:
    """What the models say and the migrated database does not, as Alembic's operations; empty when they agree."""
    found: list[Any] = []

    def compare(connection: Connection) -> None:
        options = {"compare_type": True, "compare_server_default": True}
        found.extend(compare_metadata(MigrationContext.configure(connection, opts=options), service.metadata))

    await _run(database_url, compare)
    return found


async def at_head(engine: AsyncEngine, service: str) -> bool:
    """Whether the database is at the version this code was written for; a newer one is fine as well.

    During a rolling release the database is migrated first, so a version unknown to this code means newer.
    """
    async with engine.connect() as connection:
        exists = await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
        if not exists:
            return not _known(service)[1]
        current = set(await connection.scalars(text("SELECT version_num FROM alembic_version")))
    known, heads = _known(service)
    return heads <= current or bool(current - known)


async def _run(database_url: str, work: Any) -> None:
    """Runs blocking Alembic work on one connection of its own."""
    url = make_url(database_url).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(
        url, poolclass=NullPool, connect_args={"server_settings": {"application_name": "mila-migrate"}}
    )
    try:
        async with engine.connect() as connection:
            await connection.run_sync(work)
    finally:
        await engine.dispose()


def _upgrade(connection: Connection, service: str, metadata: MetaData) -> None:
    key = int.from_bytes(hashlib.sha256(b"migrate").digest()[:8], signed=True)
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
    # Set only now: the other replica may take its time, a table may not.
    connection.execute(text(f"SET lock_timeout = '{DDL_LOCK_TIMEOUT}'"))
    connection.commit()
    # The lock belongs to the connection, which is closed right after, whatever happens here.
    command.upgrade(_config(service, connection, metadata), "head")


def _config(service: str, connection: Connection | None = None, metadata: MetaData | None = None) -> Config:
    config = Config(attributes={"connection": connection, "metadata": metadata})
    for option, value in {
        "script_location": str(Path(__file__).parent),
        "version_locations": str(_versions(service)),
        "path_separator": "newline",
        "file_template": "%(rev)s_%(slug)s",
    }.items():
        config.set_main_option(option, value.replace("%", "%%"))
    return config


def scripts(service: str) -> list[Path]:
    """The service's migrations, in order of their names; none for a service that is not a package."""
    return sorted(_versions(service).glob("*.py")) if find_spec(service) else []


def _versions(service: str) -> Path:
    spec = find_spec(service)
    if spec is None or spec.origin is None:
        raise LookupError(f"no package of service {service}")
    return Path(spec.origin).parent / "migrations" / "versions"


@cache
def _known(service: str) -> tuple[frozenset[str], frozenset[str]]:
    """All versions this code knows, and the newest of them."""
    scripts = ScriptDirectory.from_config(_config(service))
    return frozenset(script.revision for script in scripts.walk_revisions()), frozenset(scripts.get_heads())
