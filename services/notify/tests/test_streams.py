"""Streams that signal notices to open pages."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.auth import Principal
from common.errors import TooManyRequests
from common.testing import Client, Deliver, MakeClient, RunJob, TestClock, eventually
from contracts.identity import SessionEnded
from notify import actions
from notify.actions import NoticeStreams
from notify.actions.streams import NoticeSignal
from notify.jobs import forget_ended_sessions
from sqlalchemy import text

URL = "/api/notify/notices"


class Listener:
    """One open stream, read by a task of its own."""

    def __init__(self, context: Any, person: Principal) -> None:
        self.signals: list[NoticeSignal] = []
        self.ended = False
        self._task = asyncio.create_task(self._listen(context, person))

    async def _listen(self, context: Any, person: Principal) -> None:
        with context.resources.streams.open(*actions.recipient_ids(person)) as changed:
            async for signal in actions.watch(changed, person, context=context):
                self.signals.append(signal)
        self.ended = True

    async def leave(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])


@pytest.fixture
async def listen(context: Any) -> Any:
    opened: list[Listener] = []

    def start(client: Client) -> Listener:
        opened.append(Listener(context, client.principal))
        return opened[-1]

    yield start
    for one in opened:
        await one.leave()


async def test_r175_a_notice_is_signalled_to_its_recipient_only(
    booked: Any, deliver: Deliver, listen: Any, as_patient: MakeClient
) -> None:
    mine, doctors, strangers = listen(booked.patient), listen(booked.doctor), listen(as_patient())
    await eventually(lambda: mine.signals and doctors.signals and strangers.signals)
    assert [mine.signals[-1].unread_count, doctors.signals[-1].unread_count, strangers.signals[-1].unread_count] == [
        1,
        1,
        0,
    ]
    await deliver(booked.issued())
    await eventually(lambda: mine.signals[-1].kind == "conclusion_ready")
    assert mine.signals[-1].unread_count == 2
    await deliver(booked.moved())
    await eventually(lambda: doctors.signals[-1].kind == "visit_rescheduled")
    assert [signal.unread_count for signal in strangers.signals] == [0]


async def test_reading_in_one_window_is_signalled_to_the_others(booked: Any, listen: Any) -> None:
    mine = listen(booked.patient)
    await eventually(lambda: mine.signals and mine.signals[-1].unread_count == 1)
    await booked.patient.post(f"{URL}/reading")
    await eventually(lambda: mine.signals[-1].unread_count == 0)


async def test_a_lost_database_connection_is_opened_again(
    booked: Any, deliver: Deliver, listen: Any, context: Any
) -> None:
    """Notices of the meantime are signalled afterwards."""
    mine = listen(booked.patient)
    await eventually(lambda: mine.signals)
    cut = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE application_name = 'mila-notify-streams' AND datname = current_database()"
    )

    async def broken() -> bool:
        async with context.sessions() as session:
            return bool(await session.scalar(cut))

    await eventually(broken)
    await deliver(booked.issued())
    await eventually(lambda: mine.signals[-1].kind == "conclusion_ready")


async def test_streams_of_a_person_are_limited_in_number(booked: Any, context: Any, as_patient: MakeClient) -> None:
    streams, limit = context.resources.streams, context.settings.streams_each
    with ExitStack() as opened:
        for _ in range(limit):
            opened.enter_context(streams.open(booked.patient.person_id))
        with pytest.raises(TooManyRequests):
            opened.enter_context(streams.open(booked.patient.person_id))
        answer = await booked.patient.get(f"{URL}/stream")
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        opened.enter_context(streams.open(as_patient().person_id))
    with streams.open(booked.patient.person_id):
        pass


def ended(person: Principal) -> SessionEnded:
    return SessionEnded(aggregate_id=person.session_id, session_id=person.session_id, person_id=person.person_id)


class TestEndedSessions:
    """A stream lives no longer than the session it was opened with."""

    @pytest.fixture
    async def replica(self, context: Any, settings: Any) -> AsyncIterator[Any]:
        """Another process of the service with streams of its own."""
        async with NoticeStreams(settings) as streams:
            yield replace(context, resources=replace(context.resources, streams=streams))

    async def test_its_streams_end_on_every_replica_and_no_other_does(
        self, booked: Any, deliver: Deliver, context: Any, replica: Any
    ) -> None:
        person = booked.patient.principal
        elsewhere = replace(person, session_id=uuid4())
        gone = [Listener(context, person), Listener(replica, person)]
        kept = [Listener(context, elsewhere), Listener(replica, elsewhere), Listener(replica, booked.doctor.principal)]
        await eventually(lambda: all(one.signals for one in gone + kept))
        await deliver(ended(person), times=2)
        await eventually(lambda: all(one.ended for one in gone), within=2)
        await deliver(booked.issued())
        await eventually(lambda: all(one.signals[-1].kind == "conclusion_ready" for one in kept[:2]))
        assert [one.ended for one in kept] == [False] * 3
        assert [signal.kind for one in gone for signal in one.signals] == ["booking_confirmed"] * 2, (
            "no signal after the end"
        )
        for one in gone + kept:
            await one.leave()

    async def test_a_doctor_s_stream_ends_too(self, booked: Any, deliver: Deliver, context: Any) -> None:
        stream = Listener(context, booked.doctor.principal)
        await eventually(lambda: stream.signals)
        await deliver(ended(booked.doctor.principal))
        await eventually(lambda: stream.ended, within=2)

    async def test_none_is_opened_with_it_while_its_token_lasts(
        self, booked: Any, deliver: Deliver, run_job: RunJob, clock: TestClock
    ) -> None:
        await deliver(ended(booked.patient.principal))
        assert (await booked.patient.get(f"{URL}/stream")).text == "event: again\ndata: {}\n\n"

    async def test_it_is_deleted_an_hour_after_its_end(
        self, booked: Any, deliver: Deliver, run_job: RunJob, clock: TestClock, context: Any
    ) -> None:
        await deliver(ended(booked.patient.principal))
        left: list[int] = []
        for pause in (timedelta(minutes=59), timedelta(minutes=2)):
            clock.shift(pause)
            await run_job(forget_ended_sessions)
            async with context.sessions() as session:
                left.append(await session.scalar(text("SELECT count(*) FROM ended_sessions")))
        assert left == [1, 0]


class TestOverHttp:
    """A stream that lives for a moment, so that its whole text can be read."""

    @pytest.fixture
    def extra_settings(self) -> dict[str, Any]:
        return {"stream_seconds": 0.5}

    async def test_the_stream_says_ids_kinds_and_counters_and_sends_the_browser_back(self, booked: Any) -> None:
        answer = await booked.patient.get(f"{URL}/stream")
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert (answer.headers["x-accel-buffering"], answer.headers["cache-control"]) == ("no", "no-cache")
        first, last, rest = answer.text.split("\n\n")
        kind, data = first.split("\n")
        (notice,) = (await booked.patient.get(URL)).json()["items"]
        expected = {"unread_count": 1, "notice_id": notice["notice_id"], "kind": "booking_confirmed"}
        assert (kind, json.loads(data.removeprefix("data: "))) == ("event: ring", expected)
        assert (last, rest) == ("event: again\ndata: {}", "")

    async def test_everyone_is_signalled_their_own_notices(
        self, booked: Any, api: Client, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient
    ) -> None:
        answer = await api.get(f"{URL}/stream")
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        by_password = as_password_patient(booked.patient.person_id)
        for stranger in (by_password, as_patient(), as_doctor(), as_patient(booked.doctor.doctor_id)):
            assert '"unread_count": 0' in (await stranger.get(f"{URL}/stream")).text

    async def test_a_stream_ends_when_the_process_is_about_to(self, booked: Any, context: Any) -> None:
        context.health.draining = True
        assert (await booked.patient.get(f"{URL}/stream")).text == "event: again\ndata: {}\n\n"
