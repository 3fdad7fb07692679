"""The running fleet as a saga sees it: the supervisor's process ids, the settings, the databases, the clocks."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from dev.layout import SERVICES, Layout
from dev.supervisor import Supervisor

PATIENT = "http://localhost:8080"
ESIA = "http://127.0.0.1:8090"
BANK = "http://127.0.0.1:8091"
READY = [f"http://127.0.0.1:{port}/readyz" for port in range(8101, 8108)] + [
    f"{PATIENT}/",
    *(f"http://127.0.0.1:{port}/readyz" for port in (8090, 8091, 8092)),
]


@dataclass(frozen=True)
class Fleet:
    """One fleet of this checkout, started by ``make up`` or by the saga itself."""

    layout: Layout

    @property
    def variables(self) -> dict[str, str]:
        """Every setting of the fleet, as ``make up`` wrote them."""
        lines = (self.layout.state / "env").read_text().splitlines()
        return dict(line.replace("'", "").split("=", 1) for line in lines if "=" in line)

    def kill(self, program: str) -> bool:
        """kill -9 of the program; False when it was not running at this moment."""
        pid = Supervisor(self.layout).states().get(program, {}).get("pid", 0)
        if not pid:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False

    def failures_of(self, request_id: str) -> list[str]:
        """The log lines at level error of one request, cut to what a test can print."""
        logs = sorted((self.layout.state / "logs").glob("*.log"))
        lines = [line for log in logs for line in log.read_text(errors="replace").splitlines() if request_id in line]
        return [line[:4000] for line in lines if '"level": "error"' in line]

    def set_clock(self, at: datetime) -> None:
        """It is this moment for every service, and stays so."""
        folder: Path = self.layout.state / "clocks"
        for service in SERVICES:
            written = (folder / service).with_suffix(".new")
            written.write_text(at.isoformat())
            written.rename(folder / service)

    def free_clock(self) -> None:
        """Time runs again."""
        for service in SERVICES:
            (self.layout.state / "clocks" / service).unlink(missing_ok=True)

    async def rows(self, service: str, query: str) -> list[asyncpg.Record]:
        """What a service's database answers, asked as the service itself."""
        connection = await asyncpg.connect(self.variables[f"MILA_{service.upper()}_DATABASE_URL"], timeout=10)
        try:
            found: list[asyncpg.Record] = await connection.fetch(query)
            return found
        finally:
            await connection.close()

    async def dead_letters(self) -> dict[str, int]:
        """Messages in dead-letter queues, by queue; empty when there are none."""
        management = await self._management("queues")
        return {queue["name"]: queue["messages"] for queue in management if _is_dead(queue)}

    async def backlog(self) -> int:
        """Messages in all queues that are not dead letters."""
        management = await self._management("queues")
        return sum(queue.get("messages", 0) for queue in management if not queue["name"].endswith(".dead"))

    async def _management(self, what: str) -> list[dict[str, Any]]:
        url = self.variables["MILA_RABBITMQ_URL"].replace("amqp://", "http://").rstrip("/")
        port = int(url.rsplit(":", 1)[1])
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            answer = await client.get(f"{url.rsplit(':', 1)[0]}:{port + 2}/api/{what}")
            answer.raise_for_status()
            found: list[dict[str, Any]] = answer.json()
            return found


def _is_dead(queue: dict[str, Any]) -> bool:
    return str(queue["name"]).endswith(".dead") and int(queue.get("messages", 0)) > 0


async def all_ready() -> bool:
    """Every service, the gateway and the sandboxes answer."""
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        for address in READY:
            try:
                if (await client.get(address)).status_code != httpx.codes.OK:
                    return False
            except httpx.HTTPError:
                return False
    return True
