"""HTTP of telemed: only participants, and what they see."""

from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, MakeClient, eventually
from telemed.domain.rooms import closes_at

# Fixed, so that every worker of a test run names its tests alike.
NOBODY = "00000000-0000-4000-8000-0000000000ff"
PATHS = ("", "/messages", f"/files/{NOBODY}")


@pytest.mark.parametrize("path", PATHS)
async def test_a_stranger_is_nobody_here(room: Any, api: Client, path: str) -> None:
    answer = await api.get(room.path + path)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("path", PATHS)
async def test_a_third_person_finds_no_room(
    room: Any, as_patient: MakeClient, as_doctor: MakeClient, as_ops: MakeClient, path: str
) -> None:
    """R174."""
    for third in (as_patient(), as_doctor(), as_ops()):
        answer = await third.get(room.path + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", PATHS)
async def test_a_password_session_is_not_identified(room: Any, as_password_patient: MakeClient, path: str) -> None:
    answer = await as_password_patient(room.patient.person_id).get(room.path + path)
    assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")
    assert (await as_password_patient().get(room.path + path)).status_code == 404


async def test_each_participant_sees_the_room_from_their_side(room: Any, enter: Any) -> None:
    await enter(room.patient, room)
    seen = (await room.doctor.get(room.path)).json()
    server_time = seen.pop("server_time")
    assert server_time.endswith("Z")
    event = room.confirmed()
    assert seen == {
        "booking_id": str(room.booking_id),
        "state": "open",
        "role": "doctor",
        "patient": {"person_id": str(room.patient.person_id), "full_name": "Петрова Анна Сергеевна"},
        "doctor": {"doctor_id": str(room.doctor.doctor_id), "full_name": "Смирнов Игорь Олегович"},
        "starts_at": zulu(event.starts_at),
        "ends_at": zulu(event.ends_at),
        "can_end_from": zulu(event.starts_at),
        "closes_at": zulu(closes_at(event.ends_at)),
        "call_started_at": None,
        "peer_present": True,
        "stars": None,
    }
    assert (await room.patient.get(room.path)).json()["peer_present"] is False


async def test_a_running_call_is_a_state_of_the_room(room: Any, both: Any, connected: Any) -> None:
    await connected(*both)
    seen = (await room.patient.get(room.path)).json()
    assert seen["state"] == "in_call"
    assert seen["call_started_at"] is not None


async def test_the_doctor_sees_who_waits(
    room: Any, enter: Any, as_doctor: MakeClient, as_patient: MakeClient, api: Client
) -> None:
    """R170: the list of the day with the waiting patient."""
    ids = {"booking_ids": f"{room.booking_id},{uuid4()}"}
    absent = {"booking_id": str(room.booking_id), "patient_present": False, "since": None, "unread": 0}
    assert (await room.doctor.get("/api/telemed/presence", params=ids)).json() == {
        "items": [absent],
        "next_cursor": None,
    }
    patient = await enter(room.patient, room)
    (present,) = (await room.doctor.get("/api/telemed/presence", params=ids)).json()["items"]
    assert present["patient_present"] is True
    assert present["since"] is not None
    await patient.send("bye")

    async def gone() -> bool:
        return bool(
            (await room.doctor.get("/api/telemed/presence", params=ids)).json()
            == {"items": [absent], "next_cursor": None}
        )

    await eventually(gone)
    assert (await as_doctor().get("/api/telemed/presence", params=ids)).json() == {"items": [], "next_cursor": None}
    assert (await as_patient().get("/api/telemed/presence", params=ids)).status_code == 403
    assert (await api.get("/api/telemed/presence", params=ids)).status_code == 401
    wrong = await room.doctor.get("/api/telemed/presence", params={"booking_ids": "one,two"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    "ids", ["", ",", "\u00b2", "%00", "\u0000", "9" * 36, "\u0663" * 32, "{" + "0" * 32 + "}", ("0" * 32 + ",") * 112]
)
async def test_no_list_of_ids_is_too_strange_for_presence(room: Any, ids: str) -> None:
    answer = await room.doctor.get("/api/telemed/presence", params={"booking_ids": ids})
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("query", ["after=-1", "after=2147483648", "after=99999999999999999999", "after=%C2%B2"])
async def test_no_place_in_the_chat_is_too_far(room: Any, query: str) -> None:
    assert (await room.patient.get(f"{room.path}/messages?{query}")).status_code == 422


async def test_relay_credentials_are_given_when_there_is_a_relay(
    app: Any, context: Any, room: Any, new_server: Any, new_browser: Any
) -> None:
    import dataclasses

    from common.service import create_app
    from pydantic import SecretStr
    from telemed.main import service

    relay = {"turn_urls": ("turn:turn.example:3478",), "turn_secret": SecretStr("north")}
    settings = context.settings.model_copy(update=relay)
    other = create_app(service, context=dataclasses.replace(context, settings=settings))
    async with (
        new_server(other, settings) as server,
        server.socket(room.patient, room.booking_id) as one,
        server.socket(room.doctor, room.booking_id) as two,
    ):
        patient, doctor = new_browser(one), new_browser(two)
        (offered,) = (await patient.receive("welcome"))["ice_servers"]
        assert offered["urls"] == ["turn:turn.example:3478"]
        assert offered["username"].endswith(f":{room.booking_id.hex}.patient")
        await doctor.send("call")
        call_id = (await patient.receive("ringing"))["call_id"]
        await patient.send("accept", call_id=call_id)
        # After an hour of waiting the call brings fresh credentials.
        (fresh,) = (await doctor.receive("call_accepted"))["ice_servers"]
        assert fresh["username"].endswith(".doctor")


async def test_metrics_speak_of_sockets_calls_and_messages(room: Any, both: Any, connected: Any, api: Client) -> None:
    await connected(*both)
    await both[0].text("Здравствуйте")
    await both[0].receive("message")
    answered = (await api.get("/metrics")).text
    for name in (
        'telemed_sockets{role="patient",service="telemed"}',
        'telemed_rooms{service="telemed"}',
        "telemed_calls_rung_total",
        "telemed_calls_connected_total",
        'telemed_chat_messages_total{author="patient",kind="text"',
        'telemed_socket_messages_total{outcome="done"',
    ):
        assert name in answered, name
    assert str(room.booking_id) not in answered


def zulu(moment: Any) -> str:
    return str(moment.isoformat().replace("+00:00", "Z"))
