"""The board of the fleet before a real Prometheus that watches a running fleet: what every panel would show."""

import json
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml
from dev.layout import SERVICES
from dev.program import Program, free_ports
from dev.servers import MissingPackage, running
from dev.settings import PORTS

OBSERVABILITY = Path(__file__).parents[2] / "deploy" / "observability"
BOARD = OBSERVABILITY / "dashboards" / "fleet.json"
ALERTS = OBSERVABILITY / "alerts" / "mila.yml"
SCRAPE_SECONDS = 1
# What Grafana would put in the place of its variables.
VARIABLES = {"$__rate_interval": "30s", "$service": ".*"}
# Names of docker-compose.yml and where the same answers on the machine of `make up`.
LOCAL = {f"{service}:{PORTS[service]}": f"127.0.0.1:{PORTS[service]}" for service in SERVICES} | {
    "rabbitmq:15692": f"127.0.0.1:{PORTS['rabbitmq_prometheus']}"
}


@dataclass(frozen=True)
class Query:
    """One line of one panel."""

    panel: str
    expr: str

    @property
    def concrete(self) -> str:
        """Without variables; raises when one is left that has no value here."""
        expr = self.expr
        for name, value in VARIABLES.items():
            expr = expr.replace(name, value)
        if re.search(r"(?<!\w)\$\w", expr):
            raise ValueError(f"{self.panel}: a variable without a value in {expr}")
        return expr


def queries(board: Path = BOARD) -> list[Query]:
    """All lines of all panels, and what the list of services asks for."""
    read = json.loads(board.read_text())
    lines = [Query(panel["title"], target["expr"]) for panel in read["panels"] for target in panel.get("targets", ())]
    asked = [one["definition"] for one in read["templating"]["list"] if one["type"] == "query"]
    listed = [re.fullmatch(r"label_values\((.+), \w+\)", one) for one in asked]
    return lines + [Query("the list of services", found[1]) for found in listed if found]


def local_configuration(addresses: Mapping[str, str] = LOCAL) -> dict[str, Any]:
    """The committed configuration with other addresses; jobs that watch nothing of these (exporters) are left out."""
    read = yaml.safe_load((OBSERVABILITY / "prometheus.yml").read_text())
    jobs = []
    for job in read["scrape_configs"]:
        targets = [target for group in job["static_configs"] for target in group["targets"]]
        found = [addresses[target] for target in targets if target in addresses]
        if found:
            jobs.append({**job, "static_configs": [{"targets": found}]})
    seconds = f"{SCRAPE_SECONDS}s"
    settings = {"scrape_interval": seconds, "scrape_timeout": seconds, "evaluation_interval": seconds}
    return {"global": settings, "rule_files": [str(ALERTS)], "scrape_configs": jobs}


@dataclass(frozen=True)
class Prometheus:
    """A Prometheus of our own in one folder, on one loopback port."""

    folder: Path
    port: int
    configuration: Mapping[str, Any]

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "prometheus.yml").write_text(yaml.safe_dump(dict(self.configuration)))

    def programs(self) -> tuple[Program, ...]:
        binary = shutil.which("prometheus")
        if binary is None:
            raise MissingPackage("prometheus")
        command = (
            binary,
            f"--config.file={self.folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={self.folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{self.port}",
            "--log.level=warn",
        )
        return (Program(name="prometheus", command=command, ready=self.ready),)

    def ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/-/ready", trust_env=False, timeout=2).is_success
        except httpx.HTTPError:
            return False

    def api(self, path: str, **params: str) -> Any:
        """The data of an answer of its HTTP interface."""
        address = f"http://127.0.0.1:{self.port}/api/v1/{path}"
        answer = httpx.get(address, params=params, trust_env=False, timeout=10).json()
        assert answer["status"] == "success", f"{params}: {answer.get('error')}"
        return answer["data"]

    def silent(self, *, within: float = 0) -> list[str]:
        """The lines of the board that still have nothing to show after so many seconds."""
        deadline = time.monotonic() + within
        while found := [one for one in queries() if not self.api("query", query=one.concrete)["result"]]:
            if time.monotonic() >= deadline:
                break
            time.sleep(SCRAPE_SECONDS / 2)
        return [f"{one.panel}: {one.expr}" for one in found]

    def await_scrapes(self, count: int = 4) -> None:
        """Rates need two samples. Afterwards every target has been seen this often; one that is down fails here."""
        deadline = time.monotonic() + 60
        everything = f"min(count_over_time(up[5m])) >= {count} and min(up) == 1"
        while not self.api("query", query=everything)["result"]:
            down = [result["metric"]["instance"] for result in self.api("query", query="up == 0")["result"]]
            assert time.monotonic() < deadline, f"not all targets answer: {down}"
            time.sleep(0.2)


@contextmanager
def watching(addresses: Mapping[str, str] = LOCAL) -> Iterator[Prometheus]:
    """A Prometheus that watches the fleet at these addresses for the length of the block."""
    folder = Path(tempfile.mkdtemp(prefix="mila-prometheus-", dir="/tmp"))
    server = Prometheus(folder, free_ports(1)[0], local_configuration(addresses))
    with running(server):
        server.await_scrapes()
        yield server
