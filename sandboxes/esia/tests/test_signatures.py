"""The client_secret: real signatures, their envelopes and their mistakes."""

import base64
from collections.abc import Callable

import pytest

from .conftest import Build, Keys, Party, World, answer_of, stamp


@pytest.fixture(params=["rsa_keys", "ecdsa_keys", "gost_keys"])
def keys(request: pytest.FixtureRequest) -> Keys:
    found: Keys = request.getfixturevalue(request.param)
    return found


def test_every_algorithm_logs_in_and_exchanges(build: Build, keys: Keys) -> None:
    world = build(Party(keys))
    assert world.tokens()["id_token"]


@pytest.mark.parametrize("name", ["rsa_keys", "gost_keys"])
def test_the_first_generation_takes_a_cms(build: Build, request: pytest.FixtureRequest, name: str) -> None:
    world = build(Party(request.getfixturevalue(name)))
    code = world.callback(world.party.authorization("v1"))["code"]
    answer = world.exchange("v1", code=code)
    assert answer.status_code == 200, answer.text


def test_a_signature_of_another_string_is_refused(build: Build, keys: Keys) -> None:
    world = build(Party(keys))
    url = world.party.authorization(client_secret=world.party.secret("v2", "something else"))
    world.refused(world.browse(url), "007053")


def test_reversed_bytes_of_a_gost_signature_are_refused(build: Build, gost_keys: Keys) -> None:
    world = build(Party(gost_keys))
    url = world.party.authorization()
    sent = answer_of(url)
    names = ("client_id", "scope", "timestamp", "state", "redirect_uri")
    text = "".join(sent[name] for name in names).encode()
    backwards = base64.urlsafe_b64encode(gost_keys.raw(text)[::-1]).decode()
    values = {name: sent[name] for name in (*names, "access_type")}
    world.refused(world.browse(world.party.authorization(**values, client_secret=backwards)), "007053")


def test_a_raw_signature_for_v1_and_a_cms_for_v2_are_refused(world: World) -> None:
    raw = world.party.secret("v2", "x")
    cms = world.party.secret("v1", "x")
    world.refused(world.browse(world.party.authorization("v1", client_secret=raw)), "007053")
    world.refused(world.browse(world.party.authorization("v2", client_secret=cms)), "007053")


@pytest.mark.parametrize("encode", [base64.urlsafe_b64encode, base64.standard_b64encode])
@pytest.mark.parametrize("padded", [True, False])
def test_padded_unpadded_and_plain_base64_are_taken(
    world: World, encode: Callable[[bytes], bytes], padded: bool
) -> None:
    sent = answer_of(world.party.authorization())
    names = ("client_id", "scope", "timestamp", "state", "redirect_uri")
    proof = encode(world.party.keys.raw("".join(sent[name] for name in names).encode())).decode()
    secret = proof if padded else proof.rstrip("=")
    values = {name: sent[name] for name in names}
    answer = world.browse(world.party.authorization(**values, client_secret=secret))
    assert answer.headers["location"].startswith("/login")


@pytest.mark.parametrize("name", ["rsa_keys", "gost_keys"])
def test_a_cms_of_a_stranger_is_refused_though_it_carries_his_certificate(
    build: Build, ecdsa_keys: Keys, rsa_keys: Keys, request: pytest.FixtureRequest, name: str
) -> None:
    """The stranger signs properly; the registered certificate is another."""
    stranger = request.getfixturevalue(name)
    world = build(Party(ecdsa_keys), Party(stranger, mnemonic="STRANGER"))
    sent = answer_of(world.party.authorization("v1"))
    text = "".join(sent[part] for part in ("scope", "timestamp", "client_id", "state"))
    secret = Party(stranger).secret("v1", text)
    values = {part: sent[part] for part in ("scope", "timestamp", "state")}
    world.refused(world.browse(world.party.authorization("v1", **values, client_secret=secret)), "007053")


@pytest.mark.parametrize(("secret_mode", "generation"), [("raw", "v1"), ("cms", "v2")])
def test_a_system_keeps_to_its_registered_envelope(
    build: Build, rsa_keys: Keys, secret_mode: str, generation: str
) -> None:
    world = build(Party(rsa_keys, entry={"secret_mode": secret_mode}))
    world.refused(world.browse(world.party.authorization(generation)), "007053")


def test_shape_mode_looks_only_at_the_shape_and_the_hash(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys), signature_check="shape")
    wrong_text = world.party.secret("v2", "something else")
    assert world.browse(world.party.authorization(client_secret=wrong_text)).headers["location"][:6] == "/login"
    world.refused(world.browse(world.party.authorization(client_secret="AAAA")), "007053")
    bad = {"client_certificate_hash": "0" * 64}
    world.refused(world.browse(world.party.authorization(**bad)), "007053")
    cms = world.party.authorization("v1", client_secret=world.party.secret("v1", "something else"))
    assert world.browse(cms).headers["location"].startswith("/login")
    world.refused(world.browse(world.party.authorization("v1", client_secret="AAAA")), "007053")


def test_off_mode_takes_anything_that_is_there(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys), signature_check="off")
    anything = {"client_secret": "x", "client_certificate_hash": "y"}
    assert world.browse(world.party.authorization(**anything)).headers["location"].startswith("/login")
    world.refused(world.browse(world.party.authorization(client_secret="")), "007014")


def test_an_expired_certificate_of_the_system_is_refused(world: World) -> None:
    world.admin("POST", "clock", {"offset": 400 * 86400})
    later = world.party.authorization(timestamp=stamp(400 * 86400))
    body = world.refused(world.browse(later), "007053")
    assert "not active" in body["error_description"]


def test_the_certificate_hash_is_streebog_by_default(build: Build, gost_keys: Keys, rsa_keys: Keys) -> None:
    """For an RSA certificate of development too, when the engine is there."""
    import subprocess

    from esia_sandbox.openssl import CONFIG

    der = subprocess.run(
        ["openssl", "x509", "-in", str(rsa_keys.certificate), "-outform", "DER"], capture_output=True, check=True
    ).stdout
    digest = subprocess.run(
        ["openssl", "dgst", "-md_gost12_256", "-binary"],
        input=der,
        env={"OPENSSL_CONF": str(CONFIG), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    ).stdout
    world = build(Party(rsa_keys, entry={"cert_hash_alg": "STREEBOG256"}))
    url = world.party.authorization(client_certificate_hash=digest.hex().upper())
    assert world.browse(url).headers["location"].startswith("/login")
    world.refused(world.browse(world.party.authorization()), "007053")
