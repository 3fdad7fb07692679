"""The notices each event creates, in any order of the events."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from common.events import Postpone
from common.testing import Client, Deliver
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitRole


async def kinds(client: Client) -> list[str]:
    """The kinds of the client's notices, newest first."""
    return [item["kind"] for item in (await client.get("/api/notify/notices")).json()["items"]]


EVENTS: list[tuple[Callable[[Any], Any], str, str | None]] = [
    (lambda scenario: scenario.moved(), "booking_rescheduled", "visit_rescheduled"),
    (lambda scenario: scenario.cancelled(), "booking_cancelled", "visit_cancelled"),
    (lambda scenario: scenario.cancelled(by=CancelledBy.CLINIC), "booking_cancelled", "visit_cancelled"),
    (lambda scenario: scenario.cancelled(by=CancelledBy.DOCTOR), "booking_cancelled", None),
    (lambda scenario: scenario.cancelled(by=CancelledBy.SYSTEM), "booking_cancelled", None),
    (lambda scenario: scenario.refunded(), "payment_refunded", None),
    (lambda scenario: scenario.refund_failed(), "refund_failed", None),
    (lambda scenario: scenario.calling(), "doctor_calling", None),
    (lambda scenario: scenario.missed(), "chat_message", None),
    (lambda scenario: scenario.issued(), "conclusion_ready", None),
    (lambda scenario: scenario.completed(VisitOutcome.HELD), "visit_completed", None),
    (lambda scenario: scenario.completed(VisitOutcome.PATIENT_NO_SHOW), "patient_no_show", "visit_missed"),
    (lambda scenario: scenario.offered(), "slot_offered", None),
    (lambda scenario: scenario.opened(), "share_opened", None),
]


@pytest.mark.parametrize(("make_event", "patient", "doctor"), EVENTS)
async def test_r175_each_event_notifies_its_recipients_once(
    booked: Any, deliver: Deliver, make_event: Callable[[Any], Any], patient: str, doctor: str | None
) -> None:
    event = make_event(booked)
    await deliver(event, times=2)
    assert await kinds(booked.patient) == [patient, "booking_confirmed"]
    assert await kinds(booked.doctor) == [*([doctor] if doctor else []), "visit_booked"]


@pytest.mark.parametrize("reason", list(CancelReason))
async def test_r093_a_cancellation_notifies_those_it_concerns(
    booked: Any, deliver: Deliver, reason: CancelReason
) -> None:
    by = {
        CancelReason.PATIENT_REQUEST: CancelledBy.PATIENT,
        CancelReason.DOCTOR_REQUEST: CancelledBy.DOCTOR,
        CancelReason.CLINIC_REQUEST: CancelledBy.CLINIC,
    }.get(reason, CancelledBy.SYSTEM)
    await deliver(booked.cancelled(by=by, reason=reason), times=2)
    assert await kinds(booked.patient) == ["booking_cancelled", "booking_confirmed"]
    without_doctor = {"doctor_request", "released", "visit_started", "slot_taken", "wrong_amount"}
    assert await kinds(booked.doctor) == [*([] if reason in without_doctor else ["visit_cancelled"]), "visit_booked"]


async def test_a_completion_without_an_outcome_creates_no_notice(booked: Any, deliver: Deliver) -> None:
    await deliver(booked.completed())
    assert await kinds(booked.patient) == ["booking_confirmed"]


async def test_a_doctor_learns_of_a_chat_message_that_was_missed(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.missed(VisitRole.DOCTOR), times=2)
    assert await kinds(booked.doctor) == ["chat_message", "visit_booked"]
    assert await kinds(booked.patient) == ["booking_confirmed"]
    await deliver(booked.missed(VisitRole.PATIENT))
    assert await kinds(booked.patient) == ["chat_message", "booking_confirmed"]
    await send_letters()
    assert mail_sender.sent == []


@pytest.mark.parametrize("event", ["missed", "held"])
async def test_some_kinds_have_no_letter(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, event: str
) -> None:
    await deliver(booked.missed() if event == "missed" else booked.completed(VisitOutcome.HELD))
    await send_letters()
    assert mail_sender.sent == []
    assert len(await kinds(booked.patient)) == 2


async def test_a_move_that_arrives_before_its_visit_is_postponed(
    scenario: Any, deliver: Deliver, catalogue: None
) -> None:
    moved = scenario.moved()
    with pytest.raises(Postpone):
        await deliver(moved)
    assert await kinds(scenario.patient) == []
    await deliver(scenario.confirmed())
    await deliver(moved)
    assert await kinds(scenario.patient) == ["booking_rescheduled", "booking_confirmed"]


async def test_a_cancellation_that_arrives_before_its_visit_creates_notices(scenario: Any, deliver: Deliver) -> None:
    await deliver(scenario.cancelled())
    await deliver(scenario.confirmed())
    assert sorted(await kinds(scenario.patient)) == ["booking_cancelled", "booking_confirmed"]
    assert sorted(await kinds(scenario.doctor)) == ["visit_booked", "visit_cancelled"]


async def test_later_letters_show_the_time_of_the_last_move_only(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.moved(version=4, days=7))
    await deliver(booked.moved(version=3, days=1))
    await deliver(booked.confirmed().model_copy(update={"event_id": uuid4()}))
    await send_letters()
    mail_sender.sent.clear()
    await deliver(booked.issued())
    await send_letters()
    assert "вт, 1 декабря, 16:30 (екатеринбургское время)" in mail_sender.sent[0].text


async def test_older_titles_do_not_replace_newer_ones(
    booked: Any, clinic: Any, offering: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    for event, name in ((clinic, "title"), (offering, "service_title")):
        for version, title in ((3, "Новое название"), (2, "Старое название")):
            changes = {"event_id": uuid4(), "aggregate_version": version, name: title}
            await deliver(event.model_copy(update=changes))
    await deliver(booked.issued())
    await send_letters()
    assert "Услуга: Новое название" in mail_sender.sent[0].text
