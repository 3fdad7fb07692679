"""The adapter against a wire that checks and lies."""

import base64
import ssl
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from common.testing import TestClock
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from identity.errors import (
    GosuslugiCancelled,
    GosuslugiFailed,
    GosuslugiIncomplete,
    GosuslugiPermissionRevoked,
    GosuslugiRefused,
    GosuslugiUnavailable,
    GosuslugiUnconfirmed,
)
from identity.gateways.esia import openssl
from identity.gateways.esia.certificates import UNKNOWN_KEY
from identity.gateways.esia.direct import DirectProvider
from identity.gateways.esia.port import GosuslugiProblem
from identity.gateways.esia.signers import GostSigner, RemoteSigner, SigningImpossible, open_signer
from identity.settings import Settings
from structlog.testing import capture_logs

CALLBACK = "http://localhost:8080/api/identity/gosuslugi/callback"
STATE = "2f6b1c5e-0c0e-4c35-8a5e-3d1b6f0e7a11"

Esia = Any


@pytest.fixture
def identify(esia: Esia, provider: DirectProvider) -> Callable[..., Any]:
    async def run(oid: str | None = None) -> Any:
        url = await provider.authorization_url(state=str(uuid4()), redirect_uri=CALLBACK)
        brought = esia.authorize(url, oid or esia.person())
        return await provider.identify(code=brought["code"], redirect_uri=CALLBACK)

    return run


async def test_a_confirmed_person_is_identified(identify: Any, esia: Esia) -> None:
    """R018"""
    person = await identify()
    assert (person.oid, person.last_name, person.first_name, person.middle_name) == (
        "1000404446", "Петрова", "Анна", "Сергеевна",
    )  # fmt: skip
    assert (str(person.birth_date), person.gender, person.snils) == ("1985-03-02", "F", "00000060006")
    assert (person.email, person.mobile) == ("anna@example.ru", "+7(900)0000006")
    assert person.document == "RF_PASSPORT 0000 111111"
    assert len(esia.states) == 2, "the token request has a state of its own"


async def test_contacts_come_one_by_one_where_they_are_not_embedded(identify: Any, esia: Esia) -> None:
    esia.embeds = False
    person = await identify()
    assert (person.email, person.mobile) == ("anna@example.ru", "+7(900)0000006")
    assert esia.asked[-2:] == ["/rs/prns/1000404446/ctts/0", "/rs/prns/1000404446/ctts/1"]


async def test_only_verified_contacts_are_believed(identify: Any, esia: Esia) -> None:
    contacts = [
        {"type": "EML", "value": "new@example.ru", "vrfStu": "NOT_VERIFIED", "vrfValStu": "VERIFYING"},
        {"type": "CEM", "value": "work@example.ru", "vrfStu": "VERIFIED"},
        {"type": "MBT", "value": "+7(900)0000006"},
    ]
    person = await identify(esia.person(contacts=contacts))
    assert (person.email, person.mobile) == (None, None)


async def test_much_may_be_absent(identify: Any, esia: Esia) -> None:
    oid = esia.person(contacts=[], documents=[{"type": "FID_DOC", "number": "AB1"}], snils=None, birthDate=None)
    del esia.people[oid]["middleName"]
    person = await identify(oid)
    assert (person.middle_name, person.snils, person.birth_date, person.email) == (None, None, None, None)
    assert person.document == "FID_DOC AB1"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"lastName": ""}, ["last_name"]),
        ({"lastName": None}, ["last_name"]),
        ({"lastName": " \u00a0\u200b"}, ["last_name"]),
        ({"firstName": ""}, ["first_name"]),
        ({"firstName": None, "lastName": None}, ["last_name", "first_name"]),
    ],
)
async def test_a_person_without_a_name_is_refused_by_what_is_missing(
    identify: Any, esia: Esia, changes: dict[str, Any], missing: list[str]
) -> None:
    oid = esia.person(**changes)
    for name in changes:
        if changes[name] is None and missing == ["last_name", "first_name"]:
            del esia.people[oid][name]
    with pytest.raises(GosuslugiIncomplete) as refused:
        await identify(oid)
    assert refused.value.extra == {"missing": missing}


async def test_a_dash_is_a_surname_and_controls_are_no_part_of_a_name(identify: Any, esia: Esia) -> None:
    person = await identify(esia.person(lastName="-", firstName="Ан\0на\u202e", middleName="\t"))
    assert (person.last_name, person.first_name, person.middle_name) == ("-", "Анна", None)


async def test_an_unconfirmed_account_is_refused(identify: Any, esia: Esia) -> None:
    with pytest.raises(GosuslugiUnconfirmed):
        await identify(esia.person(trusted=False))


async def test_a_token_and_a_record_that_disagree_on_trust_are_refused(identify: Any, esia: Esia) -> None:
    esia.claims = {"urn:esia:sbj": {"urn:esia:sbj:oid": 1000404446}}
    with pytest.raises(GosuslugiUnconfirmed):
        await identify()


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "http://elsewhere/"}, {"iss": "http://esia.localhost:8090"}, {"aud": "OTHER", "client_id": "OTHER"},
        {"exp": 1_600_000_000}, {"exp": None}, {"nbf": 4_000_000_000}, {"sub": "root"}, {"urn:esia:sbj_id": 1},
    ],
)  # fmt: skip
async def test_a_token_that_says_the_wrong_thing_is_refused(identify: Any, esia: Esia, claims: dict[str, Any]) -> None:
    esia.claims = claims
    with pytest.raises(GosuslugiFailed):
        await identify()


async def test_our_mnemonic_may_be_one_of_several_audiences(identify: Any, esia: Esia) -> None:
    esia.claims = {"aud": ["OTHER", "MILA"]}
    assert (await identify()).oid == "1000404446"


async def test_times_have_a_small_leeway(identify: Any, esia: Esia, clock: TestClock) -> None:
    ends = int(clock.freeze().timestamp())
    esia.claims = {"exp": ends, "nbf": ends}
    clock.shift(timedelta(seconds=29))
    assert await identify()
    clock.shift(timedelta(seconds=1))
    with pytest.raises(GosuslugiFailed):
        await identify()


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "ES256", "", None])
async def test_an_algorithm_we_did_not_choose_is_refused(identify: Any, esia: Esia, algorithm: str | None) -> None:
    esia.header = {"alg": algorithm}
    with pytest.raises(GosuslugiFailed):
        await identify()


async def test_one_kind_of_token_is_not_taken_for_the_other(identify: Any, esia: Esia) -> None:
    esia.header = {"sbt": "access"}
    with pytest.raises(GosuslugiFailed):
        await identify()


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c.d", "a.b.c", "ä.ö.ü", 7, {"a": 1}, "x" * 20_000])
async def test_what_is_no_token_is_refused(identify: Any, esia: Esia, token: Any) -> None:
    esia.tokens = {"id_token": token}
    with pytest.raises(GosuslugiFailed):
        await identify()


async def test_a_state_that_is_not_echoed_is_refused(identify: Any, esia: Esia) -> None:
    esia.tokens = {"state": STATE}
    with pytest.raises(GosuslugiFailed):
        await identify()


async def test_an_unknown_key_raises_the_alarm(identify: Any, esia: Esia, rsa_keys: Any) -> None:
    before = UNKNOWN_KEY._value.get()
    esia.token_key = rsa_keys[2]
    with pytest.raises(GosuslugiFailed):
        await identify()
    assert UNKNOWN_KEY._value.get() == before + 1


async def test_a_rotated_key_is_trusted_as_soon_as_its_file_is_there(identify: Any, esia: Esia, rsa_keys: Any) -> None:
    assert await identify()
    esia.token_key = rsa_keys[2]
    esia.trust(rsa_keys[2], "next.cer")
    (esia.folder / "broken.pem").write_text("not a certificate")
    (esia.folder / "readme.txt").write_text("not looked at")
    assert await identify()
    (esia.folder / "next.cer").unlink()
    with pytest.raises(GosuslugiFailed):
        await identify()


def page(status: int) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, html="<html>Ведутся работы</html>")


def refusal(code: str, error: str = "invalid_request") -> Callable[[httpx.Request], httpx.Response]:
    body = {"error": error, "error_description": f"ESIA-{code}: text", "state": "x"}
    return lambda _: httpx.Response(400, json=body)


def silence(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("silence", request=request)


def hang_up(request: httpx.Request) -> httpx.Response:
    raise httpx.RemoteProtocolError("gone", request=request)


@pytest.mark.parametrize(
    ("endpoint", "fault", "problem"),
    [
        ("te", page(500), GosuslugiUnavailable),
        ("te", page(503), GosuslugiUnavailable),
        ("te", page(429), GosuslugiUnavailable),
        ("te", page(400), GosuslugiFailed),
        ("te", page(200), GosuslugiFailed),
        ("te", silence, GosuslugiUnavailable),
        ("te", hang_up, GosuslugiUnavailable),
        ("te", refusal("007008"), GosuslugiUnavailable),
        ("te", refusal("007011", "invalid_grant"), GosuslugiPermissionRevoked),
        ("te", refusal("007014"), GosuslugiFailed),
        ("te", refusal("007053", "access_denied"), GosuslugiFailed),
        ("te", refusal("007055", "access_denied"), GosuslugiUnconfirmed),
        ("rs", page(500), GosuslugiUnavailable),
        ("rs", silence, GosuslugiUnavailable),
        ("rs", page(200), GosuslugiFailed),
        ("rs", lambda _: httpx.Response(200, json=[]), GosuslugiFailed),
        ("rs", lambda _: httpx.Response(200, json={"firstName": 5}), GosuslugiFailed),
        ("rs", lambda _: httpx.Response(401, json={"code": "x"}), GosuslugiPermissionRevoked),
        ("rs", lambda _: httpx.Response(403, json={"code": "x"}), GosuslugiPermissionRevoked),
    ],
)
async def test_every_fault_has_its_name(
    identify: Any, esia: Esia, *, endpoint: str, fault: Any, problem: type[Exception]
) -> None:
    """R016"""
    esia.faults[endpoint] = fault
    with pytest.raises(problem):
        await identify()


@pytest.mark.parametrize(
    ("error", "description", "problem"),
    [
        ("access_denied", "ESIA-007004: Владелец ресурса отказал", GosuslugiRefused),
        ("access_denied", "", GosuslugiCancelled),
        ("access_denied", "ESIA-007055: неподтверждённая", GosuslugiUnconfirmed),
        ("access_denied", "ESIA-007019: noGrants", GosuslugiFailed),
        ("temporarily_unavailable", "ESIA-007008: перегрузка", GosuslugiUnavailable),
        ("server_error", "ESIA-007007: сбой", GosuslugiUnavailable),
        ("server_error", "", GosuslugiUnavailable),
        ("invalid_request", "ESIA-007015: время", GosuslugiFailed),
        ("", "", GosuslugiFailed),
        ("<script>", "ESIA-", GosuslugiFailed),
    ],
)
def test_the_words_of_the_redirect_have_names(
    provider: DirectProvider, error: str, description: str, problem: type[GosuslugiProblem]
) -> None:
    assert type(provider.problem(error, description)) is problem


async def test_the_way_out_comes_back_to_us(provider: DirectProvider) -> None:
    url = provider.logout_url(redirect_url="http://localhost:8080/login")
    assert url == (
        "http://esia.localhost:8090/idp/ext/Logout?client_id=MILA&redirect_url=http%3A%2F%2Flocalhost%3A8080%2Flogin"
    )


# Who signs


def signing_settings(**values: Any) -> Settings:
    return Settings.model_construct(**{"esia_certificate_hash": None, "esia_certificate_file": None, **values})


async def test_a_gost_signature_is_64_raw_bytes_that_verify(gost_pair: tuple[Path, Path]) -> None:
    key, pem = gost_pair
    settings = signing_settings(esia_signer="gost", esia_key_file=key, esia_certificate_file=pem)
    async with open_signer(settings) as signer:
        signature = await signer.sign("подпись".encode())
        assert len(signature) == 64
        public = await openssl.public_key(pem.read_bytes())
        assert await openssl.verifies(public, signature, "подпись".encode())
        assert not await openssl.verifies(public, signature, b"something else")
        der = ssl.PEM_cert_to_DER_cert(pem.read_text())
        assert signer.certificate_hash == (await openssl.streebog256(der)).hex().upper()


async def test_tokens_signed_by_gost_are_believed(identify: Any, esia: Esia, gost_pair: tuple[Path, Path]) -> None:
    key, pem = gost_pair
    (esia.folder / "gost.pem").write_bytes(pem.read_bytes())
    esia.header = {"alg": "GOST3410_2012_256"}
    config = {"PATH": "/usr/bin:/bin:/usr/local/bin", "OPENSSL_CONF": str(openssl.CONFIGURATION)}

    def sign(data: bytes) -> bytes:
        command = ["openssl", "dgst", "-md_gost12_256", "-sign", str(key)]
        return subprocess.run(command, input=data, env=config, check=True, capture_output=True).stdout

    esia.sign = sign
    assert (await identify()).oid == "1000404446"
    esia.sign = lambda data: sign(data + b"!")
    with pytest.raises(GosuslugiFailed):
        await identify()
    esia.sign, esia.header = sign, {"alg": "RS256"}
    with pytest.raises(GosuslugiFailed):
        await identify()


async def test_a_key_that_cannot_sign_is_found_at_start(gost_pair: tuple[Path, Path], tmp_path: Path) -> None:
    settings = signing_settings(
        esia_signer="gost", esia_key_file=tmp_path / "absent.key", esia_certificate_file=gost_pair[1]
    )
    with pytest.raises(SigningImpossible):
        async with open_signer(settings):
            pass


async def test_a_signing_service_is_asked_for_the_bytes() -> None:
    good = base64.b64encode(bytes(range(64))).decode()
    answers = [
        httpx.Response(200, text=f"{good}\n"),
        httpx.Response(200, text="AAAA"),
        httpx.Response(200, text="not base64"),
        httpx.Response(500, text=good),
    ]
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.content)
        return answers.pop(0)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        signer = RemoteSigner(client, "http://signer/sign", "A" * 64)
        assert await signer.sign(b"data") == bytes(range(64))
        for _ in range(3):
            with pytest.raises(SigningImpossible):
                await signer.sign(b"data")
    assert asked[0] == b"data"


async def test_the_hash_of_a_remote_key_may_be_given(rsa_keys: Any) -> None:
    settings = signing_settings(
        esia_signer="remote", esia_remote_signer_url="http://signer", esia_certificate_hash="B" * 64
    )
    async with open_signer(settings) as signer:
        assert signer.certificate_hash == "B" * 64
    with pytest.raises(SigningImpossible):
        async with open_signer(signing_settings(esia_signer="remote", esia_remote_signer_url="http://signer")):
            pass


async def test_the_development_signer_is_rsa_and_says_so(rsa_keys: Any, tmp_path: Path) -> None:
    key = tmp_path / "rsa.key"
    key.write_bytes(rsa_keys[0].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings = signing_settings(esia_signer="development", esia_key_file=key, esia_certificate_hash="C" * 64)
    with capture_logs() as said:
        async with open_signer(settings) as signer:
            signature = await signer.sign(b"data")
    rsa_keys[0].public_key().verify(signature, b"data", padding.PKCS1v15(), hashes.SHA256())
    assert [line["event"] for line in said] == ["development_signer_in_use"]


async def test_an_openssl_that_fails_is_a_named_failure(tmp_path: Path) -> None:
    with pytest.raises(openssl.CommandFailed):
        await openssl.openssl("dgst", "-no-such-option")
    with pytest.raises(SigningImpossible):
        await GostSigner(tmp_path / "absent.key", "A" * 64).sign(b"data")
