"""The handshake: rights, close codes of rejected sockets, protocol breaches, who takes the seat."""

import asyncio
import json
import socket as sockets
from typing import Any
from uuid import uuid4

import pytest
from common.context import Context
from common.networks import network
from common.testing import MakeClient, eventually
from telemed.domain import protocol
from telemed.signalling.handlers import HANDLERS
from telemed.signalling.limits import Allowances
from websockets.exceptions import InvalidStatus

Pair = tuple[Any, Any]


async def turned_away(server: Any, client: Any, booking_id: Any, new_browser: Any, **options: Any) -> tuple[int, str]:
    async with server.socket(client, booking_id, **options) as wire:
        browser = new_browser(wire)
        closed: tuple[int, str] = await browser.closed()
        assert browser.passed == []
        return closed


async def test_a_third_person_cannot_enter(
    server: Any, room: Any, as_patient: MakeClient, as_doctor: MakeClient, new_browser: Any
) -> None:
    """R174: neither another patient nor another doctor; a room that is not there looks the same."""
    for stranger in (as_patient(), as_doctor()):
        assert await turned_away(server, stranger, room.booking_id, new_browser) == (1008, "not_found")
    assert await turned_away(server, room.patient, uuid4(), new_browser) == (1008, "not_found")


async def test_there_is_no_room_before_the_booking_is_confirmed(server: Any, visit: Any, new_browser: Any) -> None:
    """R174: the doctor cannot call before there is a paid record."""
    assert await turned_away(server, visit.doctor, visit.booking_id, new_browser) == (1008, "not_found")


async def test_nobody_enters_without_a_session(server: Any, room: Any, new_browser: Any) -> None:
    for nothing in (None, "Bearer nonsense", "Basic cGF0aWVudA=="):
        closed = await turned_away(server, room.patient, room.booking_id, new_browser, authorization=nothing)
        assert closed == (1008, "unauthenticated")


async def test_a_password_session_is_not_identified(
    server: Any, room: Any, as_password_patient: MakeClient, new_browser: Any
) -> None:
    """R034: online visits are for people who came in by Gosuslugi."""
    client = as_password_patient(room.patient.person_id)
    assert await turned_away(server, client, room.booking_id, new_browser) == (1008, "identification_required")


async def test_another_site_does_not_open_a_socket(server: Any, room: Any) -> None:
    for origin in ("https://evil.example", "http://localhost:8081", None):
        with pytest.raises(InvalidStatus) as refused:
            async with server.socket(room.patient, room.booking_id, origin=origin):
                pass
        assert refused.value.response.status_code == 403


async def test_another_protocol_is_a_breach(server: Any, room: Any, new_browser: Any) -> None:
    for offered in (None, ["mila.v0"]):
        closed = await turned_away(server, room.patient, room.booking_id, new_browser, subprotocols=offered)
        assert closed == (1002, "subprotocol")


BREACHES = [
    "not json",
    "[]",
    "{}",
    '"say"',
    '{"type": "launch"}',
    '{"type": ["say"]}',
    "[" * 50_000,
    "NaN",
    b"\x00\x01",
]


@pytest.mark.parametrize("frame", BREACHES)
async def test_a_breach_of_the_protocol_closes_the_socket(both: Pair, frame: str | bytes) -> None:
    patient, doctor = both
    await patient.wire.send(frame)
    assert (await patient.closed())[0] == 1002
    assert (await doctor.receive("peer_left"))["reason"] == "lost"


async def test_a_frame_has_at_most_256_kib(both: Pair) -> None:
    patient, _ = both
    await patient.wire.send(json.dumps({"type": "say", "client_id": str(uuid4()), "text": "a" * 256 * 1024}))
    assert (await patient.closed())[0] == 1009


async def test_fields_of_a_newer_browser_are_ignored(both: Pair) -> None:
    patient, _ = both
    await patient.send("ping", colour="green")
    assert (await patient.next())["type"] == "pong"


async def test_a_newer_tab_takes_the_seat(both: Pair, enter: Any, room: Any) -> None:
    patient, doctor = both
    newer = await enter(room.patient, room)
    assert await patient.closed() == (4001, "seat_taken")
    # The other end learns that it is a new socket, not that the seat was empty.
    assert (await doctor.next())["type"] == "peer_joined"
    await newer.text("Я здесь")
    assert (await newer.next())["text"] == "Я здесь"
    assert (await doctor.next())["text"] == "Я здесь"
    assert await doctor.settled() == []


async def test_ten_tabs_at_once_leave_one(server: Any, room: Any, new_browser: Any, context: Context) -> None:
    async def tab() -> int:
        async with server.socket(room.patient, room.booking_id) as wire:
            return int((await new_browser(wire).closed())[0])

    tabs = [asyncio.create_task(tab()) for _ in range(10)]
    await eventually(lambda: sum(task.done() for task in tabs) == 9)
    assert {task.result() for task in tabs if task.done()} == {4001}
    (last,) = [task for task in tabs if not task.done()]
    last.cancel()
    await asyncio.gather(last, return_exceptions=True)
    await eventually(lambda: not context.resources._sockets)


async def test_a_silent_socket_is_closed_and_the_peer_notified(
    app: Any, context: Context, room: Any, new_server: Any, new_browser: Any
) -> None:
    """The other side of the TCP connection is there and answers nothing, as after a lost mobile network."""
    async with (
        new_server(app, context.settings, ws_ping_interval=0.2, ws_ping_timeout=0.3) as server,
        server.socket(room.doctor, room.booking_id) as wire,
    ):
        doctor = new_browser(wire)
        await doctor.receive("welcome")
        with sockets.create_connection(("127.0.0.1", server.port)) as silent:
            silent.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_sendall(silent, handshake(room))
            assert b"101 Switching" in await loop.sock_recv(silent, 4096)
            await doctor.receive("peer_joined")
            assert (await doctor.receive("peer_left"))["reason"] == "lost"


def handshake(room: Any) -> bytes:
    lines = [
        f"GET {room.path}/socket HTTP/1.1",
        "Host: localhost",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: mila.v1",
        f"Origin: {room.patient.headers['origin']}",
        f"Authorization: {room.patient.authorization}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def test_a_server_that_stops_says_so_and_frees_the_seats(
    app: Any, context: Context, room: Any, new_server: Any, new_browser: Any
) -> None:
    async with new_server(app, context.settings) as server, server.socket(room.patient, room.booking_id) as wire:
        patient = new_browser(wire)
        await patient.receive("welcome")
        stopping = asyncio.create_task(server.stop())
        assert (await patient.closed())[0] == 1012
        await stopping
    assert (await room.doctor.get(room.path)).json()["peer_present"] is False


async def test_an_unforeseen_failure_is_1011_and_says_nothing(both: Pair, monkeypatch: Any) -> None:
    patient, _ = both

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("Петрова Анна Сергеевна")

    monkeypatch.setitem(HANDLERS, protocol.Say, broken)
    await patient.text("Здравствуйте")
    assert await patient.closed() == (1011, "unforeseen")


async def test_too_many_connections_are_answered_429_before_the_handshake(
    server: Any, room: Any, as_patient: MakeClient, new_browser: Any
) -> None:
    """A hundred connects in half a second were let in; ten are, and the others get Retry-After."""
    for _ in range(10):
        async with server.socket(room.patient, room.booking_id) as wire:
            assert (await new_browser(wire).next())["type"] == "welcome"
    for _ in range(5):
        with pytest.raises(InvalidStatus) as refused:
            async with server.socket(room.patient, room.booking_id):
                pass
        answer = refused.value.response
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
        assert json.loads(answer.body or b"")["code"] == "too_many_requests"
    # The other person of the same room is not held up.
    async with server.socket(room.doctor, room.booking_id) as wire:
        assert (await new_browser(wire).next())["type"] == "welcome"


async def test_a_stranger_is_counted_by_network(server: Any, room: Any, monkeypatch: Any, context: Context) -> None:
    monkeypatch.setattr(context.resources, "_connects_of_network", Allowances(2, seconds=60))
    for _ in range(2):
        async with server.socket(room.patient, room.booking_id, authorization=None):
            pass
    with pytest.raises(InvalidStatus) as refused:
        async with server.socket(room.patient, room.booking_id, authorization=None):
            pass
    assert refused.value.response.status_code == 429


def test_a_network_is_an_ipv4_address_or_a_slash_64() -> None:
    assert network("192.0.2.7") != network("192.0.2.8")
    assert network("2001:db8:1:2::7") == network("2001:db8:1:2:ffff::8") != network("2001:db8:1:3::7")
    assert network("::ffff:192.0.2.7") == network("192.0.2.7") != network("::ffff:192.0.2.8")
    assert network("somewhere") == "somewhere"
