"""The servers every test of the fleet shares: private, on free ports, gone with the run."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from dev.servers import MissingPackage, SharedServers
from dev.servers.engine import engine_answers, postgres_container, rabbitmq_container

RUN_FOLDER = "MILA_TEST_RUN_FOLDER"


@dataclass(frozen=True)
class Broker:
    """A RabbitMQ node all tests share: one that wants to kill its broker runs its own (dev.servers.running)."""

    amqp_url: str
    management_url: str  # with user and password


@pytest.fixture(scope="session")
def shared_servers() -> SharedServers:
    return SharedServers(Path(os.environ[RUN_FOLDER]))


@pytest.fixture(scope="session")
def postgres_server(shared_servers: SharedServers) -> Iterator[str]:
    """The address of an administrator on a private cluster: ``postgresql://…``."""
    given = os.environ.get("MILA_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    try:
        yield shared_servers.postgres().admin_url
    except MissingPackage as missing:
        if not engine_answers():
            pytest.fail(f"PostgreSQL is not installed. Run: {missing}")
        with postgres_container() as url:
            yield url


@pytest.fixture(scope="session")
def rabbitmq_server(shared_servers: SharedServers) -> Iterator[Broker]:
    """A private broker."""
    given = os.environ.get("MILA_TEST_RABBITMQ_URL")
    if given:
        yield Broker(given, os.environ["MILA_TEST_RABBITMQ_MANAGEMENT_URL"])
        return
    try:
        server = shared_servers.rabbitmq()
        yield Broker(server.amqp_url, server.management_url)
    except MissingPackage as missing:
        if not engine_answers():
            pytest.fail(f"RabbitMQ is not installed. Run: {missing}")
        with rabbitmq_container() as (amqp_url, management_url):
            yield Broker(amqp_url, management_url)


def pytest_sessionstart(session: pytest.Session) -> None:
    """The run's folder is made once, by the process the workers descend from."""
    if not hasattr(session.config, "workerinput"):
        os.environ[RUN_FOLDER] = str(SharedServers.begin().folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = None if hasattr(config, "workerinput") else os.environ.pop(RUN_FOLDER, None)
    if folder:
        SharedServers(Path(folder)).end()
