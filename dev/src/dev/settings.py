"""What a developer may change: ports and servers that exist already, from the environment or a file .env."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.errors import CliError

PORTS = {
    "gateway": 8080,
    "gateway_status": 8081,
    "identity": 8101,
    "catalog": 8102,
    "booking": 8103,
    "payment": 8104,
    "telemed": 8105,
    "medcard": 8106,
    "notify": 8107,
    "esia": 8090,
    "bank": 8091,
    "mailbox": 8092,
    "smtp": 8025,
    "clamav": 8093,
    "clamd": 13310,
    "turn": 13478,
    "postgres": 15432,
    "rabbitmq": 15673,
    "rabbitmq_distribution": 15674,
    "rabbitmq_epmd": 14369,
    "rabbitmq_management": 15675,
    "rabbitmq_prometheus": 15692,
}


class WrongSetting(CliError):
    """A setting that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    ports: Mapping[str, int]
    postgres_url: str | None = None
    rabbitmq_url: str | None = None
    scanner_url: str | None = None
    log_level: str = "info"
    login_rate: str = "10r/m"

    @classmethod
    def load(cls, root: Path) -> "Settings":
        given = {**_dotenv(root / ".env"), **os.environ}
        return cls(
            ports={name: _port(given, name) for name in PORTS},
            postgres_url=given.get("MILA_POSTGRES_URL") or None,
            rabbitmq_url=given.get("MILA_RABBITMQ_URL") or None,
            scanner_url=given.get("MILA_SCANNER_URL") or None,
            log_level=given.get("MILA_LOG_LEVEL") or "info",
            login_rate=given.get("MILA_LOGIN_RATE") or "10r/m",
        )

    def url(self, name: str) -> str:
        """How programs of this machine reach each other."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def browser_url(self, host: str, name: str) -> str:
        return f"http://{host}:{self.ports[name]}"

    @property
    def patient_origin(self) -> str:
        return self.browser_url("localhost", "gateway")

    @property
    def doctor_origin(self) -> str:
        return self.browser_url("doctor.localhost", "gateway")

    def own_ports(self) -> dict[str, int]:
        """The ports the fleet itself will listen on."""
        foreign = [("postgres", self.postgres_url), ("rabbitmq", self.rabbitmq_url)]
        lent = tuple(name for name, url in foreign if url)
        return {name: port for name, port in self.ports.items() if not name.startswith(lent or ("-",))}


def variable(port_name: str) -> str:
    """The setting that moves a port."""
    return f"MILA_PORT_{port_name.upper()}"


def _port(given: Mapping[str, str], name: str) -> int:
    text = given.get(variable(name)) or str(PORTS[name])
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise WrongSetting(f"{variable(name)} must be a port number, not {text!r}")
    return int(text)


def _dotenv(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}
