"""The notices of each event, in whatever order the events come."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from common.events import Postpone
from common.testing import Client, Deliver
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitRole


async def kinds(client: Client) -> list[str]:
    """What is under the bell, newest first."""
    return [item["kind"] for item in (await client.get("/api/notify/notices")).json()["items"]]


EVENTS: list[tuple[Callable[[Any], Any], str, str | None]] = [
    (lambda story: story.moved(), "booking_rescheduled", "visit_rescheduled"),
    (lambda story: story.cancelled(), "booking_cancelled", "visit_cancelled"),
    (lambda story: story.cancelled(by=CancelledBy.CLINIC), "booking_cancelled", "visit_cancelled"),
    (lambda story: story.cancelled(by=CancelledBy.DOCTOR), "booking_cancelled", None),
    (lambda story: story.cancelled(by=CancelledBy.SYSTEM), "booking_cancelled", None),
    (lambda story: story.refunded(), "payment_refunded", None),
    (lambda story: story.refund_failed(), "refund_failed", None),
    (lambda story: story.calling(), "doctor_calling", None),
    (lambda story: story.missed(), "chat_message", None),
    (lambda story: story.issued(), "conclusion_ready", None),
    (lambda story: story.completed(VisitOutcome.HELD), "visit_completed", None),
    (lambda story: story.completed(VisitOutcome.PATIENT_NO_SHOW), "patient_no_show", "visit_missed"),
    (lambda story: story.offered(), "slot_offered", None),
    (lambda story: story.opened(), "share_opened", None),
]


@pytest.mark.parametrize(("made", "patient", "doctor"), EVENTS)
async def test_r175_who_gets_a_notice_of_each_event(
    booked: Any, deliver: Deliver, made: Callable[[Any], Any], patient: str, doctor: str | None
) -> None:
    event = made(booked)
    await deliver(event, times=2)
    assert await kinds(booked.patient) == [patient, "booking_confirmed"]
    assert await kinds(booked.doctor) == [*([doctor] if doctor else []), "visit_booked"]


@pytest.mark.parametrize("reason", list(CancelReason))
async def test_r093_a_cancellation_reaches_whom_it_concerns(
    booked: Any, deliver: Deliver, reason: CancelReason
) -> None:
    by = {
        CancelReason.PATIENT_REQUEST: CancelledBy.PATIENT,
        CancelReason.DOCTOR_REQUEST: CancelledBy.DOCTOR,
        CancelReason.CLINIC_REQUEST: CancelledBy.CLINIC,
    }.get(reason, CancelledBy.SYSTEM)
    await deliver(booked.cancelled(by=by, reason=reason), times=2)
    assert await kinds(booked.patient) == ["booking_cancelled", "booking_confirmed"]
    untold = {"doctor_request", "released", "visit_started", "slot_taken", "wrong_amount"}
    assert await kinds(booked.doctor) == [*([] if reason in untold else ["visit_cancelled"]), "visit_booked"]


async def test_a_completed_visit_of_an_older_message_says_nothing(booked: Any, deliver: Deliver) -> None:
    await deliver(booked.completed())
    assert await kinds(booked.patient) == ["booking_confirmed"]


async def test_a_doctor_learns_of_a_chat_message_that_was_missed(
    booked: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    await deliver(booked.missed(VisitRole.DOCTOR), times=2)
    assert await kinds(booked.doctor) == ["chat_message", "visit_booked"]
    assert await kinds(booked.patient) == ["booking_confirmed"]
    await deliver(booked.missed(VisitRole.PATIENT))
    assert await kinds(booked.patient) == ["chat_message", "booking_confirmed"]
    await post()
    assert bag.taken == []


@pytest.mark.parametrize("made", ["missed", "held"])
async def test_some_things_ring_and_send_no_letter(
    booked: Any, deliver: Deliver, post: Any, bag: Any, made: str
) -> None:
    await deliver(booked.missed() if made == "missed" else booked.completed(VisitOutcome.HELD))
    await post()
    assert bag.taken == []
    assert len(await kinds(booked.patient)) == 2


async def test_a_move_before_its_visit_is_put_off_and_creates_no_notice_yet(
    story: Any, deliver: Deliver, catalogue: None
) -> None:
    moved = story.moved()
    with pytest.raises(Postpone):
        await deliver(moved)
    assert await kinds(story.patient) == []
    await deliver(story.confirmed())
    await deliver(moved)
    assert await kinds(story.patient) == ["booking_rescheduled", "booking_confirmed"]


async def test_a_cancellation_before_its_visit_creates_a_notice_all_the_same(story: Any, deliver: Deliver) -> None:
    await deliver(story.cancelled())
    await deliver(story.confirmed())
    assert sorted(await kinds(story.patient)) == ["booking_cancelled", "booking_confirmed"]
    assert sorted(await kinds(story.doctor)) == ["visit_booked", "visit_cancelled"]


async def test_later_letters_know_the_time_of_the_last_move_only(
    booked: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    await deliver(booked.moved(version=4, days=7))
    await deliver(booked.moved(version=3, days=1))
    await deliver(booked.confirmed().model_copy(update={"event_id": uuid4()}))
    await post()
    bag.taken.clear()
    await deliver(booked.issued())
    await post()
    assert "вт, 1 декабря, 16:30 (екатеринбургское время)" in bag.taken[0].text


async def test_older_titles_do_not_replace_newer_ones(
    booked: Any, clinic: Any, offering: Any, deliver: Deliver, post: Any, bag: Any
) -> None:
    for event, name in ((clinic, "title"), (offering, "service_title")):
        for version, title in ((3, "Новое название"), (2, "Старое название")):
            changes = {"event_id": uuid4(), "aggregate_version": version, name: title}
            await deliver(event.model_copy(update=changes))
    await deliver(booked.issued())
    await post()
    assert "Услуга: Новое название" in bag.taken[0].text
