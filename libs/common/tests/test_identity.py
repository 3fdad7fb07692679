from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from common import clock
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient
from common.outage import is_outage
from pydantic import SecretStr

PERSON = uuid4()
CARD = {"person_id": str(PERSON), "full_name": "И", "given_name": "Иван", "time_zone": "Europe/Moscow", "newer": 1}


class Identity:
    """The two ends of identity this client knows; ``answers`` replaces cards by statuses."""

    def __init__(self, token: Callable[..., str]) -> None:
        self._make = token
        self.tokens: list[str] = []
        self.valid = ""
        self.status = 200

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/internal/service-tokens":
            assert request.read() == b'{"name":"notify","secret":"hush"}'
            self.valid = self._make(sub="service:notify", nonce=len(self.tokens))
            self.tokens.append(self.valid)
            return httpx.Response(200, json={"token": self.valid})
        if request.headers["authorization"] != f"Bearer {self.valid}":
            return httpx.Response(401)
        if request.url.path == f"/internal/verifications/{PERSON}":
            return httpx.Response(self.status, json={"email": "a@b.c", "purpose": "recovery", "link": "http://l"})
        assert request.url.path in (f"/internal/people/{PERSON}", f"/internal/doctors/{PERSON}")
        if "doctors" in request.url.path:
            return httpx.Response(self.status, json={**CARD, "doctor_id": str(PERSON), "position": "терапевт"})
        return httpx.Response(self.status, json=CARD)


@pytest.fixture
def identity(token: Callable[..., str]) -> Identity:
    return Identity(token)


@pytest.fixture
async def client(identity: Identity) -> Any:
    transport = httpx.MockTransport(identity.answer)
    async with IdentityClient("http://i", name="notify", secret=SecretStr("hush"), transport=transport) as made:
        yield made


async def test_cards_are_read_and_newer_fields_ignored(client: IdentityClient) -> None:
    person = await client.person(PERSON)
    assert (person.person_id, person.given_name, person.email) == (PERSON, "Иван", None)
    assert not person.notifications_allowed
    doctor = await client.doctor(PERSON)
    assert (doctor.doctor_id, doctor.position) == (UUID(str(PERSON)), "терапевт")
    assert (await client.verification(PERSON)).purpose == "recovery"


async def test_one_token_serves_until_its_end(client: IdentityClient, identity: Identity) -> None:
    with clock.frozen(clock.now()):
        await client.person(PERSON)
        await client.person(PERSON)
        assert len(identity.tokens) == 1
        clock.shift(timedelta(seconds=51))
        await client.person(PERSON)
        assert len(identity.tokens) == 2


async def test_a_token_refused_before_its_time_is_replaced_once(client: IdentityClient, identity: Identity) -> None:
    await client.person(PERSON)
    identity.valid = "rotated"
    assert (await client.person(PERSON)).person_id == PERSON
    assert len(identity.tokens) == 2


@pytest.mark.parametrize(("status", "refusal"), [(404, NotFound), (500, Unavailable), (403, Unavailable)])
async def test_what_identity_cannot_say_is_a_refusal(
    client: IdentityClient, identity: Identity, status: int, refusal: type[Exception]
) -> None:
    identity.status = status
    with pytest.raises(refusal):
        await client.person(PERSON)


async def test_a_silent_identity_is_unavailable() -> None:
    def silent(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("")

    transport = httpx.MockTransport(silent)
    async with IdentityClient("http://i", name="notify", secret=SecretStr("hush"), transport=transport) as client:
        with pytest.raises(Unavailable) as refused:
            await client.person(PERSON)
    assert is_outage(refused.value), "an event whose handler asks identity waits, and burns no attempts"
