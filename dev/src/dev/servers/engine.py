"""Servers in containers: where nothing is installed but a container engine answers."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs

PASSWORD = "throw-away"  # noqa: S105 - of a container that lives as long as the tests


def engine_answers() -> bool:
    docker = shutil.which("docker")
    return docker is not None and subprocess.run([docker, "info"], capture_output=True, check=False).returncode == 0


@contextmanager
def postgres_container() -> Iterator[str]:
    """The address of an administrator of a fresh cluster."""
    container = DockerContainer("postgres:15").with_env("POSTGRES_USER", "mila").with_exposed_ports(5432)
    container.with_env("POSTGRES_PASSWORD", PASSWORD).with_env("POSTGRES_DB", "postgres")
    with container.with_command("postgres -c fsync=off -c max_connections=300"):
        # The image starts once for its own setup and once for us.
        wait_for_logs(container, r"(?s)ready to accept connections.*ready to accept connections", 60)
        host, port = container.get_container_host_ip(), container.get_exposed_port(5432)
        yield f"postgresql://mila:{PASSWORD}@{host}:{port}/postgres"


@contextmanager
def rabbitmq_container() -> Iterator[tuple[str, str]]:
    """The AMQP and the management address of a fresh node."""
    container = DockerContainer("rabbitmq:3.13-management").with_exposed_ports(5672, 15672)
    with container.with_env("RABBITMQ_DEFAULT_USER", "mila").with_env("RABBITMQ_DEFAULT_PASS", PASSWORD):
        wait_for_logs(container, "Server startup complete", 120)
        host, user = container.get_container_host_ip(), f"mila:{PASSWORD}"
        amqp, management = container.get_exposed_port(5672), container.get_exposed_port(15672)
        yield f"amqp://{user}@{host}:{amqp}/", f"http://{user}@{host}:{management}"
