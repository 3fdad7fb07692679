"""A service as a process: how it starts, what it says, the order in which it stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

SERVICE = """
from typing import ClassVar
from fastapi import APIRouter, Request, WebSocket
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase
from common.db.base import messaging_tables
from common.service import Service
from common.settings import ServiceSettings

class Base(DeclarativeBase):
    metadata = MetaData()
messaging_tables(Base)

class Settings(ServiceSettings):
    name: ClassVar[str] = "cabin"

router = APIRouter()

@router.post("/echoes", openapi_extra={"x-cross-origin": True})
async def echo_body(request: Request) -> int:
    return len(await request.body())

@router.websocket("/sockets")
async def open_socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()

service = Service(name="cabin", settings=Settings, metadata=Base.metadata, routers=(router,))
"""

Start = Callable[..., "Running"]


class Running:
    """A process of the service ``cabin`` and its address."""

    def __init__(self, arguments: list[str], environment: dict[str, str], port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "common", "cabin", *arguments],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def probe(self, path: str) -> tuple[int, Any]:
        """Status and body; 0 while nobody answers."""
        try:
            answer = httpx.get(self.url + path, timeout=5, trust_env=False)
        except httpx.TransportError:
            return 0, None
        return answer.status_code, answer.json()

    def wait_for(self, path: str, status: int, seconds: float = 30) -> Any:
        """The body of the first answer with this status."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found, body = self.probe(path)
            if found == status:
                return body
            if self.process.poll() is not None:
                pytest.fail(f"the process ended: {self.process.communicate()}")
        return pytest.fail(f"{path} did not answer {status}; last: {found} {body}")

    def stop(self) -> tuple[int, list[str]]:
        """Exit code after SIGTERM, and the events it logged."""
        self.process.send_signal(signal.SIGTERM)
        return self.end()

    def end(self) -> tuple[int, list[str]]:
        """Exit code, and the events it logged."""
        output, complaints = self.process.communicate(timeout=60)
        assert complaints == ""
        return self.process.returncode, [json.loads(line)["event"] for line in output.splitlines()]


@pytest.fixture
def start(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Start]:
    package = tmp_path / "cabin"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "main.py").write_text(SERVICE)
    started: list[Running] = []

    def run(*arguments: str, database: str = "postgresql://x:x@127.0.0.1:1/x", **settings: str) -> Running:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(tmp_path),
            "MILA_CABIN_DATABASE_URL": database,
            "MILA_RABBITMQ_URL": "amqp://x:x@127.0.0.1:1/",
            "MILA_IDENTITY_URL": "http://127.0.0.1:1",
            "MILA_PUBLIC_ORIGINS": '["http://localhost:8080"]',
            "MILA_PATIENT_ORIGIN": "http://localhost:8080",
            "MILA_DOCTOR_ORIGIN": "http://doctor.localhost:8080",
            "MILA_STORAGE_URL": f"file://{tmp_path}/storage",
            "MILA_PORT": str(port),
            **{f"MILA_{name}": value for name, value in settings.items()},
        }
        started.append(Running(list(arguments), environment, port))
        return started[-1]

    yield run
    for one in started:
        with suppress(ProcessLookupError):
            one.process.kill()
        one.process.communicate()


def test_on_sigterm_readiness_drops_first_and_a_request_in_hand_is_answered(start: Start, fresh_database: str) -> None:
    running = start("api", database=fresh_database, DRAIN_SECONDS="1")
    assert running.wait_for("/readyz", 200) == {"status": "ok", "checks": {"database": "ok", "migrations": "ok"}}
    with socket.create_connection(("127.0.0.1", running.port)) as client:
        client.sendall(b"POST /api/cabin/echoes HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345")
        running.process.send_signal(signal.SIGTERM)
        assert running.wait_for("/readyz", 503)["checks"]["process"] == "draining"
        running.wait_for("/readyz", 0)
        assert running.process.poll() is None, "the request in hand is waited for"
        client.sendall(b"67890")
        assert client.recv(65536).startswith(b"HTTP/1.1 200")
    code, events = running.end()
    assert code == 0
    assert events == ["service_started", "service_stopping", "request_handled", "service_stopped"]


def test_a_socket_opens_from_our_pages_only_and_uncompressed(start: Start) -> None:
    running = start("api")
    running.wait_for("/livez", 200)

    def knock(origin: str) -> bytes:
        lines = [
            "GET /api/cabin/sockets HTTP/1.1", "Host: x", "Connection: Upgrade", "Upgrade: websocket",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate", f"Origin: {origin}",
        ]  # fmt: skip
        with socket.create_connection(("127.0.0.1", running.port), timeout=10) as client:
            client.sendall("\r\n".join([*lines, "", ""]).encode())
            answer = b""
            while piece := client.recv(65536):
                answer += piece
                if answer.startswith(b"HTTP/1.1 101") and b"\r\n\r\n" in answer:
                    break
        return answer

    opened = knock("http://localhost:8080")
    assert opened.startswith(b"HTTP/1.1 101")
    assert b"permessage-deflate" not in opened.lower()
    refused = knock("https://evil.example")
    assert refused.startswith(b"HTTP/1.1 403")
    assert b'"code":"origin_refused"' in refused
    assert running.stop()[0] == 0


def test_a_worker_answers_probes_only_and_waits_for_its_broker(start: Start, fresh_database: str) -> None:
    running = start("worker", database=fresh_database)
    said = running.wait_for("/readyz", 503)["checks"]
    assert said["database"] == "ok"
    assert said["events"] != "ok"
    assert running.probe("/livez") == (200, {"status": "ok"})
    assert httpx.get(f"{running.url}/api/cabin/openapi.json", trust_env=False).status_code == 404
    code, events = running.stop()
    assert code == 0
    assert (events[0], events[-1]) == ("service_started", "service_stopped")


def test_without_servers_a_service_starts_says_why_it_is_not_ready_and_stops(start: Start) -> None:
    running = start("all")
    checks = running.wait_for("/readyz", 503)["checks"]
    assert checks["database"] == "failed: ConnectionRefusedError"
    assert running.stop()[0] == 0


def test_requests_are_answered_while_the_broker_is_away(start: Start, fresh_database: str) -> None:
    running = start("all", database=fresh_database)
    said = running.wait_for("/readyz", 200)
    assert said["status"] == "ok"
    assert "waits" in said["checks"]["events"]
    assert running.probe("/readyz/worker")[0] == 503
    assert running.stop()[0] == 0


@pytest.mark.broker
def test_from_models_to_a_ready_service_by_the_command_line(
    start: Start, fresh_database: str, rabbitmq_server: Any
) -> None:
    def run(*arguments: str) -> str:
        running = start(*arguments, database=fresh_database, RABBITMQ_URL=rabbitmq_server.amqp_url)
        output, complaints = running.process.communicate(timeout=120)
        assert running.process.returncode == 0, output + complaints
        return str(output)

    run("revision", "-m", "first tables")
    waiting = start("api", database=fresh_database)
    assert waiting.wait_for("/readyz", 503)["checks"]["migrations"] == "the database is not migrated"
    run("migrate")
    run("migrate")
    assert waiting.wait_for("/readyz", 200)["checks"]["migrations"] == "ok"
    assert waiting.stop()[0] == 0

    running = start("all", database=fresh_database, RABBITMQ_URL=rabbitmq_server.amqp_url)
    checks = running.wait_for("/readyz/worker", 200)["checks"]
    assert checks == {"database": "ok", "migrations": "ok", "events": "ok"}
    assert running.stop()[0] == 0
    assert json.loads(run("dead")) == []
    assert json.loads(run("dead", "--redrive")) == {"sent_again": 0}


def test_missing_settings_end_the_process_with_78(start: Start) -> None:
    running = start("api", RABBITMQ_URL="", PUBLIC_ORIGINS="")
    output, complaints = running.process.communicate(timeout=60)
    assert running.process.returncode == 78
    assert output == ""
    assert complaints.splitlines() == [
        "MILA_CABIN_PUBLIC_ORIGINS (or MILA_PUBLIC_ORIGINS): is not set",
        "MILA_CABIN_RABBITMQ_URL (or MILA_RABBITMQ_URL): is not set",
    ]


def test_the_openapi_document_needs_no_settings(start: Start) -> None:
    running = start("openapi", RABBITMQ_URL="", PUBLIC_ORIGINS="", PORT="")
    output, _ = running.process.communicate(timeout=60)
    assert running.process.returncode == 0
    assert json.loads(output)["paths"].keys() == {"/api/cabin/echoes"}


def test_a_wrong_command_is_explained(start: Start) -> None:
    running = start("dance")
    _, complaints = running.process.communicate(timeout=60)
    assert running.process.returncode == 2
    assert "worker" in complaints
