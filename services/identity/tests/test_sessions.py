"""Browser sessions, their tokens, and the keys that sign them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.context import Context
from common.testing import Client, TestClock
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from identity import jobs
from identity.actions import keys
from identity.domain.keys import Keyring
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def test_a_stranger_gets_an_empty_token(browser: Any, api: Client) -> None:
    assert await browser.exchange() == ""
    answer = await api.get("/internal/session", headers={"Cookie": "__Host-mila=made-up"})
    assert (answer.status_code, answer.headers["x-mila-token"]) == (200, "")
    view = (await browser.get("/session")).json()
    assert (view["authenticated"], view["roles"], view["server_time"][-1]) == (False, [], "Z")


async def test_w3_the_gateway_may_keep_an_answer_for_seconds_and_some_more_in_an_outage(api: Client) -> None:
    answer = await api.get("/internal/session", headers={"Cookie": "__Host-mila=made-up"})
    assert answer.headers["cache-control"] == "max-age=5, stale-if-error=5"


async def test_where_only_members_pass_a_stranger_is_refused_and_that_is_not_kept(api: Client) -> None:
    for headers in ({}, {"Cookie": "__Host-mila=made-up"}):
        answer = await api.get("/internal/session?member=true", headers=headers)
        assert (answer.status_code, answer.headers["cache-control"]) == (401, "no-store")


async def test_a_token_lives_for_a_minute_and_says_who(browser: Any, esia: Any, clock: TestClock) -> None:
    import jwt

    clock.freeze()
    await browser.enter(esia, esia.person())
    token = await browser.exchange()
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["exp"] - claims["iat"], claims["iss"], claims["aud"]) == (60, "mila", "mila")
    assert (claims["name"], claims["given_name"], claims["acr"]) == (
        "Петрова Анна Сергеевна", "Анна Сергеевна", "gosuslugi",
    )  # fmt: skip
    assert "doctor_id" not in claims
    assert {"snils", "email", "oid"}.isdisjoint(claims)


async def test_only_the_digest_of_a_cookie_is_kept(browser: Any, esia: Any, session: AsyncSession) -> None:
    await browser.enter(esia, esia.person())
    rows = str((await session.execute(text("SELECT s::text FROM sessions s"))).all())
    rows += str((await session.execute(text("SELECT l::text FROM logins l"))).all())
    for value in browser.cookies.values():
        assert len(value) == 43
        assert value not in rows


async def test_a_logout_acts_at_once_here_and_at_gosuslugi(browser: Any, new_browser: Any, esia: Any) -> None:
    """R043"""
    await browser.enter(esia, esia.person())
    thief = new_browser()
    thief.cookies = dict(browser.cookies)
    out = (await browser.post("/logout")).json()["redirect_url"]
    assert out == (
        "http://esia.localhost:8090/idp/ext/Logout?client_id=MILA&redirect_url=http%3A%2F%2Flocalhost%3A8080%2Flogin"
    )
    assert await thief.exchange() == ""
    assert (await browser.post("/logout")).json() == {"redirect_url": "/login"}, "a second time is no error"


async def test_an_unused_session_ends_after_a_week_and_a_used_one_after_a_month(
    browser: Any, new_browser: Any, esia: Any, clock: TestClock
) -> None:
    await browser.enter(esia, esia.person())
    idle = new_browser()
    await idle.enter(esia, "1000404446")
    for _ in range(4):
        clock.shift(timedelta(days=6, hours=23))
        assert await browser.exchange()
    assert await idle.exchange() == ""
    clock.shift(timedelta(days=2, hours=5))
    assert await browser.exchange() == ""


async def test_being_seen_is_written_once_a_minute(
    browser: Any, esia: Any, session: AsyncSession, clock: TestClock
) -> None:
    await browser.enter(esia, esia.person())
    seen = text("SELECT last_seen_at FROM sessions")
    first = await session.scalar(seen)
    clock.shift(timedelta(seconds=50))
    await browser.exchange()
    await session.rollback()
    assert await session.scalar(seen) == first
    clock.shift(timedelta(seconds=20))
    await browser.exchange()
    await session.rollback()
    assert await session.scalar(seen) > first


async def published(api: Client) -> list[str]:
    return [key["kid"] for key in (await api.get("/api/identity/jwks")).json()["keys"]]


async def test_keys_are_rotated_and_the_old_one_stays_while_its_tokens_live(
    browser: Any, esia: Any, api: Client, run_job: Any, clock: TestClock, *, session: AsyncSession
) -> None:
    import jwt

    def kid_of(token: str) -> str:
        return str(jwt.get_unverified_header(token)["kid"])

    await browser.enter(esia, esia.person())
    [first] = await published(api)
    await run_job(jobs.rotate_signing_keys)
    assert await published(api) == [first], "not before its time"

    for _ in range(5):
        clock.shift(timedelta(days=6))
        await browser.exchange()
    await browser.enter(esia, "1000404446")
    await run_job(jobs.rotate_signing_keys)
    clock.shift(timedelta(seconds=31))
    assert len(await published(api)) == 2
    second = (set(await published(api)) - {first}).pop()
    old_token = await browser.exchange()
    assert kid_of(old_token) == first, "the new key is announced before it signs"
    clock.shift(timedelta(minutes=5))
    assert kid_of(await browser.exchange()) == second
    assert await browser.principal() is not None
    assert first in await published(api), "tokens of the old key may still live"
    clock.shift(timedelta(hours=1, minutes=1))
    await run_job(jobs.rotate_signing_keys)
    clock.shift(timedelta(seconds=31))
    assert await published(api) == [second]


async def test_private_keys_are_sealed(context: Context, session: AsyncSession) -> None:
    [key] = await keys.known_keys(context.sessions, context.resources)
    row = str((await session.execute(text("SELECT k::text FROM signing_keys k"))).all())
    assert key.private.private_bytes_raw().hex() not in row
    assert key.private.private_bytes_raw().hex().encode().hex() not in row


async def test_another_replica_signs_with_the_same_keys(context: Context) -> None:
    import dataclasses

    mine = await keys.known_keys(context.sessions, context.resources)
    other = dataclasses.replace(context.resources, keyring=Keyring())
    theirs = await keys.known_keys(context.sessions, other)
    assert [key.kid for key in mine] == [key.kid for key in theirs]


async def test_a_service_gets_a_token_with_its_permissions_for_its_secret(api: Client) -> None:
    import base64

    from common.auth import ServicePrincipal, StaticVerifier

    answer = await api.post("/internal/service-tokens", json={"name": "notify", "secret": "secret of notify"})
    assert (answer.status_code, answer.json()["expires_in"]) == (200, 300)
    [key] = (await api.get("/api/identity/jwks")).json()["keys"]
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key["x"] + "="))
    principal = await StaticVerifier({key["kid"]: public}).verify(answer.json()["token"])
    assert principal == ServicePrincipal(name="notify", permissions=frozenset({"people:read", "verifications:read"}))


@pytest.mark.parametrize(
    ("name", "secret"), [("notify", "secret of loader"), ("notify", ""), ("nobody", "secret of notify"), ("nobody", "")]
)
async def test_a_wrong_secret_earns_nothing(api: Client, name: str, secret: str) -> None:
    answer = await api.post("/internal/service-tokens", json={"name": name, "secret": secret})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_what_is_over_is_forgotten(
    browser: Any, esia: Any, run_job: Any, session: AsyncSession, clock: TestClock, *, account: Any
) -> None:
    await account(browser)
    await browser.enter(esia, esia.person())
    await browser.leave()

    async def left() -> dict[str, int]:
        await session.rollback()
        tables = ("logins", "throttles", "verifications", "sessions", "people")
        return {name: int(await session.scalar(text(f"SELECT count(*) FROM {name}")) or 0) for name in tables}

    before = await left()
    await run_job(jobs.forget_what_is_over)
    assert await left() == before
    clock.shift(timedelta(days=8, seconds=1))
    await run_job(jobs.forget_what_is_over)
    assert await left() == before | {"logins": 0, "throttles": 0, "verifications": 0}
    clock.shift(timedelta(days=150))
    await run_job(jobs.forget_what_is_over)
    assert await left() == before | {"logins": 0, "throttles": 0, "verifications": 0, "sessions": 0}


async def test_models_and_migrations_agree(drift: list[Any]) -> None:
    assert drift == []


async def test_internal_routes_require_their_permissions(
    api: Client, as_patient: Any, as_service: Any, *, notify: Client, loader: Client
) -> None:
    someone = uuid4()
    staff = {
        "snils": "000-000-600 06", "full_name": "А Б", "position": "В", "clinic_id": str(someone), "role": "doctor",
    }  # fmt: skip
    account = {"email": "a@example.ru", "password": "демо пароль 1", "last_name": "А", "first_name": "Б"}
    calls: list[tuple[str, str, dict[str, str] | None]] = [
        ("GET", f"/internal/people/{someone}", None),
        ("GET", f"/internal/doctors/{someone}", None),
        ("GET", f"/internal/verifications/{someone}", None),
        ("PUT", f"/internal/staff/{someone}", staff),
        ("PUT", f"/internal/accounts/{someone}", account),
    ]
    for method, path, body in calls:
        assert (await api.request(method, path, json=body)).status_code == 401, path
        assert (await as_patient().request(method, path, json=body)).status_code == 403, path
    contact = f"/internal/people/{someone}/contact"
    assert (await api.get(contact)).status_code == 401
    assert (await as_patient().get(contact)).status_code == 403
    unknown = as_service("loader")
    for method, path, body in [*calls, ("GET", contact, None)]:
        assert (await unknown.request(method, path, json=body)).status_code == 403, path
    for method, path, body in calls[:3]:
        assert (await notify.request(method, path, json=body)).status_code == 404, path
    for method, path, body in calls[2:3]:
        assert (await loader.request(method, path, json=body)).status_code == 403, path
    for method, path, body in calls[3:]:
        assert (await notify.request(method, path, json=body)).status_code == 403, path
        assert (await loader.request(method, path, json=body)).status_code == 204, path
        assert (await loader.request(method, path, json=body)).status_code == 204, "again is the same"
