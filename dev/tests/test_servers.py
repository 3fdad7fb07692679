"""Private servers for tests: started once, usable, killable, gone afterwards."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aio_pika
import asyncpg
import httpx
import psutil
import pytest
from dev.program import free_ports, listening
from dev.servers import Ports, Postgres, Rabbitmq, SharedServers, kill, launch, running


async def test_the_shared_cluster_lets_its_administrator_in(postgres_server: str) -> None:
    connection = await asyncpg.connect(postgres_server)
    try:
        assert await connection.fetchval("select usesuper from pg_user where usename = current_user")
    finally:
        await connection.close()


async def test_a_wrong_password_is_refused(postgres_server: str) -> None:
    user, _, host = postgres_server.partition("@")
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(f"{user.rpartition(':')[0]}:wrong@{host}")


@pytest.mark.broker
async def test_the_shared_broker_lets_clients_and_operators_in(rabbitmq_server: Any) -> None:
    async with await aio_pika.connect(rabbitmq_server.amqp_url), httpx.AsyncClient() as client:
        answer = await client.get(f"{rabbitmq_server.management_url}/api/overview")
    assert answer.json()["node"] == "mila@localhost"


def wait_until_written(folder: Path, words: bytes) -> None:
    """The broker answers a declaration before its log is on the disk, so a kill at once may lose it."""
    deadline = time.monotonic() + 30
    while not any(words in path.read_bytes() for path in folder.rglob("*") if path.is_file()):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.broker
async def test_a_killed_broker_comes_back_with_its_queues() -> None:
    folder = Path(tempfile.mkdtemp(prefix="mila-test-", dir="/tmp"))
    server = Rabbitmq(folder, Ports.of(free_ports(5)), "throw-away")
    with running(server):
        connection = await aio_pika.connect(server.amqp_url)
        channel = await connection.channel()
        await channel.declare_queue("kept", durable=True)
        await connection.close()
        wait_until_written(folder, b"kept")
        kill(server, "rabbitmq")
        assert not server.ready()
        launch(server)
        async with await aio_pika.connect(server.amqp_url) as again:
            await (await again.channel()).declare_queue("kept", passive=True)


def test_a_throw_away_cluster_leaves_no_process_and_no_folder() -> None:
    folder = Path(tempfile.mkdtemp(prefix="mila-test-", dir="/tmp"))
    server = Postgres(folder, free_ports(1)[0], durable=False)
    with running(server):
        pid = int((folder / "postgres.pid").read_text())
        assert server.ready()
    assert not listening(server.port)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert not folder.exists()


def test_servers_end_even_when_the_run_that_started_them_is_killed() -> None:
    program = (
        "from dev.servers import SharedServers; s = SharedServers.begin(); p = s.postgres();"
        "print(s.folder, p.port, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        folder, port = run.stdout.readline().split()
        assert listening(int(port))
        os.kill(run.pid, 9)
    deadline = time.monotonic() + 20
    while (listening(int(port)) or Path(folder).exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not listening(int(port))
    assert not Path(folder).exists()


def test_every_worker_of_a_run_finds_the_same_cluster(shared_servers: SharedServers, postgres_server: str) -> None:
    assert shared_servers.postgres().admin_url == postgres_server
