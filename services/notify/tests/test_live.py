"""The bell rings while the page is open."""

import asyncio
import json
from contextlib import ExitStack
from typing import Any

import pytest
from common.auth import Principal
from common.errors import TooManyRequests
from common.testing import Client, Deliver, MakeClient, eventually
from notify import actions
from notify.schemas import Ring
from sqlalchemy import text

URL = "/api/notify/notices"


class Listener:
    """One open stream, read by a task of its own."""

    def __init__(self, context: Any, person: Principal) -> None:
        self.heard: list[Ring] = []
        self._task = asyncio.create_task(self._listen(context, person))

    async def _listen(self, context: Any, person: Principal) -> None:
        with context.resources.bells.place(*actions.ids_of(person)) as rung:
            async for ring in actions.watch(rung, person, context=context):
                self.heard.append(ring)

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


async def test_r175_a_notice_rings_where_it_is_awaited_and_nowhere_else(
    booked: Any, deliver: Deliver, listen: Any, as_patient: MakeClient
) -> None:
    mine, doctors, strangers = listen(booked.patient), listen(booked.doctor), listen(as_patient())
    await eventually(lambda: mine.heard and doctors.heard and strangers.heard)
    assert [mine.heard[-1].unread_count, doctors.heard[-1].unread_count, strangers.heard[-1].unread_count] == [1, 1, 0]
    await deliver(booked.issued())
    await eventually(lambda: mine.heard[-1].kind == "conclusion_ready")
    assert mine.heard[-1].unread_count == 2
    await deliver(booked.moved())
    await eventually(lambda: doctors.heard[-1].kind == "visit_rescheduled")
    assert [ring.unread_count for ring in strangers.heard] == [0]


async def test_reading_in_one_window_quiets_the_others(booked: Any, listen: Any) -> None:
    mine = listen(booked.patient)
    await eventually(lambda: mine.heard and mine.heard[-1].unread_count == 1)
    await booked.patient.post(f"{URL}/reading")
    await eventually(lambda: mine.heard[-1].unread_count == 0)


async def test_a_line_to_the_database_that_breaks_is_laid_again(
    booked: Any, deliver: Deliver, listen: Any, context: Any
) -> None:
    """What was told meanwhile is looked up."""
    mine = listen(booked.patient)
    await eventually(lambda: mine.heard)
    cut = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE application_name = 'mila-notify-bells' AND datname = current_database()"
    )

    async def broken() -> bool:
        async with context.sessions() as session:
            return bool(await session.scalar(cut))

    await eventually(broken)
    await deliver(booked.issued())
    await eventually(lambda: mine.heard[-1].kind == "conclusion_ready")


async def test_a_person_has_so_many_streams_and_no_more(booked: Any, context: Any, as_patient: MakeClient) -> None:
    bells, limit = context.resources.bells, context.settings.streams_each
    with ExitStack() as opened:
        for _ in range(limit):
            opened.enter_context(bells.place(booked.patient.person_id))
        with pytest.raises(TooManyRequests):
            opened.enter_context(bells.place(booked.patient.person_id))
        answer = await booked.patient.get(f"{URL}/stream")
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        opened.enter_context(bells.place(as_patient().person_id))
    with bells.place(booked.patient.person_id):
        pass


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
        said = {"unread_count": 1, "notice_id": notice["notice_id"], "kind": "booking_confirmed"}
        assert (kind, json.loads(data.removeprefix("data: "))) == ("event: ring", said)
        assert (last, rest) == ("event: again\ndata: {}", "")

    async def test_everybody_hears_their_own_bell(
        self, booked: Any, api: Client, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient
    ) -> None:
        answer = await api.get(f"{URL}/stream")
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert '"unread_count":1' in (await as_password_patient(booked.patient.person_id).get(f"{URL}/stream")).text
        for stranger in (as_patient(), as_doctor(), as_patient(booked.doctor.doctor_id)):
            assert '"unread_count":0' in (await stranger.get(f"{URL}/stream")).text

    async def test_a_stream_ends_when_the_process_is_about_to(self, booked: Any, context: Any) -> None:
        context.health.draining = True
        assert (await booked.patient.get(f"{URL}/stream")).text == "event: again\ndata: {}\n\n"
