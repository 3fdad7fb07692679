"""The hand that moves the stand: people, keys, time, faults, logins without a browser."""

import io
import zipfile
from pathlib import Path

import httpx
import pytest
from cryptography import x509

from .conftest import SCOPE, Build, Keys, Party, World, answer_of, claims, confirmed


def certificates(world: World) -> list[Path]:
    return list((world.state_dir / "certificates").glob("*.pem"))


def test_without_a_token_in_the_settings_there_is_no_admin(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys), admin_token="")
    assert world.admin("GET", "persons").status_code == 404


def test_a_wrong_admin_token_is_refused(world: World) -> None:
    assert world.http.get("/__sandbox/persons").status_code == 401
    assert world.http.get("/__sandbox/persons", headers={"X-Sandbox-Token": "x"}).status_code == 401
    headers = {"Authorization": "Bearer admin-token"}
    assert world.http.get("/__sandbox/persons", headers=headers).status_code == 200


def test_a_new_person_logs_in(world: World) -> None:
    fields = {"logins": ["new@esia.example"], "password": "p", "lastName": "Новая", "firstName": "Вера"}
    fields |= {"birthDate": "01.01.1990", "gender": "F"}
    added = world.admin("POST", "persons", fields)
    assert added.status_code == 201
    assert world.data(world.tokens(login="new@esia.example", password="p")).json()["lastName"] == "Новая"
    assert world.admin("POST", "persons", fields).status_code == 409
    assert world.admin("POST", "persons", {"lastName": "?"}).status_code == 422


def test_rotation_with_overlap_keeps_the_previous_certificate(world: World) -> None:
    old = world.tokens()
    assert len(world.admin("POST", "rotate-key", {"overlap": True}).json()["published"]) == 2
    fresh = world.exchange(refresh_token=old["refresh_token"]).json()
    assert confirmed(old["id_token"], certificates(world))
    assert confirmed(fresh["id_token"], certificates(world))
    assert world.data(old).status_code == 200


def test_rotation_without_overlap_forgets_the_previous_key(world: World) -> None:
    old = world.tokens()
    world.admin("POST", "rotate-key", {"overlap": False})
    assert len(certificates(world)) == 1
    assert not confirmed(old["id_token"], certificates(world))
    assert world.data(old).status_code == 401


def test_the_published_archive_holds_what_the_folder_holds(world: World) -> None:
    world.admin("POST", "rotate-key", {"overlap": True})
    archive = zipfile.ZipFile(io.BytesIO(world.browse("/public/esia.zip").content))
    serials = {x509.load_der_x509_certificate(archive.read(name)).serial_number for name in archive.namelist()}
    known = {x509.load_pem_x509_certificate(path.read_bytes()).serial_number for path in certificates(world)}
    assert serials == known
    current = x509.load_der_x509_certificate(world.browse("/public/esia.cer").content)
    assert current.serial_number in known


def test_the_content_of_answers_lies_on_order(world: World) -> None:
    world.fault("te", "string_expires_in")
    world.fault("te", "no_id_token")
    world.fault("te", "wrong_state_echo")
    form = world.party.token_form(code=world.callback()["code"])
    body = world.http.post("/aas/oauth2/v3/te", data=form).json()
    assert body["expires_in"] == "3600"
    assert "id_token" not in body
    assert body["state"] != form["state"]


@pytest.mark.parametrize("action", ["bad_signature", "unknown_key", "alg_none"])
def test_tokens_that_must_not_be_believed_are_made_on_order(world: World, action: str) -> None:
    world.fault("te", action)
    tokens = world.tokens()
    assert not confirmed(tokens["id_token"], certificates(world))
    assert world.data(tokens).status_code == 401
    assert claims(tokens["id_token"], 0)["alg"] == ("none" if action == "alg_none" else "RS256")
    assert confirmed(world.tokens()["id_token"], certificates(world))


@pytest.mark.parametrize(
    ("action", "claim", "wrong"),
    [("wrong_iss", "iss", "http://somebody-else.example/"), ("wrong_aud", "aud", "SOMEBODY_ELSE")],
)
def test_wrong_claims_are_made_on_order(world: World, action: str, claim: str, wrong: str) -> None:
    world.fault("te", action)
    assert claims(world.tokens()["id_token"])[claim] == wrong


def test_an_expired_token_is_made_on_order(world: World) -> None:
    world.fault("te", "expired_token")
    tokens = world.tokens()
    assert claims(tokens["id_token"])["exp"] < claims(world.tokens()["id_token"])["iat"]
    assert world.data(tokens).status_code == 401


@pytest.mark.parametrize("match", ["te", "rs", "/rs/prns/*"])
def test_html_comes_with_500_where_json_was_expected(world: World, match: str) -> None:
    code = world.callback()["code"]
    world.fault(match, "http_500_html")
    answer = world.exchange(code=code)
    if match != "te":
        assert answer.status_code == 200
        answer = world.data(answer.json())
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")
    if match == "te":
        assert world.exchange(code=code).status_code == 200


def test_overload_and_ordered_errors(world: World) -> None:
    world.fault("te", "http_503")
    assert world.exchange(code="x").status_code == 503
    world.fault("te", "error:ESIA-007008")
    body = world.refused(world.exchange(code="x"), "007008")
    assert body["error"] == "temporarily_unavailable"
    tokens = world.tokens()
    world.fault("rs", "error:007007")
    assert world.data(tokens).json()["code"] == "ESIA-007007"


def test_a_dropped_connection_has_no_answer(world: World) -> None:
    world.fault("te", "drop_connection")
    with pytest.raises((ConnectionError, httpx.TransportError)):
        world.exchange(code="x")


def test_faults_are_listed_cleared_and_checked(world: World) -> None:
    world.fault("rs", "delay:0.01", times=None)
    assert world.admin("GET", "faults").json()[0]["action"] == "delay:0.01"
    assert world.admin("DELETE", "faults").status_code == 204
    assert world.admin("GET", "faults").json() == []
    assert world.admin("POST", "faults", [{"match": "te", "action": "dance"}]).status_code == 422


def test_login_without_a_browser_by_the_address_of_the_system(world: World) -> None:
    url = f"http://esia.localhost:8090{world.party.authorization()}"
    order = {"url": url, "person": "anna.sokolova@esia.example"}
    answer = world.admin("POST", "autologin", order).json()["url"]
    assert answer_of(answer)["state"] == answer_of(url)["state"]
    assert world.exchange(code=answer_of(answer)["code"]).status_code == 200
    refused = world.admin("POST", "autologin", {**order, "person": 1000500002, "decision": "refuse"}).json()["url"]
    assert "ESIA-007004" in answer_of(refused)["error_description"]


def test_login_without_a_browser_examines_the_request_too(world: World) -> None:
    url = f"http://esia.localhost:8090{world.party.authorization(client_secret='AAAA')}"
    answer = world.admin("POST", "autologin", {"url": url, "person": 1000500001}).json()["url"]
    assert "ESIA-007053" in answer_of(answer)["error_description"]
    url = f"http://esia.localhost:8090{world.party.authorization(client_id='NOBODY')}"
    assert world.admin("POST", "autologin", {"url": url, "person": 1000500001}).status_code == 422


def test_login_without_a_browser_by_the_name_of_the_system(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys, entry={"require_trusted": True}))
    order = {"client": "SYSTEM", "person": 1000500001, "scopes": SCOPE.split()}
    answer = answer_of(world.admin("POST", "autologin", order).json()["url"])
    assert world.exchange(code=answer["code"]).status_code == 200
    unconfirmed = world.admin("POST", "autologin", {**order, "person": 1000500007}).json()["url"]
    assert "ESIA-007055" in answer_of(unconfirmed)["error_description"]
    assert world.admin("POST", "autologin", {**order, "person": 1000500010}).status_code == 422


def test_a_reset_brings_the_first_morning_back(world: World) -> None:
    tokens = world.tokens()
    world.admin("PATCH", "persons/1000500001", {"lastName": "Другая"})
    world.admin("POST", "clock", {"offset": 100})
    assert world.admin("POST", "reset").status_code == 204
    assert world.data(tokens).status_code == 401
    assert world.admin("GET", "grants").json() == []
    assert world.admin("GET", "persons").json()[0]["lastName"] == "Соколова"
    assert confirmed(tokens["id_token"], certificates(world))
