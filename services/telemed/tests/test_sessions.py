"""A socket lives as long as the session behind it: a browser shows again and again that it still holds."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from common.context import Context
from common.testing import Client, Deliver, RunJob, TestClock, eventually
from contracts.identity import SessionEnded
from sqlalchemy import text
from telemed import jobs
from telemed.settings import Settings

PERIOD = 0.5


@pytest.fixture
def extra_settings() -> dict[str, Any]:
    return {"session_check_seconds": PERIOD}


async def test_a_socket_whose_session_is_not_shown_to_hold_is_ended(room: Any, enter: Any) -> None:
    """R174: after logout or revocation the socket receives nothing more, whatever the browser does."""
    patient, doctor = await enter(room.patient, room), await enter(room.doctor, room)
    await patient.receive("confirm_session")
    assert await patient.closed() == (1008, "session_over")
    assert all(received["type"] != "message" for received in patient.passed)

    async def left() -> bool:
        return (await room.patient.get(room.path)).json()["peer_present"] is False

    await eventually(left)
    assert doctor.welcome["role"] == "doctor"


async def test_a_session_that_is_confirmed_keeps_its_socket(room: Any, enter: Any) -> None:
    patient = await enter(room.patient, room)
    for _ in range(5):
        await patient.receive("confirm_session")
        assert (await room.patient.post(f"{room.path}/session-confirmations")).status_code == 204
    assert await patient.settled() is not None


async def test_another_session_of_the_same_person_confirms_nothing(room: Any, enter: Any, as_patient: Any) -> None:
    """Logged out here and in again elsewhere: the old socket goes."""
    patient = await enter(room.patient, room)
    elsewhere: Client = as_patient(room.patient.person_id)
    assert elsewhere.principal.session_id != room.patient.principal.session_id
    await patient.receive("confirm_session")
    assert (await elsewhere.post(f"{room.path}/session-confirmations")).status_code == 204
    assert await patient.closed() == (1008, "session_over")


def test_by_default_a_revoked_session_is_out_within_seconds() -> None:
    assert timedelta(seconds=3 * Settings.model_fields["session_check_seconds"].default) <= timedelta(seconds=30)


def ended(client: Client) -> SessionEnded:
    session_id = client.principal.session_id
    return SessionEnded(aggregate_id=session_id, session_id=session_id, person_id=client.person_id)


class TestEndedElsewhere:
    """Identity says that a session is over; the periodic question would take half a minute to find out."""

    @pytest.fixture
    def extra_settings(self) -> dict[str, Any]:
        return {"session_check_seconds": 3600}

    async def test_logging_out_closes_the_socket_at_once(self, room: Any, enter: Any, deliver: Deliver) -> None:
        """After logout the socket read and stored chat for 39.8 s."""
        patient, doctor = await enter(room.patient, room), await enter(room.doctor, room)
        assert await deliver(ended(room.patient), times=2) == 1
        async with asyncio.timeout(2):
            assert await patient.closed() == (1008, "session_over")
        assert (await doctor.receive("peer_left"))["reason"] == "lost"

    async def test_a_token_that_outlives_its_session_opens_nothing(
        self, room: Any, server: Any, deliver: Deliver, new_browser: Any
    ) -> None:
        await deliver(ended(room.patient))
        async with server.socket(room.patient, room.booking_id) as wire:
            assert await new_browser(wire).closed() == (1008, "unauthenticated")
        for answer in (
            await room.patient.get(f"{room.path}/messages"),
            await room.patient.post(f"{room.path}/session-confirmations"),
            await room.patient.post(f"{room.path}/files", files={"file": ("a.txt", b"a")}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")

    async def test_another_session_of_the_same_person_stays(
        self, room: Any, enter: Any, deliver: Deliver, as_patient: Any
    ) -> None:
        patient = await enter(room.patient, room)
        await deliver(ended(as_patient(room.patient.person_id)))
        await patient.text("Я здесь")
        assert (await patient.next())["text"] == "Я здесь"

    async def test_a_lost_notice_is_found_at_the_next_heartbeat(
        self, room: Any, enter: Any, context: Context, monkeypatch: Any, deliver: Deliver
    ) -> None:
        """The broker was away: the database still says that the session is over."""
        patient = await enter(room.patient, room)
        monkeypatch.setattr(context.resources, "post", lambda *_: None)
        await deliver(ended(room.patient))
        assert await patient.closed() == (1008, "session_over")

    async def test_ended_sessions_are_forgotten_when_their_tokens_are(
        self, room: Any, deliver: Deliver, run_job: RunJob, clock: TestClock, context: Context
    ) -> None:
        await deliver(ended(room.patient))
        await run_job(jobs.delete_ended_sessions)
        assert (await room.patient.get(room.path)).status_code == 401
        clock.shift(timedelta(hours=1, seconds=1))
        await run_job(jobs.delete_ended_sessions)
        async with context.sessions() as session:
            assert await session.scalar(text("SELECT count(*) FROM ended_sessions")) == 0
