"""Private servers: each knows how to prepare its folder and which programs to run."""

from dev.servers.coturn import Coturn
from dev.servers.missing import MissingPackage
from dev.servers.nginx import Nginx
from dev.servers.postgres import Postgres
from dev.servers.rabbitmq import Ports, Rabbitmq
from dev.servers.run import kill, launch, running
from dev.servers.shared import SharedServers

__all__ = [
    "Coturn",
    "MissingPackage",
    "Nginx",
    "Ports",
    "Postgres",
    "Rabbitmq",
    "SharedServers",
    "kill",
    "launch",
    "running",
]
