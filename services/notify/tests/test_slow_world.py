"""The mail server, push services and identity may never answer: nothing else waits for them, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from common.jobs import run_once
from common.testing import Deliver, TestClock, eventually
from notify.actions.delivery.claims import LEASE, claim_due, settle
from notify.actions.delivery.outcome import Result
from notify.domain import DeliveryState
from notify.errors import MailUnavailable
from notify.gateways.mail import SmtpSender
from notify.jobs import AT_THE_SAME_TIME, deliver_letters, deliver_pushes, measure
from notify.models import Letter
from prometheus_client import REGISTRY
from sqlalchemy import text

from .conftest import STARTS_AT
from .test_mail import mail
from .test_pushes import Browser

OPEN = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
)


@pytest.fixture
async def round_of_letters(context: Any) -> AsyncIterator[asyncio.Task[Any]]:
    """A worker's round that goes on in the background; cancelled at the end as by a crash."""
    task = asyncio.create_task(run_once(deliver_letters, context))
    yield task
    task.cancel()
    await asyncio.wait([task])


class TestSilentMailServer:
    """The round of letters meets a mail server that never answers."""

    @pytest.fixture(autouse=True)
    async def letters_wait(self, story: Any, deliver: Deliver, catalogue: None, bag: Any) -> None:
        bag.silent = True
        await deliver(story.confirmed())
        for _ in range(20):
            await deliver(story.refunded())

    async def test_no_transaction_is_open_and_the_rest_goes_on(
        self, round_of_letters: Any, bag: Any, sky: Any, story: Any, deliver: Deliver, context: Any
    ) -> None:
        await eventually(lambda: bag.asked == AT_THE_SAME_TIME)
        async with context.engine.connect() as watching:
            # One is this connection's own.
            assert await watching.scalar(OPEN) == 0
        await deliver(story.issued())
        bell = (await story.patient.get("/api/notify/notices")).json()
        assert bell["items"][0]["kind"] == "conclusion_ready"
        browser = Browser().subscription()
        assert (await story.patient.post("/api/notify/push-subscriptions", json=browser)).status_code == 201
        await deliver(story.calling())
        await run_once(deliver_pushes, context)
        assert [message.title for _, message in sky.taken] == ["Врач ждёт вас"]
        assert bag.asked == AT_THE_SAME_TIME, "no more are asked at the same time"
        assert not round_of_letters.done()

    async def test_a_dead_worker_s_letters_leave_after_their_lease(
        self, round_of_letters: Any, bag: Any, post: Any, clock: TestClock
    ) -> None:
        await eventually(lambda: bag.asked == AT_THE_SAME_TIME)
        round_of_letters.cancel()
        await asyncio.wait([round_of_letters])
        bag.silent = False
        await post()
        assert len(bag.taken) == 22 - AT_THE_SAME_TIME
        clock.shift(LEASE)
        await post()
        assert len(bag.taken) == len({mail.letter_id for mail in bag.taken}) == 22


async def test_a_crash_between_sending_and_marking_sends_once_more(
    booked: Any, deliver: Deliver, post: Any, bag: Any, context: Any, letters: Any, clock: TestClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await deliver(booked.refunded())

    async def crash(*_: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr("notify.actions.delivery.letters.settle", crash)
        with pytest.raises(ExceptionGroup):
            await run_once(deliver_letters, context)
    await post()
    assert len(bag.taken) == 1, "leased: nobody else sends it now"
    clock.shift(LEASE)
    await post()
    clock.shift(LEASE)
    await post()
    assert [mail.letter_id for mail in bag.taken] == [(await letters())["payment_refunded"]["letter_id"]] * 2
    assert (await letters())["payment_refunded"]["state"] == "sent"


async def test_a_worker_slower_than_its_lease_writes_nothing_over_another_s_result(
    booked: Any, deliver: Deliver, bag: Any, post: Any, letters: Any, clock: TestClock, context: Any
) -> None:
    await deliver(booked.refunded())
    claim = await claim_due(context.sessions, Letter)
    assert claim is not None
    clock.shift(LEASE)
    await post()
    async with context.sessions.begin() as session:
        await settle(session, claim, Result(DeliveryState.FAILED, "refused"))
    row = (await letters())["payment_refunded"]
    assert (row["state"], row["outcome"], row["attempts"], len(bag.taken)) == ("sent", "sent", 2, 1)


async def test_a_mail_server_that_never_speaks_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A listener that takes connections and says nothing."""
    monkeypatch.setattr("notify.gateways.mail.WHOLE_SECONDS", 0.2)
    left = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.read() == b""
        writer.close()
        left.set()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    sender = SmtpSender(f"smtp://127.0.0.1:{port}", "Mila <no-reply@mila.example>")
    with pytest.raises(MailUnavailable):
        await sender.send(mail())
    await asyncio.wait_for(left.wait(), 5)
    server.close()
    await server.wait_closed()


class TestUnreachableDoctor:
    """D6: a doctor who has not logged in yet has no address."""

    @pytest.fixture(autouse=True)
    async def before_the_visit(self, clock: TestClock) -> None:
        clock.shift(STARTS_AT - timedelta(days=2) - clock.now())

    @pytest.mark.parametrize("unknown", [False, True])
    async def test_the_letter_leaves_when_the_doctor_has_an_address(
        self, story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any, identity: Any, letters: Any,
        clock: TestClock, context: Any, unknown: bool,
    ) -> None:  # fmt: skip
        card = identity.doctors[story.doctor.doctor_id]
        await deliver(story.confirmed())
        identity.doctors[story.doctor.doctor_id] = card.model_copy(update={"email": None})
        if unknown:
            del identity.doctors[story.doctor.doctor_id]
        for _ in range(12):
            await post()
            clock.shift(timedelta(hours=1))
        row = (await letters())["visit_booked"]
        assert (row["state"], row["outcome"], row["attempts"]) == ("queued", "doctor_unreachable", 12)
        await run_once(measure, context)
        assert REGISTRY.get_sample_value("notify_unreachable_doctors") == 1
        identity.doctors[story.doctor.doctor_id] = card
        await post()
        assert bag.to("doctor@clinic.test").subject.startswith("Новая запись")
        await run_once(measure, context)
        assert REGISTRY.get_sample_value("notify_unreachable_doctors") == 0

    async def test_nobody_is_looked_for_when_the_visit_begins(
        self, story: Any, deliver: Deliver, catalogue: None, post: Any, identity: Any, letters: Any, clock: TestClock
    ) -> None:
        identity.doctors[story.doctor.doctor_id].email = None
        await deliver(story.confirmed())
        clock.shift(timedelta(days=2) - timedelta(seconds=15))
        await post()
        row = (await letters())["visit_booked"]
        assert (row["state"], row["outcome"]) == ("failed", "doctor_unreachable")

    async def test_a_visit_cancelled_meanwhile_is_not_announced(
        self, story: Any, deliver: Deliver, catalogue: None, post: Any, bag: Any, identity: Any, clock: TestClock
    ) -> None:
        card = identity.doctors.pop(story.doctor.doctor_id)
        await deliver(story.confirmed())
        await post()
        await deliver(story.cancelled())
        identity.doctors[story.doctor.doctor_id] = card
        clock.shift(timedelta(hours=1))
        await post()
        assert bag.to("doctor@clinic.test").subject.startswith("Приём отменён")
