"""Each refusal of the authorization endpoint, where it goes and in which order."""

import base64
import json
import uuid
from typing import Any

import pytest

from .conftest import CALLBACK, Build, Keys, Party, World, answer_of

TAMPERED = [
    ("007014", {"client_certificate_hash": None}, "client_certificate_hash"),
    ("007014", {"state": None}, "state"),
    ("007014", {"timestamp": None}, "timestamp"),
    ("007014", {"scope": None}, "scope"),
    ("007009", {"response_type": "token"}, "token"),
    ("007013", {"scope": ""}, ""),
    ("007006", {"scope": "openid shoe_size"}, "shoe_size"),
    ("007019", {"scope": "openid drivers_licence_doc"}, "drivers_licence_doc"),
    ("007015", {"timestamp": "2025.09.02 13:00:29 +0300"}, "timestamp"),
    ("007015", {"timestamp": "yesterday"}, "timestamp"),
    ("007003", {"state": "not-a-uuid"}, "state"),
    ("007003", {"access_type": "sometimes"}, "access_type"),
    ("007060", {"roles": "KING"}, "KING"),
    ("007061", {"obj_type": "X"}, "X"),
    ("007062", {"obj_type": "P", "roles": "L"}, ""),
    ("007053", {"client_certificate_hash": "0" * 64}, ""),
    ("007053", {"client_secret": "AAAA"}, ""),
    ("007053", {"client_secret": "not base64!"}, ""),
    ("007038", {"permissions": "%%%"}, "permissions"),
]


@pytest.mark.parametrize(("code", "changes", "words"), TAMPERED)
def test_a_wrong_request_is_refused_by_redirect(world: World, code: str, changes: dict[str, Any], words: str) -> None:
    answer = world.browse(world.party.authorization(**changes))
    assert answer.status_code == 302
    body = world.refused(answer, code)
    assert words in body["error_description"]
    assert answer.headers["location"].startswith(f"{CALLBACK}?")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("008010", {"client_id": "STRANGER"}),
        ("007014", {"client_id": None}),
        ("007023", {"redirect_uri": "http://evil.example/callback"}),
        ("007023", {"redirect_uri": "http://localhost:8080/callback/"}),
        ("007014", {"redirect_uri": None}),
    ],
)
def test_an_unusable_system_or_address_gets_a_page_and_no_redirect(
    world: World, code: str, changes: dict[str, Any]
) -> None:
    answer = world.browse(world.party.authorization(**changes))
    assert answer.status_code == 400
    assert f"ESIA-{code}" in answer.text


def test_a_system_without_a_certificate_is_refused(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys, entry={"certificate": None}))
    world.refused(world.browse(world.party.authorization()), "007002")


def test_a_repeated_parameter_is_refused(world: World) -> None:
    url = world.party.authorization()
    world.refused(world.browse(f"{url}&scope=openid"), "007003")


def test_an_unescaped_plus_of_the_time_is_the_classic_mistake(world: World) -> None:
    url = world.party.authorization()
    assert "%2B0000" in url
    world.refused(world.browse(url.replace("%2B0000", "+0000")), "007015")


def test_the_order_of_the_scope_is_part_of_what_was_signed(world: World) -> None:
    url = world.party.authorization()
    other = url.replace("openid+fullname", "fullname+openid")
    assert other != url
    world.refused(world.browse(other), "007053")


def test_missing_comes_before_wrong_and_scope_before_time(world: World) -> None:
    wrong = {"response_type": "token", "timestamp": "never", "scope": "shoe_size"}
    world.refused(world.browse(world.party.authorization(**wrong, state=None)), "007014")
    world.refused(world.browse(world.party.authorization(**wrong)), "007009")
    world.refused(world.browse(world.party.authorization(scope="shoe_size", timestamp="never")), "007006")


def test_a_prefix_may_be_registered(build: Build, rsa_keys: Keys) -> None:
    world = build(Party(rsa_keys, entry={"redirect_uris": ["http://localhost:8080/*"]}))
    assert world.browse(world.party.authorization()).headers["location"].startswith("/login")


def test_the_first_generation_needs_no_hash(world: World) -> None:
    assert world.browse(world.party.authorization("v1")).headers["location"].startswith("/login")


def test_a_person_of_no_organisation_cannot_open_one(world: World) -> None:
    asked = {"scope_org": "org_fullname"}
    answer = world.log_in(world.party.authorization(**asked), login="viktor.kim@esia.example")
    world.refused(answer, "007194")
    world.browse("/idp/ext/Logout")
    answer = world.log_in(world.party.authorization(**asked))
    assert answer.headers["location"].startswith("/consent")


def permission(**changes: Any) -> str:
    whole = {
        "sysname": "MEDICAL_SERVICE",
        "expire": 262800,
        "purposes": [{"sysname": "MEDICAL_CARE"}],
        "actions": [{"sysname": "USE_DATA"}],
        "scopes": [{"sysname": "fullname"}, {"sysname": "mobile"}],
    }
    text = json.dumps([{**whole, **changes}])
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def named(*names: str) -> list[dict[str, str]]:
    return [{"sysname": name} for name in names]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("036700", {"sysname": ""}),
        ("036701", {"sysname": "HOROSCOPE"}),
        ("036702", {"scopes": named("mobile")}),
        ("036703", {"scopes": named("fullname", "shoe_size")}),
        ("036704", {"sysname": "NOTIFICATION"}),
        ("036705", {"actions": []}),
        ("036706", {"actions": named("SELL_DATA")}),
        ("036707", {"purposes": []}),
        ("036716", {"expire": 0}),
        ("036726", {"purposes": named("CURIOSITY")}),
        ("036727", {"purposes": named("MEDICAL_CARE", "IDENTIFICATION")}),
    ],
)
def test_a_wrong_digital_profile_consent_is_refused(world: World, code: str, changes: dict[str, Any]) -> None:
    url = world.party.authorization(scope="openid", permissions=permission(**changes))
    world.refused(world.browse(url), code)


def test_a_digital_profile_consent_opens_the_scopes_inside_it(world: World) -> None:
    url = world.party.authorization(scope="openid", permissions=permission())
    tokens = world.tokens(url, scope="openid")
    assert world.data(tokens).json()["lastName"] == "Соколова"
    assert "snils" not in world.data(tokens).json()


def test_the_journal_shows_the_exact_string_to_sign(world: World) -> None:
    url = world.party.authorization(client_secret="AAAA")
    world.refused(world.browse(url), "007053")
    entry = world.admin("GET", "journal").json()[0]
    sent = answer_of(url)
    expected = "".join(sent[n] for n in ("client_id", "scope", "timestamp", "state", "redirect_uri"))
    assert entry["expected"] == [expected]
    assert entry["checks"][-1]["check"] == "client_secret"
    assert entry["checks"][-1]["ok"] is False
    assert entry["checks"][0]["ok"] is True


def test_the_journal_never_holds_a_password(world: World) -> None:
    world.callback()
    assert "demo1234" not in world.admin("GET", "journal").text


@pytest.mark.parametrize("code", ["007007", "007008"])
def test_troubles_of_the_service_itself_are_made_by_faults(world: World, code: str) -> None:
    world.fault("ac", f"error:{code}")
    world.refused(world.browse(world.party.authorization()), code)
    assert world.browse(world.party.authorization()).headers["location"].startswith("/login")


def test_state_is_echoed_in_every_refusal(world: World) -> None:
    state = str(uuid.uuid4())
    body = world.refused(world.browse(world.party.authorization(state=state, response_type="x")), "007009")
    assert body["state"] == state
