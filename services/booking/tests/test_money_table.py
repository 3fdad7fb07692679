"""Where the money is: every state of a booking × everything that can happen to it. In words: docs/money.md."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from booking import consumers, jobs
from common.context import Context
from common.events.inbox import handle_once
from common.ids import new_id
from common.testing import Client, Deliver, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled
from contracts.payment import PaymentRefunded
from contracts.telemed import ConsultationEnded
from contracts.values import EndReason
from sqlalchemy import text

from .conftest import PRICE, Practice, tomorrow, try_to_book
from .test_consumers import failed, paid
from .test_waitlist import offer_to, wait_for

START, END = tomorrow(12), tomorrow(12, 30)


@dataclass(frozen=True, kw_only=True)
class World:
    """Everything that can happen to a booking of ``patient``, online, tomorrow at noon, prepaid."""

    patient: Client
    other: Client
    doctor: Client
    practice: Practice
    deliver: Deliver
    run_job: RunJob
    clock: TestClock
    context: Context
    recorded: Recorded

    async def book(self) -> dict[str, Any]:
        answer = await try_to_book(self.patient, self.practice.online, START)
        assert answer.status_code == 201
        made: dict[str, Any] = answer.json()
        return made

    async def cancel(self, by: Client, made: dict[str, Any]) -> None:
        await by.post(f"/api/booking/bookings/{made['booking_id']}/cancellation")

    async def jobs(self) -> None:
        for job in jobs.JOBS:
            await self.run_job(job)

    async def stand(self, made: dict[str, Any]) -> tuple[str, str | None, int | None]:
        columns = "status, coalesce(cancel_reason, outcome), refund_kopecks"
        asked = text(f"SELECT {columns} FROM bookings WHERE booking_id = :booking_id")
        async with self.context.sessions() as session:
            row = (await session.execute(asked, {"booking_id": made["booking_id"]})).one()
        return row[0], row[1], row[2]


@pytest.fixture
def world(
    patient: Client,
    as_patient: Callable[..., Client],
    doctor: Client,
    practice: Practice,
    deliver: Deliver,
    run_job: RunJob,
    clock: TestClock,
    context: Context,
    recorded: Recorded,
) -> World:
    people = {"patient": patient, "other": as_patient(), "doctor": doctor, "practice": practice}
    return World(**people, deliver=deliver, run_job=run_job, clock=clock, context=context, recorded=recorded)  # type: ignore[arg-type]  # the test chooses the fields


async def _held(world: World) -> dict[str, Any]:
    return await world.book()


async def _expired(world: World) -> dict[str, Any]:
    made = await world.book()
    world.clock.shift(timedelta(minutes=15))
    await world.jobs()
    return made


async def _released(world: World) -> dict[str, Any]:
    made = await world.book()
    await world.cancel(world.patient, made)
    return made


async def _declined(world: World) -> dict[str, Any]:
    taken = (await try_to_book(world.other, world.practice.in_clinic, START)).json()
    entry = await wait_for(world.patient, world.practice.online)
    await world.cancel(world.other, taken)
    made: dict[str, Any] = await offer_to(world.patient)
    await world.patient.delete(f"/api/booking/waitlist/{entry['waitlist_entry_id']}")
    ids = {"patient_id": str(world.patient.principal.person_id), "doctor_id": str(world.practice.doctor_id)}
    return {**made, **ids}


async def _confirmed(world: World) -> dict[str, Any]:
    made = await world.book()
    await world.deliver(paid(made))
    return made


async def _cancelled(world: World) -> dict[str, Any]:
    made = await _confirmed(world)
    await world.cancel(world.doctor, made)
    return made


async def _cancelled_unpaid(world: World) -> dict[str, Any]:
    made = await world.book()
    await world.deliver(paid(made, 0))
    return made


async def _completed(world: World) -> dict[str, Any]:
    made = await _confirmed(world)
    await world.deliver(ended(made, started_at=START))
    return made


STATES = {
    "held": _held,
    "expired": _expired,
    "released": _released,
    "declined": _declined,
    "confirmed": _confirmed,
    "cancelled": _cancelled,
    "cancelled, nothing paid": _cancelled_unpaid,
    "completed": _completed,
}


def ended(made: dict[str, Any], *, reason: EndReason = EndReason.DOCTOR_ENDED, **known: Any) -> ConsultationEnded:
    ids = {name: made[name] for name in ("booking_id", "patient_id", "doctor_id")}
    fields = {"started_at": None, "ended_at": END, **known}
    return ConsultationEnded(aggregate_id=made["booking_id"], reason=reason, **ids, **fields)


def returned(made: dict[str, Any], amount: int) -> PaymentRefunded:
    ids = {"booking_id": made["booking_id"], "patient_id": made["patient_id"]}
    sums = {"amount_kopecks": amount, "returned_kopecks": amount, "owed_kopecks": 0, "paid_kopecks": PRICE}
    return PaymentRefunded(aggregate_id=new_id(), **ids, **sums)


Happening = Callable[[World, dict[str, Any]], Awaitable[Any]]


def _at(moment: datetime, happening: Happening) -> Happening:
    async def later(world: World, made: dict[str, Any]) -> None:
        world.clock.freeze(moment)
        await happening(world, made)

    return later


def _published(make: Callable[[dict[str, Any]], Any]) -> Happening:
    return lambda world, made: world.deliver(make(made))


def _cancels(who: str) -> Happening:
    return lambda world, made: world.cancel(getattr(world, who), made)


def _time_passes(world: World, _: dict[str, Any]) -> Awaitable[None]:
    return world.jobs()


HAPPENINGS: dict[str, Happening] = {
    "the price is paid": _published(paid),
    "another sum is paid": _published(lambda made: paid(made, PRICE - 1)),
    "the price is paid after the start": _at(START, _published(paid)),
    "the payment failed": _published(lambda made: failed(made)),
    "a part went back": _published(lambda made: returned(made, PRICE - 1)),
    "all went back": _published(lambda made: returned(made, PRICE)),
    "all went back after the start": _at(START, _published(lambda made: returned(made, PRICE))),
    "the time of the hold is over": _at(tomorrow(8), _time_passes),
    "the patient cancels in time": _cancels("patient"),
    "the patient cancels late": _at(START - timedelta(hours=1), _cancels("patient")),
    "the doctor cancels": _cancels("doctor"),
    "the visit was held": _at(END, _published(lambda made: ended(made, started_at=START))),
    "a day passes after the end": _at(END + timedelta(days=1), _time_passes),
}

Stand = tuple[str, str | None, int | None]
RELEASED = ("cancelled", "released", PRICE)
STARTED = ("cancelled", "visit_started", PRICE)
RETURNED = ("cancelled", "payment_returned", PRICE)
PART = ("cancelled", "wrong_amount", PRICE - 1)

NOT_WANTED: dict[str, Stand] = {
    "the price is paid": RELEASED,
    "another sum is paid": ("cancelled", "released", PRICE - 1),
    "the price is paid after the start": RELEASED,
    "all went back": RETURNED,
    "all went back after the start": RETURNED,
}
# What is not named changes nothing.
TABLE: dict[str, dict[str, Stand]] = {
    "held": {
        "the price is paid": ("confirmed", None, None),
        "another sum is paid": PART,
        "the price is paid after the start": STARTED,
        "the payment failed": ("expired", None, None),
        "all went back": RETURNED,
        "all went back after the start": RETURNED,
        "the time of the hold is over": ("expired", None, None),
        "the patient cancels in time": ("released", None, None),
        "the patient cancels late": ("released", None, None),
        "a day passes after the end": ("expired", None, None),
    },
    "expired": {
        "the price is paid": ("confirmed", None, None),
        "another sum is paid": PART,
        "the price is paid after the start": STARTED,
        "all went back": RETURNED,
        "all went back after the start": RETURNED,
        "the patient cancels in time": ("released", None, None),
        "the patient cancels late": ("released", None, None),
    },
    "released": NOT_WANTED,
    "declined": NOT_WANTED,
    "confirmed": {
        "all went back": RETURNED,
        "the patient cancels in time": ("cancelled", "patient_request", PRICE),
        "the patient cancels late": ("cancelled", "patient_request", 0),
        "the doctor cancels": ("cancelled", "doctor_request", PRICE),
        "the visit was held": ("completed", "held", None),
        "a day passes after the end": ("cancelled", "not_ended", PRICE),
    },
    "cancelled": {},
    "cancelled, nothing paid": {
        "the price is paid": ("cancelled", "wrong_amount", PRICE),
        "another sum is paid": PART,
        "the price is paid after the start": ("cancelled", "wrong_amount", PRICE),
    },
    "completed": {},
}


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("state", STATES)
async def test_what_happens_to_a_booking_and_its_money(world: World, state: str, happening: str) -> None:
    made = await STATES[state](world)
    before, count = await world.stand(made), len(await _cancellations(world, made))
    await HAPPENINGS[happening](world, made)
    expected = TABLE[state].get(happening, before)
    assert await world.stand(made) == expected
    news = (await _cancellations(world, made))[count:]
    # A refund is promised exactly once, with the reason, and never silently.
    assert [(event.refund_kopecks, event.reason) for event in news] == (
        [(expected[2], expected[1])] if expected != before and expected[0] == "cancelled" else []
    )


async def _cancellations(world: World, made: dict[str, Any]) -> list[Any]:
    cancelled = await world.recorded(BookingCancelled)
    return [event for event in cancelled if str(event.booking_id) == made["booking_id"]]


CAME = START - timedelta(minutes=2)
PRESENCE = {"patient_came_at", "doctor_came_at", "both_wrote", "doctor_present_seconds", "both_present_seconds"}
HELD, NO_SHOW = ("completed", "held", None), ("completed", "patient_no_show", None)
DOCTOR, NOT_ENDED = ("cancelled", "doctor_request", PRICE), ("cancelled", "not_ended", PRICE)
DOCTOR_NO_SHOW, NOBODY = ("cancelled", "doctor_no_show", PRICE), ("cancelled", "nobody_came", PRICE)
OVER = EndReason.TIME_OVER
STAYED = {"doctor_came_at": CAME, "doctor_present_seconds": 600}
BOTH: dict[str, Any] = STAYED | {"patient_came_at": CAME, "both_present_seconds": 60}
ENDINGS: dict[str, tuple[dict[str, Any], Stand]] = {
    "a call": ({"started_at": START}, HELD),
    "a call, until the consultation closed": ({"started_at": START, "reason": OVER}, HELD),
    "the doctor, a day before": ({"ended_at": START - timedelta(days=1)}, DOCTOR),
    "the doctor, a second before, both there": (
        BOTH | {"ended_at": START - timedelta(seconds=1), "both_wrote": True},
        DOCTOR,
    ),
    "the consultation of another time": ({"ended_at": START - timedelta(seconds=1), "reason": OVER}, NOT_ENDED),
    "both wrote, the doctor ended it": (BOTH | {"both_wrote": True}, HELD),
    "both wrote, until the consultation closed": (BOTH | {"both_wrote": True, "reason": OVER}, NOT_ENDED),
    "both there, not a word, the doctor ended it": (BOTH | {"both_wrote": False}, DOCTOR),
    "both there, nobody knows of words": (BOTH, DOCTOR),
    "both wrote, and were there at once for less than a minute": (
        BOTH | {"both_wrote": True, "both_present_seconds": 59},
        DOCTOR,
    ),
    "both wrote, and nobody knows whether they met": (
        BOTH | {"both_wrote": True, "both_present_seconds": None},
        DOCTOR,
    ),
    "both were there, one after the other": (BOTH | {"both_present_seconds": 0, "reason": OVER}, NOT_ENDED),
    "the patient wrote and waited in vain": ({"patient_came_at": CAME, "both_wrote": False}, DOCTOR_NO_SHOW),
    "both there, no call": (BOTH | {"reason": OVER}, NOT_ENDED),
    "no patient, the doctor stayed until the end": (STAYED | {"doctor_present_seconds": 1800, "reason": OVER}, NO_SHOW),
    "no patient, the doctor waited ten minutes and ended it": (STAYED, NO_SHOW),
    "no patient, the doctor waited ten minutes and left": (STAYED | {"reason": OVER}, NO_SHOW),
    "no patient, the doctor waited less and ended it": (STAYED | {"doctor_present_seconds": 599}, DOCTOR),
    "no patient, the doctor looked in and left": (STAYED | {"doctor_present_seconds": 10, "reason": OVER}, NOT_ENDED),
    "no patient, the doctor was there before the start only": (
        STAYED | {"doctor_present_seconds": 0, "reason": OVER},
        NOT_ENDED,
    ),
    "no patient, and nobody knows how long the doctor waited": (
        STAYED | {"doctor_present_seconds": None, "reason": OVER},
        NOT_ENDED,
    ),
    "no doctor": ({"patient_came_at": CAME, "reason": OVER}, DOCTOR_NO_SHOW),
    "no doctor, who ended it from elsewhere": ({"patient_came_at": CAME}, DOCTOR_NO_SHOW),
    "nobody": ({"reason": OVER}, NOBODY),
}


@pytest.mark.parametrize("how", ENDINGS)
async def test_the_end_of_a_consultation_ends_its_visit(world: World, how: str) -> None:
    """Money is kept only for a visit that took place, or that its patient missed while the doctor waited."""
    made = await _confirmed(world)
    known, expected = ENDINGS[how]
    event = ended(made, **known)
    world.clock.freeze(event.ended_at)
    await world.deliver(event, times=2)
    assert await world.stand(made) == expected
    assert len(await _cancellations(world, made)) == (expected[0] == "cancelled")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"ended_at": START}, ("completed", None, None)),
        ({"ended_at": START - timedelta(seconds=1)}, DOCTOR),
        ({"reason": OVER}, DOCTOR_NO_SHOW),
    ],
    ids=["the doctor ended it", "the doctor ended it before it began", "the consultation ran out of time"],
)
async def test_an_ended_consultation_without_presence_ends_its_visit_as_before(
    world: World, known: dict[str, Any], expected: Stand
) -> None:
    made = await _confirmed(world)
    event = ended(made, **known).model_dump(mode="json", exclude=PRESENCE)
    await handle_once(consumers.end_visit, ConsultationEnded.read(event), world.context)
    assert await world.stand(made) == expected
