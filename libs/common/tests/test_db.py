"""Tables, connections and migrations, on a real PostgreSQL."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from common.context import Context
from common.db import migrate
from common.db.session import engine as open_engine
from common.ids import new_id
from common.outage import is_outage
from common.service import Service
from common.settings import ServiceSettings
from common.testing import databases
from common.testing.workshop import Thing, service
from contracts.values import VisitType
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession


class TestColumns:
    async def test_each_annotation_becomes_its_column(self, session: AsyncSession) -> None:
        rows = await session.execute(
            text("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'things'")
        )
        types = {row.column_name: row.data_type for row in rows}
        assert types == {
            "id": "uuid",
            "price_kopecks": "bigint",
            "visit_type": "character varying",
            "notes": "jsonb",
            "created_at": "timestamp with time zone",
        }

    async def test_an_enumeration_is_stored_as_its_value(self, session: AsyncSession) -> None:
        session.add(Thing(price_kopecks=1, visit_type=VisitType.CLINIC, notes={}))
        await session.commit()
        assert await session.scalar(text("SELECT visit_type FROM things")) == "clinic"
        [thing] = await session.scalars(select(Thing.visit_type))
        assert thing is VisitType.CLINIC

    async def test_constraints_have_names_that_migrations_can_rely_on(self, session: AsyncSession) -> None:
        names = await session.scalars(text("SELECT conname FROM pg_constraint WHERE conrelid = 'things'::regclass"))
        assert set(names) == {"pk_things"}


class TestConnections:
    async def test_parameters_never_appear_in_errors(self, session: AsyncSession) -> None:
        with pytest.raises(IntegrityError) as failure:
            await session.execute(
                text("INSERT INTO things (id, price_kopecks, notes, created_at) VALUES (:id, 1, :notes, :at)"),
                {"id": new_id(), "notes": '{"secret": "diagnosis"}', "at": datetime.now(UTC)},
            )
        assert failure.value.hide_parameters
        assert "parameters hidden" in str(failure.value)

    async def test_a_lock_is_given_up_before_people_give_up(self, context: Context) -> None:
        async with context.engine.connect() as connection:
            limits = [
                await connection.scalar(text(f"SHOW {name}"))
                for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
            ]
        assert limits == ["15s", "5s", "30s"]

    async def test_connections_closed_by_the_server_are_replaced_unnoticed(
        self, context: Context, database: str
    ) -> None:
        async def whoami() -> int:
            async with context.engine.connect() as connection:
                return int(await connection.scalar(text("SELECT pg_backend_pid()")) or 0)

        before = await whoami()
        other = await asyncpg.connect(database)
        # With a timeout the call returns once the backend is gone.
        assert await other.fetchval("SELECT pg_terminate_backend($1, 5000)", before)
        await other.close()
        await asyncio.sleep(0)
        assert await whoami() != before

    async def test_a_server_that_dies_between_two_messages_is_an_outage(self, context: Context, database: str) -> None:
        """The driver has read the server's last words, and does not know yet that the connection is gone."""
        driver = await asyncpg.connect(database)
        _last_words(driver)
        with pytest.raises(asyncpg.InternalClientError) as bare:
            await driver.fetch("SELECT 1")
        assert is_outage(bare.value)
        await driver.close(timeout=1)
        async with context.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
            _last_words((await connection.get_raw_connection()).driver_connection)
            with pytest.raises(DBAPIError) as wrapped:
                await connection.execute(text("SELECT 1"))
            wrapped.value.connection_invalidated = False  # it is up to the moment of the loss whether this is known
            assert is_outage(wrapped.value)


def _last_words(driver: Any) -> None:
    words = b"SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0"
    driver._protocol.data_received(b"E" + (len(words) + 4).to_bytes(4, "big") + words)


VERSION = """
revision = "{0:04d}"
down_revision = {1}
branch_labels = depends_on = None
from alembic import op
def upgrade():
    {2}
def downgrade():
    pass
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The versions folder of a service that is a package, without any version."""
    name = f"annex{new_id().hex[-8:]}"
    folder = tmp_path / name
    (folder / "migrations" / "versions").mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder / "migrations" / "versions"
    sys.modules.pop(name, None)


@pytest.fixture
def annex(package: Path) -> Service:
    return replace(service(), name=package.parents[1].name)


@pytest_asyncio.fixture
async def bare(postgres_server: str) -> AsyncIterator[str]:
    """The address of a database without a single table."""
    name = f"bare_{new_id().hex}"
    admin = await asyncpg.connect(postgres_server)
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    url = postgres_server.rpartition("/")[0] + f"/{name}"
    yield url
    await databases.drop(postgres_server, url)


@pytest_asyncio.fixture
async def bare_engine(bare: str, settings: ServiceSettings) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(settings.model_copy(update={"database_url": type(settings.database_url)(bare)}))
    yield engine
    await engine.dispose()


class TestMigrations:
    async def test_written_from_the_models_they_leave_nothing_to_say(
        self, annex: Service, package: Path, bare: str, bare_engine: AsyncEngine
    ) -> None:
        await migrate.revision(annex, "first tables", bare)
        assert [script.name for script in migrate.scripts(annex.name)] == ["0001_first_tables.py"]
        assert not await migrate.at_head(bare_engine, annex.name)
        await migrate.upgrade(annex, bare)
        assert await migrate.at_head(bare_engine, annex.name)
        assert await migrate.drift(annex, bare) == []

    async def test_a_column_the_models_lack_is_drift(self, annex: Service, package: Path, bare: str) -> None:
        await migrate.revision(annex, "first tables", bare)
        await migrate.upgrade(annex, bare)
        connection = await asyncpg.connect(bare)
        await connection.execute("ALTER TABLE things DROP COLUMN notes")
        await connection.close()
        assert len(await migrate.drift(annex, bare)) == 1

    async def test_two_at_once_wait_for_each_other(self, annex: Service, package: Path, bare: str) -> None:
        await migrate.revision(annex, "first tables", bare)
        await asyncio.gather(*(migrate.upgrade(annex, bare) for _ in range(4)))
        assert await migrate.drift(annex, bare) == []

    async def test_a_migration_that_fails_leaves_the_finished_ones(
        self, annex: Service, package: Path, bare: str, bare_engine: AsyncEngine
    ) -> None:
        (package / "0001_good.py").write_text(VERSION.format(1, None, 'op.execute("CREATE TABLE good ()")'))
        (package / "0002_bad.py").write_text(VERSION.format(2, '"0001"', 'op.execute("CREATE TABLE good ()")'))
        with pytest.raises(DBAPIError):
            await migrate.upgrade(annex, bare)
        async with bare_engine.connect() as connection:
            assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
        assert not await migrate.at_head(bare_engine, annex.name)

    async def test_a_table_in_use_is_not_waited_for_for_ever(
        self, annex: Service, package: Path, bare: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(migrate, "DDL_LOCK_TIMEOUT", "100ms")
        connection = await asyncpg.connect(bare)
        await connection.execute("CREATE TABLE busy (id int)")
        (package / "0001_alter.py").write_text(
            VERSION.format(1, None, 'op.execute("ALTER TABLE busy ADD COLUMN more int")')
        )
        async with connection.transaction():
            await connection.execute("SELECT * FROM busy")
            with pytest.raises(DBAPIError, match="lock timeout"):
                await migrate.upgrade(annex, bare)
        await migrate.upgrade(annex, bare)
        await connection.close()

    async def test_code_older_than_the_database_is_ready(
        self, annex: Service, package: Path, bare: str, bare_engine: AsyncEngine
    ) -> None:
        (package / "0001_good.py").write_text(VERSION.format(1, None, "pass"))
        await migrate.upgrade(annex, bare)
        async with bare_engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
        assert await migrate.at_head(bare_engine, annex.name)
