"""Pushes: subscriptions, the encrypted message on the real wire, and subscriptions that are gone."""

import json
import ssl
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from common.jobs import run_once
from common.testing import Client, Deliver, MakeClient
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from notify.domain.delivery import is_push_service
from notify.errors import DeviceGone, PushRefused, PushUnavailable
from notify.gateways.push import Message, WebPushSender
from notify.jobs import deliver_pushes

from .conftest import VAPID_KEY

URL = "/api/notify/push-subscriptions"
FCM = "https://fcm.googleapis.com/fcm/send/one"
ALL = {"visits": True, "reminders": True, "documents": True}


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """The other end of the encryption, by RFC 8188 and 8291, written apart from the sender's library."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen  secrets"

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def subscription(self, endpoint: str = FCM) -> dict[str, Any]:
        return {"endpoint": endpoint, "keys": {"p256dh": encoded(self.point), "auth": encoded(self.auth)}}

    def opened(self, body: bytes) -> dict[str, Any]:
        salt, length = body[:16], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        ikm = _derived(shared, self.auth, b"WebPush: info\0" + self.point + sender, 32)
        key = _derived(ikm, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derived(ikm, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        found: dict[str, Any] = json.loads(plain.rstrip(b"\0").removesuffix(b"\2"))
        return found


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@dataclass
class PushService:
    """A push service on loopback, over TLS like the real ones."""

    status: int = 201
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"https://127.0.0.1:{self.port}/wpush/abc"

    def answer_to(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.received.append(({name.lower(): value for name, value in handler.headers.items()}, body))
        handler.send_response(self.status)
        if self.status == httpx.codes.FOUND:
            handler.send_header("Location", self.endpoint + "/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "push")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("push") / "push.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def push_service(certificate: Path) -> Iterator[PushService]:
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            service.answer_to(self)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    service.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()


@pytest.fixture
async def web_push_sender(certificate: Path) -> AsyncIterator[WebPushSender]:
    trusted = ssl.create_default_context(cafile=str(certificate))
    async with httpx.AsyncClient(verify=trusted, trust_env=False) as client:
        yield WebPushSender(VAPID_KEY, "support@mila.example", client)


MESSAGE = Message(title="Врач ждёт вас", path="/records/1/room", tag="1", urgent=True)


async def send(web_push_sender: WebPushSender, service: PushService, browser: Browser) -> None:
    keys = browser.subscription()["keys"]
    await web_push_sender.send(service.endpoint, keys["p256dh"], keys["auth"], MESSAGE)


async def test_only_that_browser_can_read_what_the_push_service_carries(
    web_push_sender: WebPushSender, push_service: PushService
) -> None:
    browser = Browser()
    await send(web_push_sender, push_service, browser)
    ((headers, body),) = push_service.received
    assert browser.opened(body) == {"title": "Врач ждёт вас", "path": "/records/1/room", "tag": "1"}
    assert (headers["content-encoding"], headers["ttl"], headers["urgency"]) == ("aes128gcm", "600", "high")
    token, key = headers["authorization"].removeprefix("vapid t=").split(", k=")
    assert key == web_push_sender.public_key
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    claims = jwt.decode(token, public, algorithms=["ES256"], audience="https://127.0.0.1")
    assert claims["sub"] == "mailto:support@mila.example"


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (404, DeviceGone),
        (410, DeviceGone),
        (400, PushRefused),
        (413, PushRefused),
        (302, PushRefused),
        (429, PushUnavailable),
        (503, PushUnavailable),
    ],
)
async def test_permanent_and_temporary_refusals_and_gone_subscriptions_differ(
    web_push_sender: WebPushSender, push_service: PushService, status: int, failure: type[Exception]
) -> None:
    push_service.status = status
    with pytest.raises(failure):
        await send(web_push_sender, push_service, Browser())
    assert len(push_service.received) == 1, "a redirection is not followed"


async def test_from_event_to_browser(
    booked: Any, deliver: Deliver, context: Any, web_push_sender: WebPushSender, push_service: PushService
) -> None:
    """R175: the payload that arrives is a neutral title and a path."""
    settings = context.settings.model_copy(update={"push_services": (f"127.0.0.1:{push_service.port}",)})
    object.__setattr__(context, "settings", settings)
    browser = Browser()
    answer = await booked.patient.post(URL, json=browser.subscription(push_service.endpoint))
    assert answer.status_code == 201, answer.text
    issued = booked.issued()
    await deliver(issued)
    resources = replace(context.resources, push_sender=web_push_sender)
    await run_once(deliver_pushes, replace(context, resources=resources))
    ((_, body),) = push_service.received
    message = browser.opened(body)
    assert (message["title"], message["path"]) == ("Документ готов", f"/medcards/{issued.document_id}")


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        (FCM, True),
        ("https://updates.push.services.mozilla.com/wpush/v2/x", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=x", True),
        ("http://fcm.googleapis.com/fcm/send/one", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://127.0.0.1/x", False),
        ("https://identity:8101/internal/people/1", False),
        ("https://fcm.googleapis.com@127.0.0.1/x", False),
        ("https://fcm.googleapis.com.evil.test/x", False),
        ("https://evilnotify.windows.com/x", False),
        ("https://notify.windows.com/x", False),
        ("https://[::1/x", False),
        ("fcm.googleapis.com", False),
    ],
)
async def test_only_known_push_services_are_called(scenario: Any, endpoint: str, known: bool) -> None:
    answer = await scenario.patient.post(URL, json=Browser().subscription(endpoint))
    code = 201 if known else 422
    assert answer.status_code == code
    if not known:
        assert answer.json()["code"] == "push_service_unknown"


def test_a_port_of_a_push_service_must_be_named() -> None:
    assert is_push_service("https://push.test:8443/x", ("push.test:8443",))
    assert not is_push_service("https://push.test/x", ("push.test:8443",))


@pytest.mark.parametrize("change", [{"p256dh": "AAAA"}, {"p256dh": "*"}, {"auth": "AAAA"}])
async def test_invalid_keys_are_refused(scenario: Any, change: dict[str, str]) -> None:
    body = Browser().subscription()
    body["keys"] |= change
    assert (await scenario.patient.post(URL, json=body)).status_code == 422


@pytest.mark.parametrize("mark", ["\x00", "\n", "\u202e"])
@pytest.mark.parametrize("field", ["endpoint", "p256dh", "auth"])
async def test_control_characters_in_a_subscription_are_refused(scenario: Any, field: str, mark: str) -> None:
    body = Browser().subscription()
    holder = body if field == "endpoint" else body["keys"]
    holder[field] = holder[field][:30] + mark + holder[field][30:] if field == "endpoint" else mark.join(holder[field])
    answer = await scenario.patient.post(URL, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_browsers_are_their_owners_only(
    scenario: Any, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient, api: Client
) -> None:
    made = (await scenario.patient.post(URL, json=Browser().subscription())).json()
    again = (await scenario.patient.post(URL, json=Browser().subscription())).json()
    assert made == again
    own = as_password_patient(scenario.patient.person_id)
    assert (await own.get(URL)).json()["items"] == [made]
    for stranger in (as_patient(), as_doctor(), scenario.doctor):
        assert (await stranger.get(URL)).json()["items"] == []
        answer = await stranger.delete(f"{URL}/{made['subscription_id']}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    for method, path in (("GET", ""), ("POST", ""), ("DELETE", f"/{uuid4()}")):
        assert (await api.request(method, URL + path, json=Browser().subscription())).status_code == 401
    assert (await api.get("/api/notify/push-key")).status_code == 401
    assert (await own.get("/api/notify/push-key")).json() == {"key": "key"}
    assert (await scenario.patient.delete(f"{URL}/{made['subscription_id']}")).status_code == 204
    assert (await scenario.patient.get(URL)).json()["items"] == []


async def test_a_browser_receives_pushes_only_of_the_last_person_logged_in(
    booked: Any, deliver: Deliver, send_pushes: Any, push_sender: Any, as_patient: MakeClient
) -> None:
    browser = Browser()
    await booked.patient.post(URL, json=browser.subscription())
    await deliver(booked.issued())
    another = as_patient()
    await another.post(URL, json=browser.subscription())
    await send_pushes()
    assert push_sender.sent == [], "what waited for the first person is not shown to the second"
    assert (await booked.patient.get(URL)).json()["items"] == []


async def test_the_eleventh_browser_takes_the_place_of_the_oldest(scenario: Any) -> None:
    for number in range(11):
        await scenario.patient.post(URL, json=Browser().subscription(f"{FCM}{number}"))
    kept = [item["endpoint"] for item in (await scenario.patient.get(URL)).json()["items"]]
    assert kept == [f"{FCM}{number}" for number in range(10, 0, -1)]


async def test_every_browser_gets_one_push_and_a_gone_one_is_deleted(
    booked: Any, deliver: Deliver, send_pushes: Any, push_sender: Any
) -> None:
    for number in range(2):
        await booked.patient.post(URL, json=Browser().subscription(f"{FCM}{number}"))
    await deliver(booked.calling(), times=2)
    await send_pushes()
    await send_pushes()
    assert sorted(endpoint for endpoint, _ in push_sender.sent) == [f"{FCM}0", f"{FCM}1"]
    assert {(message.title, message.path) for _, message in push_sender.sent} == {
        ("Врач ждёт вас", f"/records/{booked.booking_id}/room")
    }
    push_sender.failure = DeviceGone()
    await deliver(booked.issued())
    await send_pushes()
    assert (await booked.patient.get(URL)).json()["items"] == []


@pytest.mark.parametrize("change", ["consent", "muted", "quiet"])
async def test_r026_consent_and_preferences_apply_when_a_push_is_sent(
    booked: Any, deliver: Deliver, send_pushes: Any, push_sender: Any, identity: Any, change: str
) -> None:
    await booked.patient.post(URL, json=Browser().subscription())
    await deliver(booked.issued())
    if change == "consent":
        identity.change(booked.patient, notifications_allowed=False)
    elif change == "muted":
        await booked.patient.put("/api/notify/preferences", json={"push": {**ALL, "documents": False}})
    else:
        # Any moment is in one of the two halves of the day; this one is in both.
        await booked.patient.put("/api/notify/preferences", json={"quiet_from": "00:01", "quiet_to": "00:00"})
    await send_pushes()
    assert push_sender.sent == []


async def test_doctors_and_people_without_subscriptions_get_no_pushes(
    booked: Any, deliver: Deliver, send_pushes: Any, push_sender: Any
) -> None:
    await booked.doctor.post(URL, json=Browser().subscription())
    await deliver(booked.moved())
    await send_pushes()
    assert push_sender.sent == []
