"""The token endpoint: codes, refresh tokens, systems, and every way to be refused."""

import base64
import uuid
from hashlib import sha256
from typing import Any

import pytest

from .conftest import Build, Keys, Party, World, claims, joined, stamp


def test_the_answer_echoes_the_new_state_and_is_never_stored(world: World) -> None:
    state = str(uuid.uuid4())
    answer = world.exchange(code=world.callback()["code"], state=state)
    assert answer.json()["state"] == state
    assert answer.headers["cache-control"] == "no-store"


def test_without_openid_there_is_no_id_token_and_online_has_no_refresh(world: World) -> None:
    url = world.party.authorization(scope="fullname", access_type="online")
    tokens = world.tokens(url, scope="fullname")
    assert "id_token" not in tokens
    assert "refresh_token" not in tokens


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("007014", {"client_certificate_hash": None}),
        ("007014", {"client_id": None}),
        ("007014", {"token_type": None}),
        ("007014", {"grant_type": None}),
        ("007014", {"redirect_uri": None}),
        ("007012", {"grant_type": "password"}),
        ("007005", {"grant_type": "client_credentials"}),
        ("008010", {"client_id": "STRANGER"}),
        ("007013", {"scope": ""}),
        ("007006", {"scope": "shoe_size"}),
        ("007019", {"scope": "openid drivers_licence_doc"}),
        ("007015", {"timestamp": "2020.01.01 00:00:00 +0300"}),
        ("007003", {"state": "x"}),
        ("007003", {"token_type": "MAC"}),
        ("007053", {"client_secret": "AAAA"}),
        ("007053", {"client_certificate_hash": "0" * 64}),
        ("007011", {"redirect_uri": "http://localhost:8080/callback/"}),
        ("007011", {"scope": "openid"}),
        ("007011", {"code": "invented"}),
        ("007039", {"code_verifier": "unasked"}),
    ],
)
def test_a_wrong_exchange_is_refused_and_the_code_lives_on(world: World, code: str, changes: dict[str, Any]) -> None:
    given = world.callback()["code"]
    answer = world.exchange(**{"code": given, **changes})
    assert answer.status_code == 400
    assert "state" in world.refused(answer, code)
    assert world.exchange(code=given).status_code == 200


def test_a_system_without_a_certificate_gets_no_tokens(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys, entry={"certificate": None}))
    world.refused(world.exchange(code="any"), "007002")


def test_parameters_must_come_as_a_form_and_once(world: World) -> None:
    world.refused(world.http.post("/aas/oauth2/v3/te", json={"code": "x"}), "007038")
    form = world.party.token_form(code="x")
    doubled = "&".join(f"{name}={value}" for name, value in form.items()) + "&code=y"
    headers = {"content-type": "application/x-www-form-urlencoded"}
    world.refused(world.http.post("/aas/oauth2/v3/te", content=doubled, headers=headers), "007003")


def test_a_replayed_code_is_refused_and_kills_its_tokens(world: World) -> None:
    code = world.callback()["code"]
    tokens = world.exchange(code=code).json()
    assert world.data(tokens).status_code == 200
    world.refused(world.exchange(code=code), "007011")
    assert world.data(tokens).status_code == 401
    world.refused(world.exchange(refresh_token=tokens["refresh_token"]), "007011")


def test_an_expired_code_is_refused(world: World) -> None:
    code = world.callback()["code"]
    world.admin("POST", "clock", {"offset": 121})
    body = world.refused(world.exchange(code=code, timestamp=stamp(121)), "007011")
    assert body["error"] == "invalid_grant"


def test_a_code_of_another_system_is_refused(build: Build, rsa_keys: Keys) -> None:
    other = Party(rsa_keys, mnemonic="OTHER")
    world = build(Party(rsa_keys), other)
    code = world.callback()["code"]
    world.refused(world.http.post("/aas/oauth2/v3/te", data=other.token_form(code=code)), "007011")
    assert world.exchange(code=code).status_code == 200


def test_a_refresh_token_works_once_and_its_successor_after_it(world: World) -> None:
    tokens = world.tokens()
    second = world.exchange(refresh_token=tokens["refresh_token"]).json()
    assert second["refresh_token"] != tokens["refresh_token"]
    assert world.data(second).status_code == 200
    world.refused(world.exchange(refresh_token=tokens["refresh_token"]), "007011")
    assert world.exchange(refresh_token=second["refresh_token"]).status_code == 200


def test_the_other_documented_refresh_string_is_taken_too(world: World) -> None:
    token = world.tokens()["refresh_token"]
    form = world.party.token_form(refresh_token=token, redirect_uri=None, token_type=None)
    names = ("client_id", "scope", "timestamp", "state", "refresh_token")
    form["client_secret"] = world.party.secret("v2", joined(form, *names))
    assert world.http.post("/aas/oauth2/v3/te", data=form).status_code == 200


def test_an_expired_refresh_token_is_refused(world: World) -> None:
    token = world.tokens()["refresh_token"]
    world.admin("POST", "clock", {"offset": 31 * 86400})
    world.refused(world.exchange(refresh_token=token, timestamp=stamp(31 * 86400)), "007011")


def test_a_closed_account_refreshes_nothing(world: World) -> None:
    token = world.tokens()["refresh_token"]
    world.admin("PATCH", "persons/1000500001", {"status": "BLOCKED"})
    world.refused(world.exchange(refresh_token=token), "007011")


@pytest.mark.parametrize("method", ["S256", "GOST3411"])
def test_pkce_is_checked_when_it_was_begun(world: World, request: pytest.FixtureRequest, method: str) -> None:
    verifier = "a" * 50
    if method == "S256":
        raw = sha256(verifier.encode()).digest()
    else:
        request.getfixturevalue("gost_keys")
        from esia_sandbox.openssl import streebog256

        raw = streebog256(verifier.encode())
    challenge = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    begun = {"code_challenge": challenge, "code_challenge_method": method}
    code = world.callback(world.party.authorization(**begun))["code"]
    world.refused(world.exchange(code=code), "007040")
    world.refused(world.exchange(code=code, code_verifier="b" * 50), "007040")
    assert world.exchange(code=code, code_verifier=verifier).status_code == 200


@pytest.mark.parametrize("generation", ["v1", "v2"])
def test_a_system_gets_a_token_of_its_own(build: Build, rsa_keys: Keys, generation: str) -> None:
    world = build(Party(rsa_keys, entry={"grants": ["client_credentials"]}))
    asked = {"grant_type": "client_credentials", "scope": "prm_chg?oid=1000500001"}
    answer = world.exchange(generation, **asked)
    assert answer.status_code == 200, answer.text
    assert claims(answer.json()["access_token"])["scope"] == asked["scope"]


def test_tokens_may_be_signed_with_gost(build: Build, gost_keys: Keys) -> None:
    import subprocess

    from esia_sandbox import openssl

    world = build(Party(gost_keys, entry={"token_alg": "GOST3410_2012_256"}))
    tokens = world.tokens()
    assert claims(tokens["id_token"], 0)["alg"] == "GOST3410_2012_256"
    body, _, text = tokens["id_token"].rpartition(".")
    proof = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert len(proof) == 64
    certificate = (world.state_dir / "certificates" / "esia-gost-0001.pem").read_bytes()
    signature = world.state_dir / "proof"
    key = world.state_dir / "public.pem"
    signature.write_bytes(proof)
    key.write_bytes(openssl.public_key_of(certificate))
    subprocess.run(
        ["openssl", "dgst", "-md_gost12_256", "-verify", str(key), "-signature", str(signature)],
        input=body.encode(),
        env={"OPENSSL_CONF": str(openssl.CONFIG), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    assert world.data(tokens).status_code == 200
