"""The program itself: over real sockets, killed without warning, started again."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

ORDER = {
    "userName": "mila-api",
    "password": "secret",
    "orderNumber": "A-1",
    "amount": "150000",
    "returnUrl": "http://127.0.0.1:1/return",
}
ADMIN = {"Authorization": "Bearer operator"}
TIMEOUT_SECONDS = 20


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + TIMEOUT_SECONDS
    pause = threading.Event()
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        pause.wait(0.05)


class Program:
    def __init__(self, folder: Path, port: int, callback_port: int) -> None:
        merchants = folder / "merchants.json"
        merchants.write_text(
            '[{"login": "mila", "password": "secret", "api_user": "mila-api", "callback":'
            f' {{"enabled": true, "url": "http://127.0.0.1:{callback_port}/callbacks"}}}}]'
        )
        self.url = f"http://127.0.0.1:{port}"
        self._environment = os.environ | {
            "ALFABANK_SANDBOX_PORT": str(port),
            "ALFABANK_SANDBOX_PUBLIC_URL": self.url,
            "ALFABANK_SANDBOX_STATE_DIR": str(folder / "state"),
            "ALFABANK_SANDBOX_MERCHANTS_FILE": str(merchants),
            "ALFABANK_SANDBOX_ADMIN_TOKEN": "operator",
            "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
        }
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "alfabank_sandbox"], env=self._environment)
        wait_until(self._ready)

    def _ready(self) -> bool:
        assert self._process.poll() is None, "the program ended unexpectedly"
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        self._process.wait(TIMEOUT_SECONDS)


@pytest.fixture
def callback_port() -> int:
    return free_port()


@pytest.fixture
def program(tmp_path: Path, callback_port: int) -> Iterator[Program]:
    program = Program(tmp_path, free_port(), callback_port)
    yield program
    program.end(signal.SIGTERM)


@pytest.fixture
def client(program: Program) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=program.url, headers=ADMIN, timeout=TIMEOUT_SECONDS, trust_env=False) as client:
        yield client


def test_a_payment_and_its_waiting_callback_survive_a_kill(
    program: Program, client: httpx.Client, callback_port: int
) -> None:
    order_id = client.post("/payment/rest/register.do", data=ORDER).json()["orderId"]
    client.post(f"/__sandbox/orders/{order_id}/pay", json={"card": "5555555555555599"})

    def callback() -> dict[str, object]:
        found: dict[str, object] = client.get(f"/__sandbox/orders/{order_id}").json()["callbacks"][0]
        return found

    wait_until(lambda: callback()["attempts"] == 1)
    program.end(signal.SIGKILL)
    program.start()
    assert callback()["state"] == "pending"
    status = client.post("/payment/rest/getOrderStatusExtended.do", data=ORDER | {"orderId": order_id}).json()
    assert status["orderStatus"] == 2

    requested: list[str] = []

    class Shop(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requested.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", callback_port), Shop) as shop:
        thread = threading.Thread(target=shop.serve_forever)
        thread.start()
        client.post("/__sandbox/clock", json={"advance": 30})
        wait_until(lambda: callback()["state"] == "delivered")
        shop.shutdown()
        thread.join()
    assert requested == [f"/callbacks?mdOrder={order_id}&operation=deposited&orderNumber=A-1&status=1"]


def test_the_fault_of_a_broken_line_breaks_a_real_one(program: Program, client: httpx.Client) -> None:
    client.post("/__sandbox/faults", json={"kind": "reset_after", "count": 1})
    with pytest.raises(httpx.TransportError):
        client.post("/payment/rest/register.do", data=ORDER)
    assert client.post("/payment/rest/register.do", data=ORDER).json()["errorCode"] == "1"


def test_lacking_settings_are_named_and_end_the_program() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ALFABANK_")}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1] / "src")
    ended = subprocess.run(
        [sys.executable, "-m", "alfabank_sandbox"], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 78
    assert "ALFABANK_SANDBOX_MERCHANTS_FILE" in ended.stderr
    assert "ALFABANK_SANDBOX_PUBLIC_URL" in ended.stderr
