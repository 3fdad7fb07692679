"""Consumers of booking: the catalogue, payments, ended consultations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from booking import jobs
from common.events import Postpone
from common.ids import new_id
from common.testing import Client, Deliver, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingExpired
from contracts.catalog import OfferingWithdrawn
from contracts.payment import PaymentConfirmed, PaymentFailed
from contracts.telemed import ConsultationEnded
from contracts.values import CancelledBy, EndReason, PaymentFailure

from .conftest import PRICE, Book, Practice, listed, tomorrow, try_to_book


def paid(made: dict[str, Any], amount: int = PRICE) -> PaymentConfirmed:
    ids = {"booking_id": made["booking_id"], "patient_id": made["patient_id"]}
    return PaymentConfirmed(aggregate_id=new_id(), amount_kopecks=amount, **ids)


def failed(made: dict[str, Any]) -> PaymentFailed:
    ids = {"booking_id": made["booking_id"], "patient_id": made["patient_id"]}
    return PaymentFailed(aggregate_id=new_id(), failure=PaymentFailure.TIME_OVER, **ids)


def _ended(made: dict[str, Any], *, started_at: datetime | None, reason: EndReason) -> ConsultationEnded:
    ids = {name: made[name] for name in ("booking_id", "patient_id", "doctor_id")}
    ended_at = tomorrow(12, 45)
    return ConsultationEnded(
        aggregate_id=made["booking_id"], started_at=started_at, ended_at=ended_at, reason=reason, **ids
    )


@pytest.fixture
def status_of(patient: Client) -> Callable[..., Any]:
    async def read(made: dict[str, Any]) -> str:
        answer = await patient.get(f"/api/booking/bookings/{made['booking_id']}")
        return str(answer.json()["status"])

    return read


@pytest.fixture
async def expired(book: Book, clock: TestClock, run_job: RunJob) -> dict[str, Any]:
    """A hold that ran out."""
    made = await book()
    clock.shift(timedelta(minutes=15))
    await run_job(jobs.expire_holds)
    return made


async def test_a_payment_confirms_the_visit_once(
    book: Book, deliver: Deliver, recorded: Recorded, status_of: Callable[..., Any]
) -> None:
    """R089."""
    made = await book()
    event = paid(made)
    await deliver(event, times=2)
    await deliver(paid(made))
    assert await status_of(made) == "confirmed"
    [confirmed] = await recorded(BookingConfirmed)
    assert (confirmed.starts_at, confirmed.ends_at) == (tomorrow(12), tomorrow(12, 30))
    assert (confirmed.price_kopecks, confirmed.aggregate_version) == (PRICE, 2)


@pytest.mark.parametrize("amount", [PRICE - 1, PRICE + 1, 0])
async def test_a_payment_of_another_amount_is_refunded(
    book: Book, deliver: Deliver, recorded: Recorded, status_of: Callable[..., Any], amount: int
) -> None:
    made = await book()
    await deliver(paid(made, amount))
    assert await status_of(made) == "cancelled"
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.cancelled_by) == (amount, CancelledBy.SYSTEM)


async def test_a_late_payment_takes_the_slot_again_when_it_is_free(
    api: Client, practice: Practice, deliver: Deliver, recorded: Recorded, expired: dict[str, Any]
) -> None:
    await deliver(paid(expired))
    [event] = await recorded(BookingConfirmed)
    assert (str(event.booking_id), event.aggregate_version) == (expired["booking_id"], 3)
    assert tomorrow(12) not in await listed(api, practice)
    assert await recorded(BookingCancelled) == []


async def test_a_late_payment_is_refunded_when_the_slot_is_gone(
    as_patient: Callable[..., Client],
    book: Book,
    deliver: Deliver,
    recorded: Recorded,
    expired: dict[str, Any],
) -> None:
    await book(by=as_patient())
    await deliver(paid(expired))
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.cancelled_by, event.aggregate_version) == (PRICE, CancelledBy.SYSTEM, 3)
    assert await recorded(BookingConfirmed) == []


async def test_a_late_payment_is_refunded_when_the_doctor_is_away_by_now(
    practice: Practice, deliver: Deliver, recorded: Recorded, expired: dict[str, Any]
) -> None:
    await practice.work("15:00", "18:00")
    await deliver(paid(expired))
    assert [event.refund_kopecks for event in await recorded(BookingCancelled)] == [PRICE]


async def test_a_late_payment_is_refunded_when_the_patient_is_elsewhere_by_now(
    new_practice: Callable[..., Practice], book: Book, deliver: Deliver, recorded: Recorded, expired: dict[str, Any]
) -> None:
    other = await new_practice().open()
    await book(offering=other.in_clinic)
    await deliver(paid(expired))
    assert [event.refund_kopecks for event in await recorded(BookingCancelled)] == [PRICE]


async def test_a_payment_after_the_start_is_refunded(
    deliver: Deliver, recorded: Recorded, expired: dict[str, Any], clock: TestClock
) -> None:
    clock.freeze(tomorrow(12) + timedelta(microseconds=1))
    await deliver(paid(expired))
    assert [event.refund_kopecks for event in await recorded(BookingCancelled)] == [PRICE]


async def test_a_payment_for_an_unknown_booking_is_postponed(deliver: Deliver) -> None:
    with pytest.raises(Postpone):
        await deliver(paid({"booking_id": new_id(), "patient_id": new_id()}))


async def test_a_closed_order_frees_the_slot_at_once(
    api: Client, practice: Practice, book: Book, deliver: Deliver, recorded: Recorded
) -> None:
    """R089."""
    made = await book()
    await deliver(failed(made), times=2)
    assert tomorrow(12) in await listed(api, practice)
    assert [str(event.booking_id) for event in await recorded(BookingExpired)] == [made["booking_id"]]


async def test_a_closed_order_changes_nothing_about_a_confirmed_visit(
    book: Book, deliver: Deliver, status_of: Callable[..., Any]
) -> None:
    made = await book()
    await deliver(paid(made))
    await deliver(failed(made))
    assert await status_of(made) == "confirmed"


@pytest.mark.parametrize(
    ("started_at", "reason"),
    [
        (tomorrow(12), EndReason.DOCTOR_ENDED),
        (tomorrow(12), EndReason.TIME_OVER),
    ],
    ids=["held", "held until the consultation closed"],
)
async def test_an_ended_consultation_completes_the_visit(
    book: Book, deliver: Deliver, recorded: Recorded, started_at: datetime | None, reason: EndReason
) -> None:
    made = await book()
    await deliver(paid(made))
    ended = _ended(made, started_at=started_at, reason=reason)
    await deliver(ended, times=2)
    await deliver(ended.model_copy(update={"event_id": new_id()}))
    [event] = await recorded(BookingCompleted)
    assert event.aggregate_version == 3


async def test_a_visit_without_its_doctor_is_refunded(book: Book, deliver: Deliver, recorded: Recorded) -> None:
    """The consultation closed by its time before any call."""
    made = await book()
    await deliver(paid(made))
    await deliver(_ended(made, started_at=None, reason=EndReason.TIME_OVER))
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.cancelled_by) == (PRICE, CancelledBy.SYSTEM)


async def test_the_newer_version_of_an_offering_wins_in_any_order(api: Client, practice: Practice) -> None:
    await practice.offer(practice.online, minutes=60, version=3)
    await practice.offer(practice.online, minutes=20, version=2)
    assert len(await listed(api, practice, days=1)) == 9


async def test_the_newer_version_of_a_clinic_wins_in_any_order(patient: Client, practice: Practice, book: Book) -> None:
    await practice.publish_clinic("Europe/Moscow", version=3, title="Новая")
    await practice.publish_clinic("Europe/Moscow", version=2, title="Старая")
    assert (await book())["clinic_title"] == "Новая"


async def test_a_withdrawal_older_than_the_offering_is_ignored(
    patient: Client, practice: Practice, deliver: Deliver
) -> None:
    await practice.offer(practice.online, version=3)
    await deliver(OfferingWithdrawn(aggregate_id=practice.online, aggregate_version=2, offering_id=practice.online))
    assert (await try_to_book(patient, practice.online, tomorrow(12))).status_code == 201


async def test_a_withdrawn_offering_may_come_back(patient: Client, practice: Practice, deliver: Deliver) -> None:
    await deliver(OfferingWithdrawn(aggregate_id=practice.online, aggregate_version=2, offering_id=practice.online))
    await practice.offer(practice.online, version=3)
    assert (await try_to_book(patient, practice.online, tomorrow(12))).status_code == 201


async def test_a_withdrawal_before_its_offering_is_postponed(deliver: Deliver) -> None:
    unknown = UUID(int=9)
    with pytest.raises(Postpone):
        await deliver(OfferingWithdrawn(aggregate_id=unknown, aggregate_version=2, offering_id=unknown))


async def test_a_clinic_with_an_unknown_time_zone_is_not_copied(practice: Practice) -> None:
    with pytest.raises(KeyError):
        await practice.publish_clinic("Europe/Atlantis", version=2)
