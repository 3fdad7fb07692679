"""A mail server, push service or identity that never answers delays nothing else and loses nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from common.jobs import run_once
from common.testing import Deliver, TestClock, eventually
from notify.actions.delivery.attempts import Result
from notify.actions.delivery.claims import LEASE, claim_due, save_result
from notify.domain.delivery import DeliveryState
from notify.errors import MailUnavailable
from notify.gateways.mail import SmtpMailSender
from notify.jobs import MAX_CONCURRENT, deliver_letters, deliver_pushes, measure
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
async def delivery_round(context: Any) -> AsyncIterator[asyncio.Task[Any]]:
    """A worker's round that goes on in the background; cancelled at the end as by a crash."""
    task = asyncio.create_task(run_once(deliver_letters, context))
    yield task
    task.cancel()
    await asyncio.wait([task])


class TestSilentMailServer:
    """The round of letters meets a mail server that never answers."""

    @pytest.fixture(autouse=True)
    async def letters_wait(self, scenario: Any, deliver: Deliver, catalogue: None, mail_sender: Any) -> None:
        mail_sender.silent = True
        await deliver(scenario.confirmed())
        for _ in range(20):
            await deliver(scenario.refunded())

    async def test_no_transaction_is_open_and_the_rest_goes_on(
        self, delivery_round: Any, mail_sender: Any, push_sender: Any, scenario: Any, deliver: Deliver, context: Any
    ) -> None:
        await eventually(lambda: mail_sender.asked == MAX_CONCURRENT)
        async with context.engine.connect() as watching:
            # One is this connection's own.
            assert await watching.scalar(OPEN) == 0
        await deliver(scenario.issued())
        bell = (await scenario.patient.get("/api/notify/notices")).json()
        assert bell["items"][0]["kind"] == "conclusion_ready"
        browser = Browser().subscription()
        assert (await scenario.patient.post("/api/notify/push-subscriptions", json=browser)).status_code == 201
        await deliver(scenario.calling())
        await run_once(deliver_pushes, context)
        assert [message.title for _, message in push_sender.sent] == ["Врач ждёт вас"]
        assert mail_sender.asked == MAX_CONCURRENT, "no more are asked at the same time"
        assert not delivery_round.done()

    async def test_a_dead_worker_s_letters_leave_after_their_lease(
        self, delivery_round: Any, mail_sender: Any, send_letters: Any, clock: TestClock
    ) -> None:
        await eventually(lambda: mail_sender.asked == MAX_CONCURRENT)
        delivery_round.cancel()
        await asyncio.wait([delivery_round])
        mail_sender.silent = False
        await send_letters()
        assert len(mail_sender.sent) == 22 - MAX_CONCURRENT
        clock.shift(LEASE)
        await send_letters()
        assert len(mail_sender.sent) == len({mail.letter_id for mail in mail_sender.sent}) == 22


async def test_a_crash_between_sending_and_marking_sends_once_more(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, context: Any, letters: Any, clock: TestClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await deliver(booked.refunded())

    async def crash(*_: Any) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr("notify.actions.delivery.letters.save_result", crash)
        with pytest.raises(ExceptionGroup):
            await run_once(deliver_letters, context)
    await send_letters()
    assert len(mail_sender.sent) == 1, "leased: nobody else sends it now"
    clock.shift(LEASE)
    await send_letters()
    clock.shift(LEASE)
    await send_letters()
    assert [mail.letter_id for mail in mail_sender.sent] == [(await letters())["payment_refunded"]["letter_id"]] * 2
    assert (await letters())["payment_refunded"]["state"] == "sent"


async def test_a_worker_slower_than_its_lease_writes_nothing_over_another_s_result(
    booked: Any, deliver: Deliver, mail_sender: Any, send_letters: Any, letters: Any, clock: TestClock, context: Any
) -> None:
    await deliver(booked.refunded())
    claim = await claim_due(context.sessions, Letter)
    assert claim is not None
    clock.shift(LEASE)
    await send_letters()
    async with context.sessions.begin() as session:
        await save_result(session, claim, Result(DeliveryState.FAILED, "refused"))
    row = (await letters())["payment_refunded"]
    assert (row["state"], row["outcome"], row["attempts"], len(mail_sender.sent)) == ("sent", "sent", 2, 1)


async def test_a_mail_server_that_never_speaks_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A listener that takes connections and says nothing."""
    monkeypatch.setattr("notify.gateways.mail.WHOLE_SECONDS", 0.2)
    left = asyncio.Event()

    async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.read() == b""
        writer.close()
        left.set()

    server = await asyncio.start_server(stay_silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    smtp_sender = SmtpMailSender(f"smtp://127.0.0.1:{port}", "Mila <no-reply@mila.example>")
    with pytest.raises(MailUnavailable):
        await smtp_sender.send(mail())
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
        self, scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any, identity: Any,
        letters: Any, clock: TestClock, context: Any, unknown: bool,
    ) -> None:  # fmt: skip
        card = identity.doctors[scenario.doctor.doctor_id]
        await deliver(scenario.confirmed())
        identity.doctors[scenario.doctor.doctor_id] = card.model_copy(update={"email": None})
        if unknown:
            del identity.doctors[scenario.doctor.doctor_id]
        for _ in range(12):
            await send_letters()
            clock.shift(timedelta(hours=1))
        row = (await letters())["visit_booked"]
        assert (row["state"], row["outcome"], row["attempts"]) == ("queued", "doctor_unreachable", 12)
        await run_once(measure, context)
        assert REGISTRY.get_sample_value("notify_unreachable_doctors") == 1
        identity.doctors[scenario.doctor.doctor_id] = card
        await send_letters()
        assert mail_sender.to("doctor@clinic.test").subject.startswith("Новая запись")
        await run_once(measure, context)
        assert REGISTRY.get_sample_value("notify_unreachable_doctors") == 0

    async def test_nobody_is_looked_for_when_the_visit_begins(
        self,
        scenario: Any,
        deliver: Deliver,
        catalogue: None,
        send_letters: Any,
        identity: Any,
        letters: Any,
        clock: TestClock,
    ) -> None:
        identity.doctors[scenario.doctor.doctor_id].email = None
        await deliver(scenario.confirmed())
        clock.shift(timedelta(days=2) - timedelta(seconds=15))
        await send_letters()
        row = (await letters())["visit_booked"]
        assert (row["state"], row["outcome"]) == ("failed", "doctor_unreachable")

    async def test_a_visit_cancelled_meanwhile_is_not_announced(
        self,
        scenario: Any,
        deliver: Deliver,
        catalogue: None,
        send_letters: Any,
        mail_sender: Any,
        identity: Any,
        clock: TestClock,
    ) -> None:
        card = identity.doctors.pop(scenario.doctor.doctor_id)
        await deliver(scenario.confirmed())
        await send_letters()
        await deliver(scenario.cancelled())
        identity.doctors[scenario.doctor.doctor_id] = card
        clock.shift(timedelta(hours=1))
        await send_letters()
        assert mail_sender.to("doctor@clinic.test").subject.startswith("Приём отменён")
