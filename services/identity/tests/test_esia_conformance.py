"""The adapter as it is opened in production, against the sandbox of Gosuslugi: another program, another wire."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from identity.errors import (
    GosuslugiFailed,
    GosuslugiPermissionRevoked,
    GosuslugiRefused,
    GosuslugiUnavailable,
    GosuslugiUnconfirmed,
)
from identity.gateways import esia as gateway
from identity.gateways.esia import IdentityProvider, open_provider
from identity.gateways.esia.direct import SCOPE
from identity.settings import Settings

CALLBACK = "http://localhost:8080/api/identity/gosuslugi/callback"
SANDBOX = Path(__file__).parents[3] / "sandboxes" / "esia" / "src"
ANNA, WITHOUT_EMAIL, VERIFYING, WITHOUT_MIDDLE_NAME, FOREIGNER, UNCONFIRMED = (
    1000500001, 1000500002, 1000500003, 1000500004, 1000500006, 1000500007,
)  # fmt: skip


@dataclass
class Sandbox:
    """The running sandbox, its administrator, and our settings for it."""

    url: str
    settings: Settings
    admin: httpx.Client

    def order(self, action: str, match: str = "te", times: int | None = None) -> None:
        answer = self.admin.post("/__sandbox/faults", json=[{"match": match, "action": action, "times": times}])
        assert answer.status_code == 201, answer.text

    def visit(self, url: str, person: int, decision: str = "grant") -> dict[str, str]:
        """What the browser brings back."""
        body = {"url": url, "person": person, "decision": decision}
        answer = self.admin.post("/__sandbox/autologin", json=body)
        assert answer.status_code == 200, answer.text
        target = answer.json()["url"]
        assert target.startswith(CALLBACK + "?")
        return {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}


@pytest.fixture(scope="module", params=["RS256", "GOST3410_2012_256"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    gost = request.param != "RS256"
    key, pem = request.getfixturevalue("gost_pair" if gost else "rsa_pair")
    folder = tmp_path_factory.mktemp("sandbox")
    client = {
        "mnemonic": "MILA",
        "name": "Mila",
        "redirect_uris": [CALLBACK],
        "scopes": SCOPE.split(),
        "certificate": str(pem),
        "alg": "GOST3410_2012_256" if gost else "RSA-SHA256",
        "cert_hash_alg": "STREEBOG256" if gost else "SHA256",
        "token_alg": request.param,
        "secret_mode": "raw",
    }
    (folder / "clients.json").write_text(json.dumps([client]), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    names = {"HOST": "127.0.0.1", "PORT": str(port), "PUBLIC_URL": url, "STATE_DIR": str(folder / "state")}
    names |= {"CLIENTS_FILE": str(folder / "clients.json"), "ADMIN_TOKEN": "admin", "LOG_LEVEL": "warning"}
    surroundings = {**os.environ, "PYTHONPATH": str(SANDBOX)}
    surroundings |= {f"ESIA_SANDBOX_{name}": value for name, value in names.items()}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "esia_sandbox"], env=surroundings, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        with httpx.Client(base_url=url, headers={"X-Sandbox-Token": "admin"}, trust_env=False) as admin:
            _wait(admin, process, folder / "log")
            settings = _settings(url, folder / "state" / "certificates", key=key, pem=pem, gost=gost)
            yield Sandbox(url, settings, admin)
    finally:
        process.terminate()
        process.wait(10)


def _wait(admin: httpx.Client, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            if admin.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail("the sandbox does not answer: " + log.read_text("utf-8"))


def _settings(url: str, certificates: Path, *, key: Path, pem: Path, gost: bool) -> Settings:
    return Settings.model_construct(
        esia_public_url=url,
        esia_url=url,
        esia_issuer=url + "/",
        esia_client_id="MILA",
        esia_certificates_dir=certificates,
        esia_signer="gost" if gost else "development",
        esia_key_file=key,
        esia_certificate_file=pem,
        esia_certificate_hash=None,
    )


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    yield running
    running.admin.delete("/__sandbox/faults")
    running.admin.post("/__sandbox/clock", json={"offset": 0})


@pytest.fixture
async def provider(sandbox: Sandbox) -> AsyncIterator[IdentityProvider]:
    async with open_provider(sandbox.settings) as opened:
        yield opened


@pytest.fixture
def identify(sandbox: Sandbox, provider: IdentityProvider) -> Any:
    async def run(person: int = ANNA) -> Any:
        url = await provider.authorization_url(state=str(uuid4()), redirect_uri=CALLBACK)
        brought = sandbox.visit(url, person)
        assert "error" not in brought, brought
        return await provider.identify(code=brought["code"], redirect_uri=CALLBACK)

    return run


async def test_a_confirmed_person_comes_whole(identify: Any) -> None:
    person = await identify()
    assert (person.oid, person.snils, person.middle_name) == (str(ANNA), "90000000182", "Сергеевна")
    assert (person.email, person.mobile) == ("anna.sokolova@esia.example", "+7(000)1000001")
    assert person.document.startswith("RF_PASSPORT ")
    assert person.birth_date is not None
    assert person.gender == "F"


@pytest.mark.parametrize(
    ("oid", "field", "value"),
    [
        (WITHOUT_EMAIL, "email", None),
        (VERIFYING, "email", "maria.orlova@esia.example"),
        (WITHOUT_MIDDLE_NAME, "middle_name", None),
        (FOREIGNER, "snils", None),
    ],
)
async def test_people_are_not_all_alike(identify: Any, oid: int, field: str, value: str | None) -> None:
    assert getattr(await identify(oid), field) == value


async def test_an_unconfirmed_person_is_refused(identify: Any) -> None:
    with pytest.raises(GosuslugiUnconfirmed):
        await identify(UNCONFIRMED)


async def test_a_refusal_comes_back_with_our_state(sandbox: Sandbox, provider: IdentityProvider) -> None:
    sandbox.admin.delete("/__sandbox/grants", params={"client": "MILA", "oid": ANNA})
    state = str(uuid4())
    url = await provider.authorization_url(state=state, redirect_uri=CALLBACK)
    brought = sandbox.visit(url, ANNA, "refuse")
    assert brought["state"] == state
    assert isinstance(provider.problem(brought["error"], brought["error_description"]), GosuslugiRefused)


async def test_a_code_is_good_once(sandbox: Sandbox, provider: IdentityProvider) -> None:
    url = await provider.authorization_url(state=str(uuid4()), redirect_uri=CALLBACK)
    brought = sandbox.visit(url, ANNA)
    assert await provider.identify(code=brought["code"], redirect_uri=CALLBACK)
    with pytest.raises(GosuslugiPermissionRevoked):
        await provider.identify(code=brought["code"], redirect_uri=CALLBACK)


async def test_an_address_that_is_not_registered_is_refused(provider: IdentityProvider) -> None:
    url = await provider.authorization_url(state=str(uuid4()), redirect_uri=CALLBACK + "/")
    async with httpx.AsyncClient(trust_env=False) as browser:
        answer = await browser.get(url)
    assert answer.status_code == 400
    assert "007023" in answer.text


@pytest.mark.parametrize(
    ("match", "action", "problem"),
    [
        ("te", "http_500_html", GosuslugiUnavailable),
        ("te", "http_503", GosuslugiUnavailable),
        ("te", "drop_connection", GosuslugiUnavailable),
        ("te", "error:007008", GosuslugiUnavailable),
        ("te", "error:007014", GosuslugiFailed),
        ("te", "bad_signature", GosuslugiFailed),
        ("te", "wrong_aud", GosuslugiFailed),
        ("te", "wrong_iss", GosuslugiFailed),
        ("te", "expired_token", GosuslugiFailed),
        ("te", "wrong_state_echo", GosuslugiFailed),
        ("te", "no_id_token", GosuslugiFailed),
        ("te", "alg_none", GosuslugiFailed),
        ("te", "unknown_key", GosuslugiFailed),
        ("rs", "http_500_html", GosuslugiUnavailable),
        ("rs", "drop_connection", GosuslugiUnavailable),
    ],
)
async def test_each_fault_has_its_name(
    sandbox: Sandbox, identify: Any, *, match: str, action: str, problem: type[Exception]
) -> None:
    """R016"""
    sandbox.order(action, match)
    with pytest.raises(problem):
        await identify()


async def test_a_string_for_a_number_is_no_fault(sandbox: Sandbox, identify: Any) -> None:
    sandbox.order("string_expires_in")
    assert await identify()


async def test_a_slow_gosuslugi_is_unavailable(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "TIMEOUT", httpx.Timeout(0.3))
    sandbox.order("delay:2")
    async with open_provider(sandbox.settings) as hasty:
        url = await hasty.authorization_url(state=str(uuid4()), redirect_uri=CALLBACK)
        with pytest.raises(GosuslugiUnavailable):
            await hasty.identify(code=sandbox.visit(url, ANNA)["code"], redirect_uri=CALLBACK)


@pytest.mark.parametrize("overlap", [True, False])
async def test_rotated_keys_are_trusted_without_a_restart(sandbox: Sandbox, identify: Any, overlap: bool) -> None:
    assert await identify()
    assert sandbox.admin.post("/__sandbox/rotate-key", json={"overlap": overlap}).status_code < 300
    assert await identify()


async def test_a_wrong_clock_is_recognised(sandbox: Sandbox, provider: IdentityProvider) -> None:
    sandbox.admin.post("/__sandbox/clock", json={"offset": 3600})
    url = await provider.authorization_url(state=str(uuid4()), redirect_uri=CALLBACK)
    async with httpx.AsyncClient(trust_env=False) as browser:
        answer = await browser.get(url)
    brought = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}
    assert brought["error_description"].startswith("ESIA-007015")
    assert isinstance(provider.problem(brought["error"], brought["error_description"]), GosuslugiFailed)


async def test_the_way_out_leads_back_to_our_page(sandbox: Sandbox, provider: IdentityProvider) -> None:
    async with httpx.AsyncClient(trust_env=False) as browser:
        answer = await browser.get(provider.logout_url(redirect_url="http://localhost:8080/login"))
    assert (answer.status_code // 100, answer.headers["location"]) == (3, "http://localhost:8080/login")
