"""Rules without I/O: relay credentials, seats, allowances."""

from datetime import UTC, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from telemed.domain import turn
from telemed.domain.rooms import CallState, Role, RoomState, role_of, room_state
from telemed.signalling.limits import Allowance


def test_relay_credentials_are_those_of_coturn() -> None:
    """The vector was made with `openssl dgst -sha1 -hmac`."""
    at = datetime(2030, 1, 1, tzinfo=UTC)
    (server,) = turn.ice_servers(["turn:turn.example:3478"], "north", user="0a1b.doctor", until=at + turn.LIFETIME)
    assert server.model_dump() == {
        "urls": ["turn:turn.example:3478"],
        "username": "1893459600:0a1b.doctor",
        "credential": "x5lwa+GVQAEhVQymenJN1KcAncM=",
    }


def test_without_a_relay_there_are_no_ice_servers() -> None:
    assert turn.ice_servers([], "", user="anybody", until=datetime.now(UTC)) == []


def test_a_seat_is_by_right_and_not_by_choice() -> None:
    patient, doctor, stranger = uuid4(), uuid4(), uuid4()
    assert role_of(patient, None, patient=patient, doctor=doctor) is Role.PATIENT
    assert role_of(stranger, doctor, patient=patient, doctor=doctor) is Role.DOCTOR
    assert role_of(stranger, uuid4(), patient=patient, doctor=doctor) is None
    assert role_of(doctor, None, patient=patient, doctor=doctor) is None


def test_a_room_rings_before_it_is_in_a_call() -> None:
    shown = {state: room_state(closed=False, call=state) for state in (None, *CallState)}
    assert [state for state, room in shown.items() if room is RoomState.IN_CALL] == [
        CallState.ACCEPTED,
        CallState.CONNECTED,
    ]
    assert room_state(closed=True, call=CallState.CONNECTED) is RoomState.CLOSED


def test_an_allowance_is_used_up_and_comes_back() -> None:
    allowance = Allowance(20)
    assert [allowance.take(at=100.0) for _ in range(21)] == [True] * 20 + [False]
    assert not allowance.take(at=109.0)
    # Half of the last window still counts.
    assert [allowance.take(at=115.0) for _ in range(11)] == [True] * 10 + [False]
    assert [allowance.take(at=200.0) for _ in range(21)] == [True] * 20 + [False]


@given(st.lists(st.floats(0, 3), min_size=1, max_size=300))
def test_an_allowance_never_gives_twice_its_most(pauses: list[float]) -> None:
    allowance, at, given_at = Allowance(20), 0.0, []
    for pause in pauses:
        at += pause
        if allowance.take(at=at):
            given_at.append(at)
    for start in given_at:
        assert sum(start <= moment < start + 10 for moment in given_at) < 40
