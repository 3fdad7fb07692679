"""A service with a small Gosuslugi of its own behind the wire, and browsers that go through the gateway's exchange."""

import base64
import hashlib
import json
import os
import re
import subprocess
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import UUID, uuid4

import httpx
import pytest
from argon2 import PasswordHasher
from common.auth import Principal, StaticVerifier
from common.clock import now
from common.context import Context
from common.service import Service
from common.testing import Client, ClientFactory
from common.testing.clients import DOCTOR_ORIGIN, PATIENT_ORIGIN, token
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from identity import main
from identity.domain.keys import Keyring
from identity.domain.passwords import Argon2
from identity.domain.sealing import Vault
from identity.gateways import Resources
from identity.gateways.esia import openssl
from identity.gateways.esia.certificates import TrustedCertificates
from identity.gateways.esia.direct import DirectProvider, Registration
from identity.gateways.esia.signers import DevelopmentSigner

ESIA = "http://esia.localhost:8090"
ISSUER = "http://esia.localhost:8090/"
DATA_KEY = base64.b64encode(bytes(range(32))).decode()
PASSWORD = "сосновый бор 7 вёрст"


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


@pytest.fixture(scope="session")
def default_settings() -> dict[str, Any]:
    return {
        "esia_public_url": ESIA,
        "esia_url": "http://127.0.0.1:8090",
        "esia_issuer": ISSUER,
        "esia_certificates_dir": "/nonexistent",
        "esia_signer": "remote",
        "esia_remote_signer_url": "http://127.0.0.1:9/sign",
        "service_secrets": {"notify": "secret of notify", "loader": "secret of loader"},
        "service_permissions": {"notify": ["people:read", "verifications:read"]},
        "data_key": DATA_KEY,
    }


def certificate(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ESIA")])
    today = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )


def encoded(data: Any) -> str:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class FakeEsia:
    """Gosuslugi in a hundred lines: it checks our signatures in earnest and signs its own tokens."""

    folder: Path
    our_key: rsa.RSAPublicKey
    token_key: rsa.RSAPrivateKey
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    embeds: bool = True
    header: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Callable[[httpx.Request], httpx.Response]] = field(default_factory=dict)
    sign: Callable[[bytes], bytes] | None = None
    states: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def trust(self, key: rsa.RSAPrivateKey, name: str = "esia.pem") -> None:
        (self.folder / name).write_bytes(certificate(key).public_bytes(Encoding.PEM))

    def person(self, oid: str = "1000404446", **changes: Any) -> str:
        self.people[oid] = {
            "firstName": "Анна",
            "lastName": "Петрова",
            "middleName": "Сергеевна",
            "birthDate": "02.03.1985",
            "gender": "F",
            "snils": "000-000-600 06",
            "trusted": True,
            "contacts": [
                {"type": "EML", "value": "Anna@Example.ru", "vrfStu": "VERIFIED"},
                {"type": "MBT", "value": "+7(900)0000006", "vrfStu": "VERIFIED"},
            ],
            "documents": [{"type": "RF_PASSPORT", "series": "0000", "number": "111111", "vrfStu": "VERIFIED"}],
        } | changes
        return oid

    def examine(self, pairs: dict[str, str]) -> None:
        """The order of v2/v3, the signature, the hash, the timestamp."""
        code = pairs.get("code", "")
        text = "".join(pairs[name] for name in ("client_id", "scope", "timestamp", "state", "redirect_uri")) + code
        secret = base64.urlsafe_b64decode(pairs["client_secret"] + "=" * (-len(pairs["client_secret"]) % 4))
        self.our_key.verify(secret, text.encode(), padding.PKCS1v15(), hashes.SHA256())
        assert re.fullmatch(r"[0-9A-F]{64}", pairs["client_certificate_hash"])
        sent = datetime.strptime(pairs["timestamp"], "%Y.%m.%d %H:%M:%S %z")
        assert abs(sent - now()) < timedelta(seconds=5)
        UUID(pairs["state"])
        assert pairs["state"] not in self.states, "a state is used once"
        self.states.append(pairs["state"])

    def authorize(self, url: str, oid: str) -> dict[str, str]:
        """What the browser brings back after a person pressed «Предоставить»."""
        assert url.startswith(f"{ESIA}/aas/oauth2/v2/ac?")
        query = urlsplit(url).query
        assert "%2B0000" in query, "the plus of the time zone is encoded"
        pairs = dict(parse_qsl(query, strict_parsing=True))
        assert (pairs["response_type"], pairs["access_type"]) == ("code", "online")
        self.examine(pairs)
        code = uuid4().hex
        self.codes[code] = oid
        return {"code": code, "state": pairs["state"]}

    def answer(self, request: httpx.Request) -> httpx.Response:
        endpoint = "te" if request.url.path.endswith("/te") else "rs"
        self.asked.append(request.url.path)
        if endpoint in self.faults:
            return self.faults[endpoint](request)
        return self._token(request) if endpoint == "te" else self._rest(request)

    def token(self, kind: str, claims: dict[str, Any]) -> str:
        header = {"typ": "JWT", "sbt": kind, "alg": "RS256"} | self.header
        body = f"{encoded(header)}.{encoded(claims | self.claims)}"
        if header["alg"] == "none":
            return body + "."
        sign = self.sign or (lambda data: self.token_key.sign(data, padding.PKCS1v15(), hashes.SHA256()))
        return f"{body}.{encoded(sign(body.encode()))}"

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        self.examine(form)
        assert (form["grant_type"], form["token_type"]) == ("authorization_code", "Bearer")
        oid = self.codes.pop(form["code"], None)
        if oid is None:
            problem = {"error": "invalid_grant", "error_description": "ESIA-007011: code", "state": form["state"]}
            return httpx.Response(400, json=problem)
        moment = int(now().timestamp())
        times = {"iss": ISSUER, "iat": moment, "nbf": moment, "exp": moment + 3600}
        access = times | {"client_id": "MILA", "urn:esia:sbj_id": int(oid)}
        details: dict[str, Any] = {"urn:esia:sbj:oid": int(oid)}
        if self.people[oid]["trusted"]:
            details["urn:esia:sbj:is_tru"] = True
        identity = times | {"aud": "MILA", "sub": int(oid), "urn:esia:sbj": details}
        answer = {
            "access_token": self.token("access", access),
            "id_token": self.token("id", identity),
            "state": form["state"],
            "token_type": "Bearer",
            "expires_in": "3600",
        }
        return httpx.Response(200, json={name: value for name, value in (answer | self.tokens).items() if value})

    def _rest(self, request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"].startswith("Bearer ey")
        assert request.url.host == "127.0.0.1", "the access token goes to no other server"
        parts = request.url.path.removeprefix("/rs/prns/").split("/")
        person = self.people[parts[0]]
        if parts[1:2] == ["ctts"]:
            if len(parts) == 3:
                return httpx.Response(200, json=person["contacts"][int(parts[2])])
            urls = [f"https://elsewhere.example/rs/prns/{parts[0]}/ctts/{n}" for n in range(len(person["contacts"]))]
            return httpx.Response(200, json={"elements": urls, "size": len(urls)})
        body = {name: value for name, value in person.items() if name not in ("contacts", "documents")}
        if self.embeds:
            body |= {name: {"elements": person[name]} for name in ("contacts", "documents")}
        return httpx.Response(200, json=body)


class Browser:
    """A browser behind the gateway: its cookie is exchanged for a token before each request."""

    def __init__(self, clients: ClientFactory, host: str = PATIENT_ORIGIN) -> None:
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self.origin = host
        self._client = clients._open(None, host)

    async def exchange(self, *, background: bool = False) -> str:
        """The token of this browser, empty when nobody is logged in. ``background``: the page asks automatically."""
        cookie = {"Cookie": f"__Host-mila={self.cookies['__Host-mila']}"} if "__Host-mila" in self.cookies else {}
        flag = {"X-Background": "1"} if background else {}
        answer = await self._client.get("/internal/session", headers=cookie | flag)
        assert answer.status_code == 200
        return answer.headers["x-mila-token"]

    async def principal(self) -> Principal | None:
        """Whom the token names, verified with the published keys as every service does it."""
        exchanged = await self.exchange()
        if not exchanged:
            return None
        published = (await self._client.get("/api/identity/jwks")).json()["keys"]
        padded = {key["kid"]: base64.urlsafe_b64decode(key["x"] + "=") for key in published}
        verifier = StaticVerifier({kid: Ed25519PublicKey.from_public_bytes(raw) for kid, raw in padded.items()})
        principal = await verifier.verify(exchanged)
        assert isinstance(principal, Principal)
        return principal

    async def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        principal = await self.principal()
        headers = self.headers | ({"Authorization": f"Bearer {token(principal)}"} if principal else {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = await self._client.request(method, f"/api/identity{path}", headers=headers, **request)
        for line in answer.headers.get_list("set-cookie"):
            self._keep(line)
        return answer

    def _keep(self, line: str) -> None:
        pair, *attributes = line.split("; ")
        assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(attributes), line
        name, _, value = pair.partition("=")
        self.cookies.pop(name, None)
        if "Max-Age=0" not in attributes:
            self.cookies[name] = value

    async def get(self, path: str, **request: Any) -> httpx.Response:
        return await self.send("GET", path, **request)

    async def post(self, path: str, body: Any = None) -> httpx.Response:
        return await self.send("POST", path, json=body)

    async def leave(self, path: str = "/gosuslugi/login", **query: str) -> str:
        """To Gosuslugi; the address there."""
        answer = await self.get(path, params=query)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    async def come_back(self, **brought: str) -> str:
        """From Gosuslugi; the page the browser ends on."""
        answer = await self.get("/gosuslugi/callback", params=brought)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def enter(self, esia: FakeEsia, oid: str, path: str = "/gosuslugi/login", **query: str) -> str:
        """The whole trip."""
        return await self.come_back(**esia.authorize(await self.leave(path, **query), oid))


@pytest.fixture(scope="session")
def rsa_keys() -> tuple[rsa.RSAPrivateKey, ...]:
    """Ours, Gosuslugi's, and one nobody trusts."""
    return tuple(rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(3))


@pytest.fixture(scope="session")
def gost_pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A GOST key and its self-signed certificate, made by openssl; a test without the engine is skipped."""
    folder = tmp_path_factory.mktemp("gost")
    key, pem, config = folder / "gost.key", folder / "gost.pem", folder / "openssl.cnf"
    section = "\n[req]\ndistinguished_name = name\n[name]\n"
    config.write_text(openssl.CONFIGURATION.read_text("utf-8") + section, "utf-8")
    for command in (
        ["genpkey", "-algorithm", "gost2012_256", "-pkeyopt", "paramset:A", "-out", str(key)],
        ["req", "-x509", "-new", "-key", str(key), "-md_gost12_256", "-subj", "/CN=ESIA", "-out", str(pem)],
    ):
        made = subprocess.run(
            ["openssl", *command], env={**os.environ, "OPENSSL_CONF": str(config)}, check=False, capture_output=True
        )
        if made.returncode != 0:
            pytest.skip("openssl has no gost engine: apt-get install libengine-gost-openssl")
    return key, pem


@pytest.fixture(scope="session")
def rsa_pair(tmp_path_factory: pytest.TempPathFactory, rsa_keys: tuple[rsa.RSAPrivateKey, ...]) -> tuple[Path, Path]:
    """The development signer's key and certificate."""
    folder = tmp_path_factory.mktemp("rsa")
    key, pem = folder / "rsa.key", folder / "rsa.pem"
    key.write_bytes(rsa_keys[0].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    pem.write_bytes(certificate(rsa_keys[0]).public_bytes(Encoding.PEM))
    return key, pem


@pytest.fixture
def esia(tmp_path: Path, rsa_keys: tuple[rsa.RSAPrivateKey, ...]) -> FakeEsia:
    folder = tmp_path / "certificates"
    folder.mkdir()
    made = FakeEsia(folder, rsa_keys[0].public_key(), rsa_keys[1])
    made.trust(rsa_keys[1])
    return made


@pytest.fixture
async def provider(esia: FakeEsia, rsa_keys: tuple[rsa.RSAPrivateKey, ...]) -> AsyncIterator[DirectProvider]:
    transport = httpx.MockTransport(esia.answer)
    ours = hashlib.sha256(b"our certificate").hexdigest().upper()
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8090") as client:
        registration = Registration(client_id="MILA", public_url=ESIA, issuer=ISSUER)
        signer = DevelopmentSigner(rsa_keys[0], ours)
        yield DirectProvider(client, signer, TrustedCertificates(esia.folder), registration)


@pytest.fixture
def resources(provider: DirectProvider) -> Any:
    """The real adapter over a wire that ends in the test; hashes are genuine argon2id, made quickly."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    passwords = Argon2(hasher)
    yield Resources(provider=provider, vault=Vault(DATA_KEY), keyring=Keyring(), passwords=passwords)
    passwords.close()


@pytest.fixture
def browser(clients: ClientFactory) -> Browser:
    return Browser(clients)


@pytest.fixture
def new_browser(clients: ClientFactory) -> Callable[..., Browser]:
    return lambda host=PATIENT_ORIGIN: Browser(clients, host)


@pytest.fixture
def doctor_origin() -> str:
    return DOCTOR_ORIGIN


@pytest.fixture
def notify(as_service: Callable[..., Client]) -> Client:
    return as_service("notify", "people:read", "verifications:read")


@pytest.fixture
def payment(as_service: Callable[..., Client]) -> Client:
    return as_service("payment", "contacts:read")


@pytest.fixture
def loader(as_service: Callable[..., Client]) -> Client:
    return as_service("loader", "people:write", "staff:write")


@pytest.fixture
def letter(notify: Client, recorded: Any) -> Any:
    """``await letter()``: what notify reads of the newest letter asked for."""

    async def read() -> dict[str, Any]:
        from contracts.identity import EmailVerificationRequested

        asked = await recorded(EmailVerificationRequested)
        answer = await notify.get(f"/internal/verifications/{asked[-1].verification_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        found["token"] = (
            parse_qs(urlsplit(found["link"]).query).get("confirm", [""])[0]
            or (parse_qs(urlsplit(found["link"]).query).get("token", [""])[0])
        )
        return found

    return read


@pytest.fixture
def account(context: Context, letter: Any) -> Any:
    """``await account(browser, email)``: an e-mail account, registered and logged in as a person would."""

    async def make(browser: Browser, email: str = "anna@example.ru") -> dict[str, Any]:
        body = {"email": email, "password": PASSWORD, "last_name": "Петрова", "first_name": "Анна"}
        assert (await browser.post("/registrations", body)).status_code == 202
        answer = await browser.post("/email-verifications", {"token": (await letter())["token"]})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return make
