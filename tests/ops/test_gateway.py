"""The API gateway, with the real template in a real nginx, before seven small services that answer what they got."""

import json
import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from dev.layout import SERVICES
from dev.program import free_ports
from dev.servers import Nginx, launch, running
from dev.servers.nginx_master import end_left_workers

TEMPLATE = Path(__file__).parents[2] / "gateway" / "nginx.conf.template"
COOKIE = {"Cookie": "theme=dark; __Host-mila=secret-1; other=2"}


@dataclass
class FakeService:
    """Answers every request with what it saw; identity also changes cookies into tokens."""

    name: str
    tokens: dict[str, str] = field(default_factory=dict)
    exchanges: list[str] = field(default_factory=list)
    background: list[bool] = field(default_factory=list)
    received: int = 0
    requests: int = 0
    status: int = 200
    delay: float = 0
    gone: bool = False

    def serve(self, port: int) -> ThreadingHTTPServer:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def _answer(self) -> None:
                if service.gone:
                    self.close_connection = True
                    return
                service.requests += 1
                time.sleep(service.delay)
                service.received = len(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                if self.headers.get("Upgrade"):
                    self.send_response(101)
                    self.send_header("Upgrade", "websocket")
                    self.send_header("Connection", "Upgrade")
                    self.end_headers()
                    self.wfile.write(self.rfile.read(4).upper())
                    self.close_connection = True
                    return
                body = b""
                token = service.tokens.get(self.headers.get("Cookie", "").partition("=")[2], "")
                stranger = self.path == "/internal/session?member=true" and not token
                self.send_response(401 if stranger else service.status)
                if self.path.startswith("/internal/session"):
                    service.exchanges.append(self.headers["Cookie"])
                    service.background.append(self.headers.get("X-Background") == "1")
                    self.send_header("X-Mila-Token", token)
                    kept = "no-store" if stranger or service.status != 200 else "max-age=5, stale-if-error=5"
                    self.send_header("Cache-Control", kept)
                else:
                    seen = {name.lower(): value for name, value in self.headers.items()}
                    body = json.dumps({"service": service.name, "path": self.path, "headers": seen}).encode()
                self.send_header("Content-Type", "application/json")
                self.send_header("X-Request-ID", "of-the-service")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = _answer  # noqa: N815 - the names the standard library looks for

        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return server


@dataclass
class GatewayClient:
    nginx: Nginx
    services: dict[str, FakeService]
    servers: dict[str, ThreadingHTTPServer]
    client: httpx.Client
    doctor: httpx.Client

    def close_service(self, name: str) -> None:
        # Connections that were kept end with it.
        self.services[name].gone = True
        server = self.servers.pop(name)
        server.shutdown()
        server.server_close()


@pytest.fixture
def trusted_proxy() -> str:
    """Nobody, as on a laptop."""
    return "unix:"


@pytest.fixture
def gateway(trusted_proxy: str) -> Iterator[GatewayClient]:
    folder = Path(tempfile.mkdtemp(prefix="mila-test-", dir="/tmp"))
    for app in ("patient", "doctor"):
        (folder / app / "assets").mkdir(parents=True)
        (folder / app / "index.html").write_text(f"<title>{app}</title>")
        (folder / app / "assets" / "code-1a2b.js").write_text("1" * 3000)
    ports = free_ports(len(SERVICES) + 2)
    services = {name: FakeService(name) for name in SERVICES}
    services["identity"].tokens = {"secret-1": "token-1"}
    servers = {name: services[name].serve(port) for name, port in zip(SERVICES, ports, strict=False)}
    values = {f"{name.upper()}_ADDRESS": f"127.0.0.1:{port}" for name, port in zip(SERVICES, ports, strict=False)}
    values |= {
        "PATIENT_HOSTS": r"~^(localhost|127\.0\.0\.1)$",
        "DOCTOR_HOSTS": "doctor.localhost",
        "FILES_HOST": "files.localhost",
        "PATIENT_ROOT": str(folder / "patient"),
        "DOCTOR_ROOT": str(folder / "doctor"),
        "LOGIN_RATE": "10r/m",
        "TRUSTED_PROXY": trusted_proxy,
    }
    nginx = Nginx(folder / "nginx", TEMPLATE, values, ports[-2], ports[-1])
    address = f"http://127.0.0.1:{nginx.port}"
    with (
        running(nginx),
        httpx.Client(base_url=address, headers={"Host": f"localhost:{nginx.port}"}) as client,
        httpx.Client(base_url=address, headers={"Host": f"doctor.localhost:{nginx.port}"}) as doctor,
    ):
        yield GatewayClient(nginx, services, servers, client, doctor)
    for server in servers.values():
        server.shutdown()
        server.server_close()
    shutil.rmtree(folder)


def seen(answer: httpx.Response) -> dict[str, str]:
    """The headers the service was sent."""
    headers: dict[str, str] = answer.json()["headers"]
    return headers


def logged(gateway: GatewayClient, number: int) -> list[dict[str, object]]:
    """The lines of the log, once there are so many: one is written after its answer has left."""
    deadline = time.monotonic() + 5
    while len(lines := (gateway.nginx.folder / "gateway.log").read_text().splitlines()) < number:
        assert time.monotonic() < deadline
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("service", SERVICES)
def test_each_path_leads_to_its_service(gateway: GatewayClient, service: str) -> None:
    answer = gateway.client.get(f"/api/{service}/things/1?q=%D0%B0&b=c")
    assert answer.json()["service"] == service
    assert answer.json()["path"] == f"/api/{service}/things/1?q=%D0%B0&b=c"
    for page in ("openapi.json", "docs"):
        assert gateway.doctor.get(f"/api/{service}/{page}").json()["path"] == f"/api/{service}/{page}"


def test_a_cookie_is_exchanged_for_a_token_and_stays_at_the_gateway(gateway: GatewayClient) -> None:
    sent = seen(gateway.client.get("/api/booking/bookings", headers=COOKIE))
    assert sent["authorization"] == "Bearer token-1"
    assert "cookie" not in sent
    assert gateway.services["identity"].exchanges == ["__Host-mila=secret-1"]


def test_the_stream_of_the_bell_knows_whose_it_is(gateway: GatewayClient) -> None:
    sent = seen(gateway.client.get("/api/notify/notices/stream", headers=COOKIE))
    assert sent["authorization"] == "Bearer token-1"


def test_a_clients_own_authorization_is_dropped(gateway: GatewayClient) -> None:
    forged = {"Authorization": "Bearer forged", "X-Mila-Token": "forged"}
    assert "authorization" not in seen(gateway.client.get("/api/booking/bookings", headers=forged))
    assert seen(gateway.client.get("/api/booking/bookings", headers={**forged, **COOKIE}))["authorization"] == (
        "Bearer token-1"
    )
    assert "authorization" not in seen(gateway.client.get("/api/catalog/suggestions?q=a", headers=forged))


def test_an_unknown_cookie_is_nobody(gateway: GatewayClient) -> None:
    sent = seen(gateway.client.get("/api/booking/bookings", headers={"Cookie": "__Host-mila=stale"}))
    assert "authorization" not in sent


def test_nobody_without_a_cookie_asks_identity_anything(gateway: GatewayClient) -> None:
    gateway.close_service("identity")
    assert gateway.client.get("/api/catalog/doctors").status_code == 200


def test_an_exchange_is_kept_for_seconds_and_per_cookie(gateway: GatewayClient) -> None:
    gateway.services["identity"].tokens["secret-2"] = "token-2"
    for _ in range(5):
        assert seen(gateway.client.get("/api/booking/bookings", headers=COOKIE))["authorization"] == "Bearer token-1"
    other = {"Cookie": "__Host-mila=secret-2"}
    assert seen(gateway.client.get("/api/booking/bookings", headers=other))["authorization"] == "Bearer token-2"
    assert gateway.services["identity"].exchanges == ["__Host-mila=secret-1", "__Host-mila=secret-2"]


def test_what_a_page_asks_for_automatically_is_given_and_not_kept_for_a_person(gateway: GatewayClient) -> None:
    automatic = {**COOKIE, "X-Background": "1"}
    for _ in range(2):
        sent = seen(gateway.client.get("/api/booking/bookings", headers=automatic))
        assert sent["authorization"] == "Bearer token-1"
        assert "x-background" not in sent
    assert gateway.services["identity"].background == [True, True]
    assert "authorization" in seen(gateway.client.get("/api/booking/bookings", headers=COOKIE))
    assert gateway.services["identity"].background == [True, True, False]
    for headers in (automatic, COOKIE):
        assert "authorization" in seen(gateway.client.get("/api/booking/bookings", headers=headers))
    assert gateway.services["identity"].background == [True, True, False, True], "a person's is kept for a person's"


@pytest.mark.parametrize(
    ("method", "path", "headers", "background"),
    [
        ("GET", "/api/notify/notices/stream", {}, True),
        ("GET", "/api/identity/session", {"X-Background": "1"}, True),
        ("GET", "/api/identity/session", {}, False),
        ("POST", "/api/booking/bookings", {"X-Background": "1"}, False),
        ("GET", "/api/booking/bookings?x=/api/notify/notices/stream", {}, False),
    ],
)
def test_only_reading_and_lines_are_in_the_background(
    gateway: GatewayClient, method: str, path: str, headers: dict[str, str], background: bool
) -> None:
    gateway.client.request(method, path, headers={**COOKIE, **headers})
    assert gateway.services["identity"].background == [background]


def test_identitys_own_routes_see_the_session_as_it_is_and_refresh_it_for_the_others(gateway: GatewayClient) -> None:
    assert "authorization" in seen(gateway.client.get("/api/booking/bookings", headers=COOKIE))
    gateway.services["identity"].tokens.clear()
    sent = seen(gateway.client.post("/api/identity/logout", headers=COOKIE))
    assert "authorization" not in sent
    assert sent["cookie"] == COOKIE["Cookie"]
    assert "authorization" not in seen(gateway.client.get("/api/booking/bookings", headers=COOKIE))


def test_a_revoked_session_ends_within_seconds(gateway: GatewayClient) -> None:
    assert "authorization" in seen(gateway.client.get("/api/booking/bookings", headers=COOKIE))
    gateway.services["identity"].tokens.clear()
    deadline = time.monotonic() + 8
    while "authorization" in seen(gateway.client.get("/api/booking/bookings", headers=COOKIE)):
        assert time.monotonic() < deadline


def test_a_failed_exchange_is_a_problem_and_is_not_kept(gateway: GatewayClient) -> None:
    gateway.services["identity"].status = 500
    answer = gateway.client.get("/api/booking/bookings", headers=COOKIE)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    gateway.services["identity"].status = 200
    assert gateway.client.get("/api/booking/bookings", headers=COOKIE).status_code == 200


@pytest.mark.parametrize("silent", ["identity", "booking"])
def test_a_silent_service_is_a_problem_with_advice(gateway: GatewayClient, silent: str) -> None:
    gateway.close_service(silent)
    answer = gateway.client.post("/api/booking/bookings", headers=COOKIE, content=b"{}")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "3"
    assert answer.json()["code"] == "unavailable"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_what_a_service_answers_passes_untouched(gateway: GatewayClient) -> None:
    gateway.services["booking"].status = 503
    assert gateway.client.get("/api/booking/bookings").json()["service"] == "booking"


@pytest.mark.parametrize(
    "path",
    [
        "/internal/session",
        "/internal/people/1",
        "/internal",
        "/api/identity/../../internal/session",
        "/api/identity/%2e%2e/%2e%2e/internal/session",
        "/api/identity/..%2f..%2finternal/session",
        "//internal/session",
        "/internal/../api/identity/session",
        "/api/identity//session",
        "/_session",
        "/_problem/unavailable",
        "/api/ledger/entries",
        "/api/",
    ],
)
def test_internal_routes_and_unclear_paths_are_closed(gateway: GatewayClient, path: str) -> None:
    with socket.create_connection(("127.0.0.1", gateway.nginx.port)) as connection:
        host = f"localhost:{gateway.nginx.port}"
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 404 ")
    assert "service" not in answer


def test_an_unknown_host_is_refused(gateway: GatewayClient) -> None:
    assert gateway.client.get("/", headers={"Host": "elsewhere.example"}).status_code == 421


def test_attempts_to_log_in_are_counted_per_address(gateway: GatewayClient) -> None:
    codes = [gateway.client.post("/api/identity/password-sessions", json={}).status_code for _ in range(14)]
    assert codes[:11] == [200] * 11
    assert codes[-1] == 429
    refused = gateway.client.post("/api/identity/registrations", json={})
    assert refused.headers["content-type"] == "application/problem+json"
    assert (refused.json()["code"], refused.headers["retry-after"]) == ("too_many_requests", "6")
    assert gateway.client.get("/api/identity/session").status_code == 200


@pytest.mark.parametrize("trusted_proxy", ["127.0.0.1"])
@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("2a00:1450::1", "2a00:1450::ffff", True),
        ("2a00:1450::1", "2a00:1451::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_an_ipv6_subscriber_is_one_client_whatever_the_address(
    gateway: GatewayClient, first: str, second: str, *, together: bool
) -> None:
    def opening(address: str) -> int:
        headers = {"X-Forwarded-For": address, "Origin": "http://localhost"}
        return gateway.client.post("/api/medcard/shared/openings", headers=headers, json={}).status_code

    while opening(first) != 429:
        pass
    assert (opening(second) == 429) is together


def test_suggestions_bear_typing_but_no_flood(gateway: GatewayClient) -> None:
    def ask(_: int) -> int:
        return gateway.client.get("/api/catalog/suggestions?q=a").status_code

    assert [ask(number) for number in range(41)] == [200] * 41
    with ThreadPoolExecutor(8) as typists:
        assert 429 in set(typists.map(ask, range(300)))


def test_bodies_are_limited_and_files_get_more(gateway: GatewayClient) -> None:
    two_megabytes, too_much = b"x" * 2 * 1024 * 1024, b"x" * 22 * 1024 * 1024
    refused = gateway.client.post("/api/booking/bookings", content=two_megabytes)
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")
    for service, path in (("medcard", "/api/medcard/documents"), ("telemed", "/api/telemed/rooms/1/files")):
        assert gateway.client.post(path, content=two_megabytes, headers=COOKIE).status_code == 200
        assert gateway.services[service].received == len(two_megabytes)
        refused = gateway.client.post(path, content=too_much, headers=COOKIE)
        assert (refused.status_code, refused.json()["code"]) == (413, "file_too_large")


def test_request_ids_are_made_at_the_gateway(gateway: GatewayClient) -> None:
    answer = gateway.client.get("/api/booking/bookings", headers={"X-Request-ID": "chosen-by-a-client"})
    assert seen(answer)["x-request-id"] == answer.headers["x-request-id"]
    assert answer.headers.get_list("x-request-id") == [seen(answer)["x-request-id"]]
    assert len(answer.headers["x-request-id"]) == 32


def test_forwarding_headers_of_a_client_are_not_believed(gateway: GatewayClient) -> None:
    sent = seen(gateway.client.get("/api/booking/bookings", headers={"X-Forwarded-For": "203.0.113.9"}))
    assert sent["x-forwarded-for"] == "127.0.0.1"


def test_pages_carry_the_headers_that_protect_them(gateway: GatewayClient) -> None:
    headers = gateway.client.get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=(self), microphone=(self), display-capture=(self)" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert f"ws://localhost:{gateway.nginx.port}" in policy
    assert "'unsafe-eval'" not in policy
    assert "strict-transport-security" not in headers
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "default-src 'none'" in gateway.client.get("/api/booking/bookings").headers["content-security-policy"]
    assert "nginx/" not in headers["server"]


def test_pages_of_the_api_may_run_no_scripts(gateway: GatewayClient) -> None:
    policies = gateway.client.get("/api/booking/docs").headers["content-security-policy"]
    assert "script-src 'none'" in policies
    assert "unsafe-inline" not in policies


def test_each_host_has_its_client_and_every_address_leads_into_it(gateway: GatewayClient) -> None:
    assert "patient" in gateway.client.get("/").text
    assert "doctor" in gateway.doctor.get("/").text
    page = gateway.doctor.get("/visits/42")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
    assert "doctor" in page.text


def test_assets_are_kept_for_ever_and_compressed(gateway: GatewayClient) -> None:
    asset = gateway.client.get("/assets/code-1a2b.js")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-encoding"] == "gzip"
    assert "javascript" in asset.headers["content-type"]
    assert gateway.client.get("/assets/gone.js").status_code == 404


def test_only_the_signalling_is_upgraded(gateway: GatewayClient) -> None:
    def upgrade(path: str) -> bytes:
        with socket.create_connection(("127.0.0.1", gateway.nginx.port)) as connection:
            lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade"]
            connection.sendall("\r\n".join([*lines, f"Cookie: {COOKIE['Cookie']}", "", "ping"]).encode())
            connection.settimeout(5)
            answer = b""
            while b"PING" not in answer and b'"service"' not in answer:
                answer += connection.recv(65536)
            return answer

    assert upgrade("/api/telemed/rooms/1/socket").startswith(b"HTTP/1.1 101")
    assert upgrade("/api/telemed/rooms/1").startswith(b"HTTP/1.1 200")
    assert upgrade("/api/booking/rooms/1/socket").startswith(b"HTTP/1.1 200")


def test_the_log_knows_paths_and_no_queries(gateway: GatewayClient) -> None:
    gateway.client.get("/api/identity/gosuslugi/callback?code=one-time-code&state=x", headers=COOKIE)
    gateway.close_service("booking")
    gateway.client.get("/api/booking/bookings?token=one-time-code")
    log = gateway.nginx.folder / "gateway.log"
    lines = logged(gateway, 2)
    assert [line["path"] for line in lines[-2:]] == ["/api/identity/gosuslugi/callback", "/api/booking/bookings"]
    assert lines[-1]["status"] == 503
    for secret in ("one-time-code", "secret-1", "token-1"):
        assert secret not in log.read_text()


@pytest.mark.parametrize("path", ["/s/secret-link", "/s/secret-link/", "/%73/secret-link", "/S/secret-link?a=1"])
def test_r157_the_token_of_a_shared_link_is_never_logged(gateway: GatewayClient, path: str) -> None:
    gateway.client.get(path, headers={"Referer": f"http://localhost{path}"})
    assert logged(gateway, 1)[-1]["path"] == "/s/…"
    assert "secret-link" not in (gateway.nginx.folder / "gateway.log").read_text()


def test_r157_the_page_of_a_shared_link_is_kept_and_passed_on_nowhere(gateway: GatewayClient) -> None:
    page = gateway.client.get("/s/secret-link")
    assert (page.status_code, "patient" in page.text) == (200, True)
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    assert page.headers["cache-control"] == "no-store"
    assert "x-robots-tag" not in gateway.client.get("/").headers


def test_r157_a_link_s_key_passes_and_a_session_does_not(gateway: GatewayClient) -> None:
    sent = seen(gateway.client.get("/api/medcard/shared/documents", headers={**COOKIE, "X-Share-Key": "key-1"}))
    assert sent["x-share-key"] == "key-1"
    assert "authorization" not in sent
    assert "cookie" not in sent
    assert gateway.services["identity"].exchanges == []
    assert "key-1" not in (gateway.nginx.folder / "gateway.log").read_text()


def test_r157_openings_of_links_are_counted_per_address(gateway: GatewayClient) -> None:
    codes = [gateway.client.post("/api/medcard/shared/openings", json={}).status_code for _ in range(25)]
    assert codes[:21] == [200] * 21
    assert codes[-1] == 429


def test_a_killed_gateway_leaves_no_worker_in_the_way(gateway: GatewayClient) -> None:
    os.kill(int((gateway.nginx.folder / "nginx.pid").read_text()), signal.SIGKILL)
    assert gateway.nginx.ready(), "the workers are expected to hold the port: otherwise this proves nothing"
    end_left_workers(gateway.nginx.folder)
    assert not gateway.nginx.ready()
    launch(gateway.nginx)
    assert gateway.client.get("/").status_code == 200


def test_the_status_page_is_on_its_own_port_only(gateway: GatewayClient) -> None:
    status = httpx.get(f"http://127.0.0.1:{gateway.nginx.status_port}/status")
    assert "Active connections" in status.text
    assert "Active connections" not in gateway.client.get("/status").text


PROBLEM = "application/problem+json"


def raw(gateway: GatewayClient, *lines: str | bytes) -> tuple[int, dict[str, str], dict[str, object]]:
    """Status, headers and problem of an answer to bytes as they are."""
    with socket.create_connection(("127.0.0.1", gateway.nginx.port), timeout=20) as connection:
        head = b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
        connection.sendall(head + b"\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    top, _, body = answer.partition(b"\r\n\r\n")
    status, *headers = top.decode().split("\r\n")
    named = {name.lower(): value for name, _, value in (line.partition(": ") for line in headers)}
    return int(status.split()[1]), named, json.loads(body)


def slow_body(gateway: GatewayClient, path: str, cookie: str = "") -> socket.socket:
    """A request whose body has begun and does not go on."""
    connection = socket.create_connection(("127.0.0.1", gateway.nginx.port), timeout=20)
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Cookie: {cookie}", "Content-Length: 100000", "", "x"]
    connection.sendall("\r\n".join(lines).encode())
    return connection


def status_of(connection: socket.socket) -> int:
    return int(connection.recv(65536).split()[1])


@pytest.mark.parametrize(
    ("lines", "status", "code"),
    [
        (["GET / HTTP/1.1", "Host: elsewhere.example"], 421, "bad_request"),
        (["GET / HTTP/1.1", "Host: a b"], 400, "bad_request"),
        (["GET / HTTP/1.1"], 400, "bad_request"),
        (["GET / HTTP/1.1", "Host: localhost", "X-Long: " + "x" * 20_000], 400, "bad_request"),
        (["GET /?" + "x" * 20_000 + " HTTP/1.1", "Host: localhost"], 414, "bad_request"),
        (["POST / HTTP/1.1", "Host: localhost", "Content-Length: 0"], 405, "method_not_allowed"),
        (["GET /assets/gone.js HTTP/1.1", "Host: localhost"], 404, "not_found"),
        (["GET /assets/ HTTP/1.1", "Host: localhost"], 404, "not_found"),
        (["GET //internal HTTP/1.1", "Host: localhost"], 404, "not_found"),
        ([b"GET /\xff\xfe%00 HTTP/1.1", "Host: localhost"], 400, "bad_request"),
        (["POST /api/booking/bookings HTTP/1.1", "Host: localhost", "Content-Length: -5"], 400, "bad_request"),
        (["POST /api/booking/bookings HTTP/1.1", "Host: localhost", "Content-Length: 999999"], 413, "body_too_large"),
    ],
)
def test_each_refusal_of_the_gateway_is_problem_json(
    gateway: GatewayClient, lines: list[str | bytes], status: int, code: str
) -> None:
    found, headers, problem = raw(gateway, *lines)
    assert (found, problem["status"], problem["code"]) == (status, status, code)
    assert headers["content-type"] == PROBLEM
    assert problem["request_id"]


@pytest.mark.parametrize(
    "path", ["/.git/HEAD", "/.env", "/a/.ssh/id_rsa", "/index.php", "/wp-login.php", "/backup.zip"]
)
def test_what_scanners_look_for_is_not_there(gateway: GatewayClient, path: str) -> None:
    for client in (gateway.client, gateway.doctor):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


def test_the_address_for_reports_of_vulnerabilities_is_where_it_is_looked_for(gateway: GatewayClient) -> None:
    answer = gateway.client.get("/.well-known/security.txt")
    assert answer.headers["content-type"] == "text/plain"
    assert answer.text.startswith("Contact: ")
    assert "\nExpires: 20" in answer.text


class TestScheme:
    def test_a_visitor_s_word_on_the_scheme_is_not_believed(self, gateway: GatewayClient) -> None:
        answer = gateway.client.get("/api/booking/bookings", headers={"X-Forwarded-Proto": "https"})
        assert seen(answer)["x-forwarded-proto"] == "http"
        assert "strict-transport-security" not in answer.headers

    @pytest.mark.parametrize("trusted_proxy", ["127.0.0.1"])
    def test_the_trusted_proxy_s_is(self, gateway: GatewayClient) -> None:
        from_proxy = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
        answer = gateway.client.get("/api/booking/bookings", headers=from_proxy)
        assert (seen(answer)["x-forwarded-proto"], seen(answer)["x-forwarded-for"]) == ("https", "203.0.113.9")
        assert "strict-transport-security" in answer.headers


UPLOADS = (("medcard", "/api/medcard/documents"), ("telemed", "/api/telemed/rooms/1/files"))


class TestUploads:
    @pytest.mark.parametrize(("service", "path"), UPLOADS)
    @pytest.mark.parametrize("cookie", ["", "__Host-mila=nobody-s"])
    def test_a_stranger_is_refused_before_the_body(
        self, gateway: GatewayClient, service: str, path: str, cookie: str
    ) -> None:
        """Not one byte of the body is waited for, stored or passed on."""
        with slow_body(gateway, path, cookie) as connection:
            began = time.monotonic()
            answer = connection.recv(65536)
            assert time.monotonic() - began < 2
        assert answer.startswith(b"HTTP/1.1 401")
        assert PROBLEM.encode() in answer
        assert b'"code":"unauthenticated"' in answer
        assert gateway.services[service].requests == 0
        assert not list((gateway.nginx.folder / "temp" / "body").glob("**/*[0-9]"))

    def test_a_session_uploads_four_at_a_time(self, gateway: GatewayClient) -> None:
        path, cookie = "/api/medcard/documents", COOKIE["Cookie"]
        slow = [slow_body(gateway, path, cookie) for _ in range(4)]
        deadline = time.monotonic() + 5
        while gateway.client.post(path, headers=COOKIE, content=b"x").status_code != 429:
            assert time.monotonic() < deadline
        for connection in slow:
            connection.close()
        while gateway.client.post(path, headers=COOKIE, content=b"x").status_code == 429:
            assert time.monotonic() < deadline


class TestLimits:
    def test_an_address_has_few_bodies_on_the_way(self, gateway: GatewayClient) -> None:
        slow = [slow_body(gateway, "/api/identity/registrations-of-slow-people") for _ in range(50)]
        try:
            refused = gateway.client.post("/api/booking/bookings", json={})
            assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
            assert refused.headers["retry-after"] == "6"
            assert gateway.client.get("/api/booking/bookings").status_code == 200, "reading goes on"
        finally:
            for connection in slow:
                connection.close()

    def test_a_body_that_stops_is_not_waited_for(self, gateway: GatewayClient) -> None:
        with slow_body(gateway, "/api/booking/bookings") as connection:
            began = time.monotonic()
            connection.recv(65536)
            assert 4 < time.monotonic() - began < 9

    def test_a_head_that_drips_is_not_waited_for(self, gateway: GatewayClient) -> None:
        with socket.create_connection(("127.0.0.1", gateway.nginx.port), timeout=20) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
            began = time.monotonic()
            connection.recv(65536)
            assert time.monotonic() - began < 14

    def flood(
        self, gateway: GatewayClient, method: str, path: str, number: int, **more: object
    ) -> list[httpx.Response]:
        def ask(_: int) -> httpx.Response:
            return gateway.client.request(method, path, **more)  # type: ignore[arg-type]  # the test chooses the fields

        with ThreadPoolExecutor(8) as many:
            return list(many.map(ask, range(number)))

    @pytest.mark.parametrize(
        ("method", "path", "at_least", "number"),
        [
            ("GET", "/api/identity/gosuslugi/login", 4, 60),
            ("GET", "/api/payment/callbacks/alfabank?checksum=A", 50, 120),
            ("POST", "/api/payment/callbacks/alfabank", 50, 120),
        ],
    )
    def test_requests_without_a_session_are_counted_per_address(
        self, gateway: GatewayClient, method: str, path: str, at_least: int, number: int
    ) -> None:
        answers = self.flood(gateway, method, path, number)
        passed = sum(1 for answer in answers if answer.status_code == 200)
        assert at_least <= passed < number
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert (refused.headers["content-type"], refused.json()["code"]) == (PROBLEM, "too_many_requests")
        assert int(refused.headers["retry-after"]) > 0

    def test_logins_at_gosuslugi_begin_four_at_a_time(self, gateway: GatewayClient) -> None:
        gateway.services["identity"].delay = 1
        answers = self.flood(gateway, "GET", "/api/identity/gosuslugi/login", 8)
        assert sum(1 for answer in answers if answer.status_code == 200) == 4

    def test_what_a_person_does_is_counted_per_session(self, gateway: GatewayClient) -> None:
        gateway.services["identity"].tokens["secret-2"] = "token-2"
        answers = self.flood(gateway, "POST", "/api/booking/bookings", 120, headers=COOKIE, json={})
        assert 60 <= sum(1 for answer in answers if answer.status_code == 200) < 110
        other = {"Cookie": "__Host-mila=secret-2"}
        assert gateway.client.post("/api/booking/bookings", headers=other, json={}).status_code == 200
        assert gateway.client.get("/api/booking/bookings", headers=COOKIE).status_code == 200

    def test_a_callback_needs_no_session_and_stays_small(self, gateway: GatewayClient) -> None:
        sent = seen(gateway.client.post("/api/payment/callbacks/alfabank", headers=COOKIE, content=b"a=b"))
        assert not {"cookie", "authorization"} & sent.keys()
        assert gateway.services["identity"].exchanges == []
        assert gateway.client.post("/api/payment/callbacks/alfabank", content=b"x" * 70_000).status_code == 413

    def test_a_session_has_few_lines_open(self, gateway: GatewayClient) -> None:
        def upgrade() -> socket.socket:
            connection = socket.create_connection(("127.0.0.1", gateway.nginx.port), timeout=20)
            lines = ["GET /api/telemed/rooms/1/socket HTTP/1.1", "Host: localhost", "Upgrade: websocket"]
            lines += ["Connection: Upgrade", f"Cookie: {COOKIE['Cookie']}", "", ""]
            connection.sendall("\r\n".join(lines).encode())
            return connection

        opened = [upgrade() for _ in range(12)]
        try:
            assert {status_of(connection) for connection in opened} == {101}
            with upgrade() as refused:
                assert status_of(refused) == 429
        finally:
            for connection in opened:
                connection.close()


class TestSilence:
    def test_w2_a_service_that_hangs_is_given_up_after_eight_seconds(self, gateway: GatewayClient) -> None:
        gateway.services["booking"].delay = 9
        began = time.monotonic()
        answer = gateway.client.get("/api/booking/bookings", timeout=30)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert time.monotonic() - began < 9

    def test_w2_where_the_bank_is_waited_for_it_has_longer(self, gateway: GatewayClient) -> None:
        gateway.services["payment"].delay = 9
        assert gateway.client.post("/api/payment/orders/1/checkout", json={}, timeout=30).status_code == 200

    def test_w3_a_known_session_outlives_a_short_absence_of_identity_and_no_longer(
        self, gateway: GatewayClient
    ) -> None:
        path = "/api/booking/bookings"
        assert "authorization" in seen(gateway.client.get(path, headers=COOKIE))
        began = time.monotonic()
        gateway.close_service("identity")
        stranger = gateway.client.get(path, headers={"Cookie": "__Host-mila=secret-9"})
        assert stranger.status_code == 503, "who was not known just now is not let in"
        while (answer := gateway.client.get(path, headers=COOKIE)).status_code == 200:
            assert seen(answer)["authorization"] == "Bearer token-1"
            assert time.monotonic() - began < 12
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert time.monotonic() - began > 8, "identity may be away for some seconds"


TICKET = "gAAAAABpcxyz_-="


def on_the_host_of_files(gateway: GatewayClient, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    return gateway.client.request(method, path, headers={"Host": f"files.localhost:{gateway.nginx.port}", **headers})


@pytest.mark.parametrize("keeper", ["medcard", "telemed"])
def test_the_host_of_files_opens_tickets_and_knows_nobody(gateway: GatewayClient, keeper: str) -> None:
    forged = {**COOKIE, "Authorization": "Bearer forged"}
    answer = on_the_host_of_files(gateway, f"/{keeper}/{TICKET}", **forged)
    assert (answer.json()["service"], answer.json()["path"]) == (keeper, f"/api/{keeper}/files/{TICKET}")
    assert not {"cookie", "authorization"} & set(seen(answer))
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not gateway.services["identity"].exchanges
    [line] = logged(gateway, 1)
    assert (line["host"], line["path"]) == ("files.localhost", f"/{keeper}/…")


@pytest.mark.parametrize("path", ["/", "/api/medcard/documents", f"/booking/{TICKET}", f"/medcard/{TICKET}/x", "/s/a"])
def test_the_host_of_files_has_nothing_else(gateway: GatewayClient, path: str) -> None:
    answer = on_the_host_of_files(gateway, path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert "Откройте его в Mila ещё раз" in answer.text
    assert on_the_host_of_files(gateway, f"/medcard/{TICKET}", "POST").status_code == 404


def test_a_ticket_that_is_over_is_said_in_words(gateway: GatewayClient) -> None:
    gateway.services["medcard"].status = 404
    answer = on_the_host_of_files(gateway, f"/medcard/{TICKET}")
    assert (answer.status_code, "Откройте его в Mila ещё раз" in answer.text) == (404, True)


def test_tickets_open_nothing_on_the_hosts_of_the_clients(gateway: GatewayClient) -> None:
    for client in (gateway.client, gateway.doctor):
        answer = client.get(f"/api/medcard/files/{TICKET}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert TICKET not in (gateway.nginx.folder / "gateway.log").read_text()
