"""A relying system written from the reference alone, and stands for it to talk to."""

import asyncio
import base64
import json
import os
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID
from esia_sandbox.app import create_app
from esia_sandbox.settings import Settings

ADMIN = {"X-Sandbox-Token": "admin-token"}
CALLBACK = "http://localhost:8080/callback"
SCOPE = "openid fullname birthdate gender snils id_doc email mobile"
GRANTED = [*SCOPE.split(), "medical_doc", "contacts", "addresses", "kid_fullname", "kid_birthdate", "kid_snils"]
GRANTED += ["kid_medical_doc", "usr_org", "org_fullname", "prm_chg", "vehicles"]
ENGINE_CONFIG = """openssl_conf = start
[start]
engines = list
[list]
gost = gost
[gost]
engine_id = gost
default_algorithms = ALL
[req]
distinguished_name = name
prompt = no
[name]
CN = relying system
"""


@dataclass
class Keys:
    """What a system signs with."""

    alg: str
    certificate: Path
    certificate_hash: str
    raw: Callable[[bytes], bytes]
    cms: Callable[[bytes], bytes]
    hash_alg: str = "SHA256"


@dataclass
class Party:
    """A registered system: it knows the wire and nothing of the stand's insides."""

    keys: Keys
    mnemonic: str = "SYSTEM"
    redirect_uri: str = CALLBACK
    entry: dict[str, Any] = field(default_factory=dict)

    def as_client(self) -> dict[str, Any]:
        return {
            "mnemonic": self.mnemonic,
            "name": "Проверочная система",
            "redirect_uris": [self.redirect_uri],
            "scopes": GRANTED,
            "certificate": str(self.keys.certificate),
            "alg": self.keys.alg,
            "cert_hash_alg": self.keys.hash_alg,
            **self.entry,
        }

    def authorization(self, generation: str = "v2", **changes: str | None) -> str:
        values: dict[str, str | None] = {
            "client_id": self.mnemonic,
            "client_certificate_hash": self.keys.certificate_hash if generation == "v2" else None,
            "redirect_uri": self.redirect_uri,
            "scope": SCOPE,
            "response_type": "code",
            "state": str(uuid.uuid4()),
            "timestamp": stamp(),
            "access_type": "offline",
        } | changes
        names: tuple[str, ...] = ("client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri")
        if generation == "v1":
            names = ("scope", "timestamp", "client_id", "state")
        values.setdefault("client_secret", self.secret(generation, joined(values, *names)))
        path = "/aas/oauth2/v2/ac" if generation == "v2" else "/aas/oauth2/ac"
        return f"{path}?{urlencode({k: v for k, v in values.items() if v is not None})}"

    def token_form(self, generation: str = "v2", **changes: str | None) -> dict[str, str]:
        refresh = "refresh_token" in changes
        values: dict[str, str | None] = {
            "client_id": self.mnemonic,
            "client_certificate_hash": self.keys.certificate_hash if generation == "v2" else None,
            "redirect_uri": self.redirect_uri,
            "scope": SCOPE,
            "state": str(uuid.uuid4()),
            "timestamp": stamp(),
            "token_type": "Bearer",
            "grant_type": "refresh_token" if refresh else "authorization_code",
        } | changes
        names: tuple[str, ...] = ("client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri", "code")
        if generation == "v1":
            names = ("scope", "timestamp", "client_id", "state")
        values.setdefault("client_secret", self.secret(generation, joined(values, *names)))
        return {k: v for k, v in values.items() if v is not None}

    def secret(self, generation: str, text: str) -> str:
        sign = self.keys.cms if generation == "v1" else self.keys.raw
        return base64.urlsafe_b64encode(sign(text.encode())).rstrip(b"=").decode()


def joined(values: Mapping[str, str | None], *names: str) -> str:
    return "".join(values.get(name) or "" for name in names)


def stamp(shift: float = 0) -> str:
    return (datetime.now(UTC) + timedelta(seconds=shift)).strftime("%Y.%m.%d %H:%M:%S +0000")


class Browser:
    """A browser with cookies, talking to the stand inside this process."""

    def __init__(self, app: Any) -> None:
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://esia.localhost:8090")
        self._stand = app.state.stand

    def request(self, method: str, url: str, **given: Any) -> httpx.Response:
        return self._runner.run(self._client.request(method, url, **given))

    def get(self, url: str, **given: Any) -> httpx.Response:
        return self.request("GET", url, **given)

    def post(self, url: str, **given: Any) -> httpx.Response:
        return self.request("POST", url, **given)

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()
        self._stand.store.close()


@dataclass
class World:
    """A browser, a system and the stand between them."""

    http: Browser
    party: Party
    state_dir: Path

    def browse(self, target: str) -> Any:
        return self.http.get(target, follow_redirects=False)

    def log_in(self, url: str, login: str = "anna.sokolova@esia.example", password: str = "demo1234") -> Any:
        """Open the authorization address and fill in the form; the answer is where the form led."""
        page = self.browse(url)
        assert page.status_code == 302, page.text
        visit = answer_of(page.headers["location"])["tx"]
        shown = self.browse(page.headers["location"])
        if shown.status_code == 302:  # a live session skips the form
            return shown
        form = {"tx": visit, "login": login, "password": password}
        return self.http.post("/login", data=form, follow_redirects=False)

    def press(self, consent_address: str, decision: str) -> str:
        """Press a button of the consent page; the answer is the callback address."""
        page = self.http.get(consent_address)
        assert "Предоставить" in page.text
        assert "Отказать" in page.text
        form = {
            "tx": answer_of(consent_address)["tx"],
            "csrf": page.text.split('name="csrf" value="')[1].split('"')[0],
            "decision": decision,
        }
        answer = self.http.post("/consent", data=form, follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    def callback(self, url: str | None = None, **who: str) -> dict[str, str]:
        """The whole way of a browser, consent given when it is asked."""
        address = self.log_in(url or self.party.authorization(), **who).headers["location"]
        if address.startswith("/consent"):
            address = self.press(address, "grant")
        return answer_of(address)

    def exchange(self, generation: str = "v2", **changes: str | None) -> Any:
        path = "/aas/oauth2/v3/te" if generation == "v2" else "/aas/oauth2/te"
        return self.http.post(path, data=self.party.token_form(generation, **changes))

    def tokens(self, url: str | None = None, scope: str = SCOPE, **who: str) -> dict[str, Any]:
        code = self.callback(url or self.party.authorization(scope=scope), **who)["code"]
        answer = self.exchange(code=code, scope=scope)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def data(self, tokens: dict[str, Any], path: str = "") -> Any:
        oid = claims(tokens["access_token"])["urn:esia:sbj_id"]
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        return self.http.get(f"/rs/prns/{oid}{path}", headers=bearer)

    def admin(self, method: str, path: str, json: Any = None) -> Any:
        return self.http.request(method, f"/__sandbox/{path}", json=json, headers=ADMIN)

    def fault(self, match: str, action: str, times: int | None = 1) -> None:
        answer = self.admin("POST", "faults", [{"match": match, "action": action, "times": times}])
        assert answer.status_code == 201, answer.text

    def refused(self, answer: Any, code: str) -> dict[str, str]:
        """The answer is a refusal with this ESIA code, wherever such refusals go."""
        if answer.status_code == 302:
            body = answer_of(answer.headers["location"])
        elif "html" in answer.headers["content-type"]:
            body = {"error_description": answer.text}
        else:
            body = answer.json()
        assert answer.status_code in (302, 400)
        assert f"ESIA-{code}" in body["error_description"], body
        return body


def answer_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def claims(token: str, part: int = 1) -> dict[str, Any]:
    text = token.split(".")[part]
    body: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return body


def confirmed(token: str, certificates: list[Path]) -> bool:
    """Whether a published RSA certificate confirms the token."""
    body, _, signature = token.rpartition(".")
    proof = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    for path in certificates:
        key = x509.load_pem_x509_certificate(path.read_bytes()).public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        try:
            key.verify(proof, body.encode(), padding.PKCS1v15(), hashes.SHA256())
        except Exception:
            continue
        return True
    return False


def _certificate(key: Any, folder: Path) -> tuple[Path, str]:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relying system")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{type(key).__name__}.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path, sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest().upper()


def _command_cms(folder: Path, certificate: Path, key_pem: bytes) -> Callable[[bytes], bytes]:
    key_file = folder / "cms.key"
    key_file.write_bytes(key_pem)
    config = folder / "plain.cnf"
    config.write_text("")
    return lambda data: openssl(
        ["smime", "-sign", "-binary", "-outform", "DER", "-signer", str(certificate), "-inkey", str(key_file)],
        data,
        config,
    )


def openssl(arguments: list[str], data: bytes, config: Path) -> bytes:
    program = shutil.which("openssl")
    assert program
    environment = {**os.environ, "OPENSSL_CONF": str(config)}
    return subprocess.run([program, *arguments], input=data, env=environment, capture_output=True, check=True).stdout


@pytest.fixture(scope="session")
def rsa_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder = tmp_path_factory.mktemp("rsa")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate, digest = _certificate(key, folder)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Keys(
        "RSA-SHA256",
        certificate,
        digest,
        lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()),
        _command_cms(folder, certificate, pem),
    )


@pytest.fixture(scope="session")
def ecdsa_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder = tmp_path_factory.mktemp("ecdsa")
    key = ec.generate_private_key(ec.SECP256R1())
    certificate, digest = _certificate(key, folder)

    def raw(data: bytes) -> bytes:
        return key.sign(data, ec.ECDSA(hashes.SHA256()))

    return Keys("ECDSA-SHA256", certificate, digest, raw, raw)


@pytest.fixture(scope="session")
def gost_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder = tmp_path_factory.mktemp("gost")
    config, key, certificate = folder / "gost.cnf", folder / "gost.key", folder / "gost.pem"
    config.write_text(ENGINE_CONFIG)
    try:
        key.write_bytes(openssl(["genpkey", "-algorithm", "gost2012_256", "-pkeyopt", "paramset:A"], b"", config))
    except (AssertionError, subprocess.CalledProcessError):
        pytest.skip("the gost engine of openssl (libengine-gost-openssl) is not installed")
    made = openssl(["req", "-x509", "-new", "-key", str(key), "-md_gost12_256", "-days", "9"], b"", config)
    certificate.write_bytes(made)
    der = openssl(["x509", "-outform", "DER"], made, config)
    digest = openssl(["dgst", "-md_gost12_256", "-binary"], der, config).hex().upper()
    smime = ["smime", "-sign", "-binary", "-outform", "DER", "-signer", str(certificate), "-inkey", str(key)]
    return Keys(
        "GOST3410_2012_256",
        certificate,
        digest,
        lambda data: openssl(["dgst", "-md_gost12_256", "-sign", str(key)], data, config),
        lambda data: openssl(smime, data, config),
        hash_alg="STREEBOG256",
    )


Build = Callable[..., World]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Start a stand for these systems; the first of them is the one that speaks."""
    with ExitStack() as stack:

        def _build(*parties: Party, folder: Path | None = None, **settings: Any) -> World:
            clients = tmp_path / "clients.json"
            clients.write_text(json.dumps([party.as_client() for party in parties]))
            state = folder or tmp_path / "state"
            given: dict[str, Any] = {"state_dir": state, "clients_file": clients, "admin_token": "admin-token"}
            app = create_app(Settings(**(given | settings)))
            http = stack.enter_context(closing(Browser(app)))
            return World(http, parties[0], state)

        yield _build


@pytest.fixture
def world(build: Build, rsa_keys: Keys) -> World:
    return build(Party(rsa_keys))
