"""The rules alone."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from common.networks import network
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from identity.domain import consents, keys
from identity.domain.devices import device
from identity.domain.logins import (
    STAFF_LIFETIME,
    EffectiveRole,
    LinkWish,
    Position,
    effective_role,
    link_obstacle,
    page,
    return_path,
)
from identity.domain.people import (
    cleaned,
    given_name,
    known_time_zone,
    masked_phone,
    masked_snils,
    normalised_email,
    snils_digits,
)
from identity.domain.sealing import SealBroken, Vault
from identity.domain.strength import too_weak

VAULT = Vault(base64.b64encode(bytes(32)).decode())
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLINIC, DOCTOR = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("path", ["/", "/records/1?tab=chat#end", "/doctors/иванов", "/search?q=a//b"])
def test_a_page_of_ours_is_returned_to(path: str) -> None:
    """R007"""
    assert return_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None, "", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:alert(1)",
        "records", "/a\nSet-Cookie: x", "/a b", "/\tevil", "/api/identity/logout", "/" + "a" * 600, "/a\\b",
    ],
)  # fmt: skip
def test_nothing_else_is_returned_to(path: str | None) -> None:
    assert return_path(path) == "/"


@given(st.text(max_size=40))
def test_a_return_never_leaves_the_site(text: str) -> None:
    found = return_path(text)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert found.isprintable() or all(ord(character) > 32 for character in found)


def test_a_query_cannot_be_broken_out_of() -> None:
    assert page("/login", problem="x", return_to="/a?b=1&c=2#d", other=None) == (
        "/login?problem=x&return_to=/a%3Fb%3D1%26c%3D2%23d"
    )


def wish(**changes: object) -> LinkWish:
    whole = {"oid": "1", "account_oid": None, "oid_owned_by_another": False}
    emails = {"account_email": "a@example.ru", "gosuslugi_email": "a@example.ru"}
    return LinkWish(**(whole | emails | changes))  # type: ignore[arg-type]  # the test chooses the fields


@pytest.mark.parametrize(
    ("changes", "obstacle"),
    [
        ({}, None),
        ({"gosuslugi_email": "b@example.ru"}, "link_email_mismatch"),
        ({"gosuslugi_email": None}, "link_email_unverified"),
        ({"account_email": None}, "link_email_unverified"),
        ({"oid_owned_by_another": True}, "two_cabinets"),
        ({"oid_owned_by_another": True, "gosuslugi_email": "b@example.ru"}, "link_conflict"),
        ({"oid_owned_by_another": True, "account_oid": "2"}, "link_conflict"),
        ({"account_oid": "2"}, "link_conflict"),
        ({"oid_owned_by_another": True, "gosuslugi_email": None}, "link_conflict"),
        ({"account_oid": "1", "gosuslugi_email": None}, None),
    ],
)
def test_two_accounts_become_one_only_by_equal_verified_addresses(
    changes: dict[str, object], obstacle: str | None
) -> None:
    """R038, R040, R044"""
    assert link_obstacle(wish(**changes)) == obstacle


def test_everybody_is_a_patient_and_staff_is_more() -> None:
    both = [
        Position(staff_id=DOCTOR, clinic_id=CLINIC, role="doctor"),
        Position(staff_id=UUID(int=3), clinic_id=CLINIC, role="clinic_admin"),
    ]
    assert effective_role([]) == EffectiveRole()
    assert effective_role(both) == EffectiveRole(
        roles=("patient", "clinic_admin", "doctor"), doctor_id=DOCTOR, clinic_ids=(CLINIC,), lifetime=STAFF_LIFETIME
    )
    assert effective_role(both).lifetime.whole == timedelta(hours=12)
    assert effective_role([]).lifetime.whole == timedelta(days=30)
    assert effective_role(both[1:]).doctor_id is None, "a clinic_admin's staff id is no doctor's"


@pytest.mark.parametrize(
    "password",
    [
        "", "short", "1234567890", "0987654321", "aaaaaaaaaaaa", "Password123", "qwertyuiop", "пароль12345",
        "йцукенгшщз", "abababababab", "anna@example.ru", "petrova1985", "Анна123456", "!!!password!!!",
    ],
)  # fmt: skip
def test_a_weak_password_is_recognised(password: str) -> None:
    assert too_weak(password, "anna@example.ru", "petrova", "Анна")


@pytest.mark.parametrize(
    "password", ["сосновый бор 7 вёрст", "kT9#mQ2$vL", "correct battery staple", "Anna любит рыбу"]
)
def test_a_good_password_is_taken(password: str) -> None:
    assert not too_weak(password, "anna@example.ru", "anna", "Петрова")


JUDGED = json.loads((Path(__file__).parent / "passwords.json").read_text("utf-8"))


@pytest.mark.parametrize(("password", "weak"), [(p, kind == "weak") for kind in ("weak", "good") for p in JUDGED[kind]])
def test_the_server_and_the_meter_judge_alike(password: str, weak: bool) -> None:
    """R031: the same list is judged in the browser's tests."""
    assert too_weak(password, *JUDGED["personal"]) is weak


def test_a_very_long_password_is_judged_by_its_beginning() -> None:
    assert not too_weak("мокрый пёс у фонаря " * 6)
    assert too_weak("ab" * 64)


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/138.0 YaBrowser/25.8 Yowser/2.5 Safari/537.36", "Yandex Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1",
            "Safari iOS",
        ),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "Chrome Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox macOS"),
        ("curl/8", "None None"),
        (None, "None None"),
    ],
)
def test_a_device_is_named_in_two_words(said: str | None, seen: str) -> None:
    found = device(said)
    assert f"{found.browser} {found.system}" == seen


def test_an_address_has_one_spelling() -> None:
    assert normalised_email("  Anna.P@Example.RU ") == "anna.p@example.ru"
    assert normalised_email("я@почта.рф") == "я@xn--80a1acny.xn--p1ai"


@pytest.mark.parametrize(
    "text", ["", "anna", "@example.ru", "a@b", "a b@example.ru", "a@exa..mple.ru", "a@b@c.ru ,x@y.ru"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail"):
        normalised_email(text)


def test_numbers_are_shown_masked() -> None:
    assert snils_digits("000-000-600 06") == "00000060006"
    assert snils_digits("12") is None
    assert masked_snils("00000060006") == "•••-•••-•00 06"
    assert masked_phone("+7(900)0000006") == "+7 ••• •••-00-06"
    assert given_name("Анна", None) == "Анна"


def test_what_is_sealed_opens_only_for_its_purpose() -> None:
    sealed = VAULT.seal("00000060006", "people.snils")
    assert b"00000060006" not in sealed
    assert sealed != VAULT.seal("00000060006", "people.snils")
    assert VAULT.unseal(sealed, "people.snils") == "00000060006"
    for broken in (sealed[:-1], b"\x02" + sealed[1:], sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:]):
        with pytest.raises(SealBroken):
            VAULT.unseal(broken, "people.snils")
    with pytest.raises(SealBroken):
        VAULT.unseal(sealed, "people.document")
    with pytest.raises(SealBroken):
        Vault(base64.b64encode(bytes([1] * 32)).decode()).unseal(sealed, "people.snils")


def test_a_fingerprint_is_equal_for_equals_and_depends_on_the_key() -> None:
    other = Vault(base64.b64encode(bytes([1] * 32)).decode())
    assert VAULT.fingerprint("1", "a") == VAULT.fingerprint("1", "a")
    assert len({VAULT.fingerprint("1", "a"), VAULT.fingerprint("1", "b"), other.fingerprint("1", "a")}) == 3


def key(age: timedelta) -> keys.Key:
    return keys.Key(str(age), Ed25519PrivateKey.generate(), NOON - age)


def test_a_new_key_is_announced_before_it_signs() -> None:
    first, fresh = key(timedelta(days=30)), key(timedelta(minutes=1))
    assert keys.signing([first, fresh], NOON) == first
    assert keys.signing([first, fresh], NOON + timedelta(minutes=4)) == fresh
    assert keys.signing([fresh], NOON) == fresh, "the very first key signs at once"


def test_an_outdated_key_goes_only_when_no_token_of_it_can_live() -> None:
    old, relief = NOON - timedelta(days=30), NOON
    assert keys.outdated([old, relief], NOON + timedelta(minutes=30)) == old, "only keys before the old one may go"
    assert keys.outdated([old, relief], NOON + timedelta(hours=2)) == relief
    assert keys.outdated([], NOON) is None


def test_the_two_consents_are_two_documents() -> None:
    """R021, R022"""
    offered = consents.in_force()
    assert [text.kind.value for text in offered] == ["medical_documents", "notifications"]
    for text in offered:
        assert text.title.startswith("Согласие")
        assert len(text.text) > 1000
        assert consents.is_known(text.kind, text.version)
        assert "отозвать согласие" in text.text


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("testclient", "testclient"),
    ],
)
def test_limits_count_a_subscriber_and_not_its_addresses(address: str, counted: str) -> None:
    assert network(address) == counted


@pytest.mark.parametrize("name", ["Europe/Moscow", "Asia/Yekaterinburg", "America/Argentina/Ushuaia", "UTC", "Etc/UTC"])
def test_a_time_zone_is_a_place(name: str) -> None:
    assert known_time_zone(name)


@pytest.mark.parametrize(
    "name",
    ["localtime", "posixrules", "Factory", "SystemV/MST7MDT", "posix/Europe/Moscow", "right/UTC", "US/Pacific", "W-SU",
     "GMT+0", "EST5EDT", "Europe/", "Europe", "Europe/\0", "../etc/passwd", "Mars/Olympus", ""],
)  # fmt: skip
def test_a_name_that_is_no_place_is_no_time_zone(name: str) -> None:
    assert not known_time_zone(name)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("  Анна\u00a0Мария ", "Анна Мария"), ("Ан\0на", "Анна"), ("\u200b\u202e", ""), (None, ""), ("-", "-")],
)
def test_a_name_is_kept_without_what_nobody_sees(said: str | None, kept: str) -> None:
    assert cleaned(said) == kept


@pytest.mark.parametrize(
    ("password", "personal"),
    [
        ("Премудрая Василиса", ("Премудрая", "Василиса", "v@example.ru")),
        ("василиса-ПРЕМУДРАЯ", ("Премудрая", "Василиса", "v@example.ru")),
        ("ghtvelhfz2026", ("Премудрая", "Василиса", "v@example.ru")),
        ("Семёнова1990", ("Семенова", "Пётр", "p@example.ru")),
        ("nurlan.abenov@mail.kz", ("Абенов", "Нурлан", "nurlan.abenov@mail.kz")),
        ("abenov_nurlan!!", ("Абенов", "Нурлан", "nurlan.abenov@mail.kz")),
    ],
)
def test_a_password_of_the_persons_own_words_is_weak(password: str, personal: tuple[str, ...]) -> None:
    assert too_weak(password, *personal)
    assert not too_weak(f"{password} и сосновый бор", *personal), "with more beside them they do no harm"
