"""deploy/postgres/create-databases.sh on a real server: seven separate databases, and running it again is safe."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import asyncpg
import pytest
from dev.databases import create_databases
from dev.layout import SERVICES
from dev.program import free_ports
from dev.servers import MissingPackage, Postgres, running

SCRIPT = Path(__file__).parents[2] / "deploy" / "postgres" / "create-databases.sh"


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of the administrator of a cluster of its own: the shared one has roles of these names."""
    folder = Path(mkdtemp(prefix="mila-databases-", dir="/tmp"))
    folder.chmod(0o711)
    server = Postgres(folder / "postgres", free_ports(1)[0], durable=False)
    try:
        with running(server):
            yield server.admin_url
    except MissingPackage as missing:
        pytest.fail(f"PostgreSQL is not installed. Run: {missing}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(admin_url: str, passwords: dict[str, str]) -> None:
    server = urlsplit(admin_url)
    surroundings = {
        "PATH": os.environ["PATH"],
        "PGHOST": str(server.hostname),
        "PGPORT": str(server.port),
        "PGUSER": str(server.username),
        "PGPASSWORD": str(server.password),
        **{f"MILA_{service.upper()}_DATABASE_PASSWORD": password for service, password in passwords.items()},
    }
    result = subprocess.run(["bash", str(SCRIPT)], env=surroundings, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


async def test_each_service_enters_its_own_database_and_no_other(cluster: str) -> None:
    address = urlsplit(cluster)
    for passwords in (
        {service: f"first '{service}'" for service in SERVICES},
        {service: f"second-{service}" for service in SERVICES},
    ):
        run(cluster, passwords)
        for service in SERVICES:
            login = {"host": address.hostname, "port": address.port, "user": service, "password": passwords[service]}
            connection = await asyncpg.connect(database=service, **login)
            await connection.execute("CREATE TABLE IF NOT EXISTS things (thing_id int)")
            await connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            assert await connection.fetchval("SHOW temp_file_limit") == "256MB"
            await connection.close()
            neighbour = SERVICES[SERVICES.index(service) - 1]
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await asyncpg.connect(database=neighbour, **login)


async def test_the_disk_of_a_laptop_has_a_limit_as_well(cluster: str) -> None:
    await asyncio.to_thread(create_databases, cluster, {"booking": "password"})
    address = urlsplit(cluster)
    login = {"host": address.hostname, "port": address.port, "user": "booking", "password": "password"}
    connection = await asyncpg.connect(database="booking", **login)
    with pytest.raises(asyncpg.ConfigurationLimitExceededError):
        await connection.execute(
            "SELECT max(n) FROM (SELECT n FROM generate_series(1, 40000000) AS n ORDER BY -n) AS all_of_them"
        )
    await connection.close()
