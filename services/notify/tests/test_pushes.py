"""Pushes: which browsers, what reaches them over the real wire, and what becomes of those that are gone."""

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
from notify.domain import is_push_service
from notify.errors import DeviceGone, PushRefused, PushUnavailable
from notify.gateways.push import Message, WebPushSender
from notify.jobs import deliver_pushes

from .conftest import VAPID_KEY

URL = "/api/notify/push-subscriptions"
FCM = "https://fcm.googleapis.com/fcm/send/one"
ALL = {"visits": True, "reminders": True, "documents": True}


def spelled(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unspelled(text: str) -> bytes:
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
        return {"endpoint": endpoint, "keys": {"p256dh": spelled(self.point), "auth": spelled(self.auth)}}

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
    """A push service of its own on loopback, over TLS as all are."""

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
async def push(certificate: Path) -> AsyncIterator[WebPushSender]:
    trusted = ssl.create_default_context(cafile=str(certificate))
    async with httpx.AsyncClient(verify=trusted, trust_env=False) as client:
        yield WebPushSender(VAPID_KEY, "support@mila.example", client)


MESSAGE = Message(title="Врач ждёт вас", path="/records/1/room", tag="1", urgent=True)


async def send(push: WebPushSender, service: PushService, browser: Browser) -> None:
    keys = browser.subscription()["keys"]
    await push.send(service.endpoint, keys["p256dh"], keys["auth"], MESSAGE)


async def test_only_that_browser_can_read_what_the_push_service_carries(
    push: WebPushSender, push_service: PushService
) -> None:
    browser = Browser()
    await send(push, push_service, browser)
    ((headers, body),) = push_service.received
    assert browser.opened(body) == {"title": "Врач ждёт вас", "path": "/records/1/room", "tag": "1"}
    assert (headers["content-encoding"], headers["ttl"], headers["urgency"]) == ("aes128gcm", "600", "high")
    token, key = headers["authorization"].removeprefix("vapid t=").split(", k=")
    assert key == push.public_key
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unspelled(key))
    claims = jwt.decode(token, public, algorithms=["ES256"], audience="https://127.0.0.1")
    assert claims["sub"] == "mailto:support@mila.example"


@pytest.mark.parametrize(
    ("status", "trouble"),
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
async def test_for_good_for_now_and_gone_are_distinguished(
    push: WebPushSender, push_service: PushService, status: int, trouble: type[Exception]
) -> None:
    push_service.status = status
    with pytest.raises(trouble):
        await send(push, push_service, Browser())
    assert len(push_service.received) == 1, "a redirection is not followed"


async def test_from_event_to_browser(
    booked: Any, deliver: Deliver, context: Any, push: WebPushSender, push_service: PushService
) -> None:
    """R175: the payload that arrives is a neutral title and a path."""
    settings = context.settings.model_copy(update={"push_services": (f"127.0.0.1:{push_service.port}",)})
    object.__setattr__(context, "settings", settings)
    browser = Browser()
    answer = await booked.patient.post(URL, json=browser.subscription(push_service.endpoint))
    assert answer.status_code == 201, answer.text
    issued = booked.issued()
    await deliver(issued)
    await run_once(deliver_pushes, replace(context, resources=replace(context.resources, push=push)))
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
async def test_nobody_makes_us_call_an_address_of_their_choice(story: Any, endpoint: str, known: bool) -> None:
    answer = await story.patient.post(URL, json=Browser().subscription(endpoint))
    code = 201 if known else 422
    assert answer.status_code == code
    if not known:
        assert answer.json()["code"] == "push_service_unknown"


def test_a_port_of_a_push_service_must_be_named() -> None:
    assert is_push_service("https://push.test:8443/x", ("push.test:8443",))
    assert not is_push_service("https://push.test/x", ("push.test:8443",))


@pytest.mark.parametrize("change", [{"p256dh": "AAAA"}, {"p256dh": "*"}, {"auth": "AAAA"}])
async def test_keys_that_are_none_are_refused(story: Any, change: dict[str, str]) -> None:
    body = Browser().subscription()
    body["keys"] |= change
    assert (await story.patient.post(URL, json=body)).status_code == 422


@pytest.mark.parametrize("mark", ["\x00", "\n", "\u202e"])
@pytest.mark.parametrize("field", ["endpoint", "p256dh", "auth"])
async def test_control_characters_in_a_subscription_are_refused(story: Any, field: str, mark: str) -> None:
    body = Browser().subscription()
    holder = body if field == "endpoint" else body["keys"]
    holder[field] = holder[field][:30] + mark + holder[field][30:] if field == "endpoint" else mark.join(holder[field])
    answer = await story.patient.post(URL, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_browsers_are_their_owners_only(
    story: Any, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient, api: Client
) -> None:
    made = (await story.patient.post(URL, json=Browser().subscription())).json()
    again = (await story.patient.post(URL, json=Browser().subscription())).json()
    assert made == again
    own = as_password_patient(story.patient.person_id)
    assert (await own.get(URL)).json()["items"] == [made]
    for stranger in (as_patient(), as_doctor(), story.doctor):
        assert (await stranger.get(URL)).json()["items"] == []
        answer = await stranger.delete(f"{URL}/{made['subscription_id']}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    for method, path in (("GET", ""), ("POST", ""), ("DELETE", f"/{uuid4()}")):
        assert (await api.request(method, URL + path, json=Browser().subscription())).status_code == 401
    assert (await api.get("/api/notify/push-key")).status_code == 401
    assert (await own.get("/api/notify/push-key")).json() == {"key": "key"}
    assert (await story.patient.delete(f"{URL}/{made['subscription_id']}")).status_code == 204
    assert (await story.patient.get(URL)).json()["items"] == []


async def test_a_browser_wakes_only_for_the_person_who_logged_in_there_last(
    booked: Any, deliver: Deliver, fly: Any, sky: Any, as_patient: MakeClient
) -> None:
    browser = Browser()
    await booked.patient.post(URL, json=browser.subscription())
    await deliver(booked.issued())
    another = as_patient()
    await another.post(URL, json=browser.subscription())
    await fly()
    assert sky.taken == [], "what waited for the first person is not shown to the second"
    assert (await booked.patient.get(URL)).json()["items"] == []


async def test_the_eleventh_browser_takes_the_place_of_the_oldest(story: Any) -> None:
    for number in range(11):
        await story.patient.post(URL, json=Browser().subscription(f"{FCM}{number}"))
    kept = [item["endpoint"] for item in (await story.patient.get(URL)).json()["items"]]
    assert kept == [f"{FCM}{number}" for number in range(10, 0, -1)]


async def test_every_browser_gets_one_push_and_a_gone_one_is_forgotten(
    booked: Any, deliver: Deliver, fly: Any, sky: Any
) -> None:
    for number in range(2):
        await booked.patient.post(URL, json=Browser().subscription(f"{FCM}{number}"))
    await deliver(booked.calling(), times=2)
    await fly()
    await fly()
    assert sorted(endpoint for endpoint, _ in sky.taken) == [f"{FCM}0", f"{FCM}1"]
    assert {(message.title, message.path) for _, message in sky.taken} == {
        ("Врач ждёт вас", f"/records/{booked.booking_id}/room")
    }
    sky.trouble = DeviceGone()
    await deliver(booked.issued())
    await fly()
    assert (await booked.patient.get(URL)).json()["items"] == []


@pytest.mark.parametrize("wish", ["consent", "muted", "quiet"])
async def test_r026_a_push_obeys_wishes_at_the_moment_it_leaves(
    booked: Any, deliver: Deliver, fly: Any, sky: Any, identity: Any, wish: str
) -> None:
    await booked.patient.post(URL, json=Browser().subscription())
    await deliver(booked.issued())
    if wish == "consent":
        identity.change(booked.patient, notifications_allowed=False)
    elif wish == "muted":
        await booked.patient.put("/api/notify/preferences", json={"push": {**ALL, "documents": False}})
    else:
        # Any moment is in one of the two halves of the day; this one is in both.
        await booked.patient.put("/api/notify/preferences", json={"quiet_from": "00:01", "quiet_to": "00:00"})
    await fly()
    assert sky.taken == []


async def test_doctors_and_strangers_to_pushes_get_none(booked: Any, deliver: Deliver, fly: Any, sky: Any) -> None:
    await booked.doctor.post(URL, json=Browser().subscription())
    await deliver(booked.moved())
    await fly()
    assert sky.taken == []
