"""A socket lives as long as the session behind it: a browser shows again and again that it still holds."""

from datetime import timedelta
from typing import Any

import pytest
from common.testing import Client, eventually
from telemed.settings import Settings

PERIOD = 0.5


@pytest.fixture
def extra_settings() -> dict[str, Any]:
    return {"session_check_seconds": PERIOD}


async def test_a_socket_whose_session_is_not_shown_to_hold_is_ended(room: Any, enter: Any) -> None:
    """R174: whoever logged out or was revoked hears nothing more, whatever their browser does."""
    patient, doctor = await enter(room.patient, room), await enter(room.doctor, room)
    await patient.hear("confirm_session")
    assert await patient.closed() == (1008, "session_over")
    assert all(heard["type"] != "message" for heard in patient.passed)

    async def left() -> bool:
        return (await room.patient.get(room.path)).json()["peer_present"] is False

    await eventually(left)
    assert doctor.welcome["role"] == "doctor"


async def test_a_session_that_is_confirmed_keeps_its_socket(room: Any, enter: Any) -> None:
    patient = await enter(room.patient, room)
    for _ in range(5):
        await patient.hear("confirm_session")
        assert (await room.patient.post(f"{room.path}/session-confirmations")).status_code == 204
    assert await patient.settled() is not None


async def test_another_session_of_the_same_person_confirms_nothing(room: Any, enter: Any, as_patient: Any) -> None:
    """Logged out here and in again elsewhere: the old socket goes."""
    patient = await enter(room.patient, room)
    elsewhere: Client = as_patient(room.patient.person_id)
    assert elsewhere.principal.session_id != room.patient.principal.session_id
    await patient.hear("confirm_session")
    assert (await elsewhere.post(f"{room.path}/session-confirmations")).status_code == 204
    assert await patient.closed() == (1008, "session_over")


def test_by_default_a_revoked_session_is_out_within_seconds() -> None:
    assert timedelta(seconds=3 * Settings.model_fields["session_check_seconds"].default) <= timedelta(seconds=30)
