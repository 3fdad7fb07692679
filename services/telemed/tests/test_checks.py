"""Checking one's way to a consultation before there is one: a relay for some minutes, and a socket that answers."""

import asyncio
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from common.testing import Client, MakeClient
from pydantic import SecretStr
from telemed.signalling.limits import Allowances
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

CHECKS = "/api/telemed/checks"
SUBPROTOCOL = "mila.check.v1"


def open_probe(server: Any, client: Client, **options: Any) -> Any:
    authorization = options.pop("authorization", client.authorization)
    headers = {"Authorization": authorization} if authorization else {}
    asked = {"origin": client.headers.get("origin"), "subprotocols": [SUBPROTOCOL], "proxy": None}
    return connect(f"ws://127.0.0.1:{server.port}{CHECKS}/socket", additional_headers=headers, **asked | options)


async def test_a_patient_may_check_without_a_room(as_patient: MakeClient) -> None:
    """R111: before any visit. Where there is no relay, that is said by an empty list."""
    answer = await as_patient().post(CHECKS)
    answered = answer.json()
    assert (answer.status_code, answered["ice_servers"]) == (201, [])
    assert answered["server_time"] < answered["expires_at"]


class TestWithARelay:
    @pytest.fixture
    def extra_settings(self) -> dict[str, Any]:
        return {"turn_urls": ("turn:turn.example:3478",), "turn_secret": SecretStr("north")}

    async def test_a_check_is_lent_the_relay_for_minutes(self, as_patient: MakeClient) -> None:
        patient = as_patient()
        (server,) = (await patient.post(CHECKS)).json()["ice_servers"]
        assert server["urls"] == ["turn:turn.example:3478"]
        until, user = server["username"].split(":")
        assert user == f"check.{patient.person_id.hex}"
        assert int(until) < (datetime.now(UTC) + timedelta(minutes=6)).timestamp()


async def test_a_check_is_for_those_who_may_enter_a_room(
    api: Client, as_password_patient: MakeClient, as_doctor: MakeClient
) -> None:
    """R034: a stranger and a password session get no relay; a doctor checks like anybody."""
    stranger, password = await api.post(CHECKS), await as_password_patient().post(CHECKS)
    assert (stranger.status_code, stranger.json()["code"]) == (401, "unauthenticated")
    assert (password.status_code, password.json()["code"]) == (403, "identification_required")
    assert (await as_doctor().post(CHECKS)).status_code == 201


async def test_another_site_starts_no_check(as_patient: MakeClient) -> None:
    refused = await as_patient().post(CHECKS, headers={"Origin": "https://evil.example"})
    assert (refused.status_code, refused.json()["code"]) == (403, "origin_refused")


async def test_checks_of_one_person_are_limited_and_do_not_limit_another(as_patient: MakeClient) -> None:
    patient = as_patient()
    answers = [(await patient.post(CHECKS)) for _ in range(21)]
    assert [one.status_code for one in answers] == [201] * 20 + [429]
    assert answers[-1].json()["code"] == "too_many_requests"
    assert (await as_patient().post(CHECKS)).status_code == 201


async def test_the_probe_answers_pings(server: Any, as_patient: MakeClient) -> None:
    """R111: the network lets a socket through, and the round trip can be measured."""
    async with open_probe(server, as_patient()) as wire:
        assert wire.subprotocol == SUBPROTOCOL
        for _ in range(3):
            await wire.send(json.dumps({"type": "ping"}))
            async with asyncio.timeout(5):
                assert json.loads(await wire.recv())["type"] == "pong"


async def closing(wire: Any) -> tuple[int, str]:
    with suppress(ConnectionClosed):
        async with asyncio.timeout(5):
            async for _ in wire:
                pass
    return wire.close_code, wire.close_reason


async def test_the_probe_is_no_room(server: Any, as_patient: MakeClient) -> None:
    """Nobody without a session, nothing but pings, and not for ever."""
    async with open_probe(server, as_patient(), authorization=None) as wire:
        assert await closing(wire) == (1008, "unauthenticated")
    async with open_probe(server, as_patient()) as wire:
        await wire.send(json.dumps({"type": "bye"}))
        assert await closing(wire) == (1002, "only_ping")
    async with open_probe(server, as_patient()) as wire:
        for _ in range(30):
            await wire.send(json.dumps({"type": "ping"}))
        assert await closing(wire) == (1000, "enough")
    with pytest.raises(InvalidStatus):
        async with open_probe(server, as_patient(), origin="https://evil.example"):
            pass


def test_an_allowance_is_each_persons_own_and_the_quietest_is_forgotten() -> None:
    kept: Allowances[UUID] = Allowances(1, seconds=60, most_keys=2)
    one, two, three = uuid4(), uuid4(), uuid4()
    assert [kept.take(one), kept.take(one), kept.take(two), kept.take(three)] == [True, False, True, True]
    assert kept.take(one)
