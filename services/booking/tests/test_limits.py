"""What one person may take for nothing, wherever it is taken: by a booking, a yes to an offer, or a move."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest
from booking.domain import MOST_BOOKINGS, MOST_MOVES, MOST_VISITS, MOST_VISITS_WITH_A_DOCTOR
from common.context import Context
from common.testing import Client, TestClock
from sqlalchemy import text

from .conftest import Book, Practice, tomorrow, try_to_book
from .test_waitlist import BOOKINGS, cancel, confirm, offer_to, wait_for

VISITS = "SELECT count(*) FROM bookings WHERE patient_id = :patient_id AND status = 'confirmed'"


@pytest.fixture(autouse=True)
async def open_connections(context: Context) -> None:
    """Opened beforehand: racers that wait for a connection to be made come one after the other and race nobody."""
    async with AsyncExitStack() as held:
        for _ in range(5):
            await held.enter_async_context(context.engine.connect())


def in_days(days: int, hour: int, minute: int = 0) -> datetime:
    return tomorrow(hour, minute) + timedelta(days=days)


async def move(by: Client, made: dict[str, Any], to: datetime) -> Any:
    return await by.post(f"{BOOKINGS}/{made['booking_id']}/rescheduling", json={"starts_at": to.isoformat()})


def said(answer: Any) -> tuple[int, str, str | None]:
    body = answer.json()
    return answer.status_code, body.get("code", body.get("status")), body.get("scope")


async def offered(
    book: Book, owner: Client, waiting: Client, practice: Practice, starts_at: datetime
) -> dict[str, Any]:
    """A visit in the clinic that somebody gives back is held for the one who waits."""
    await wait_for(waiting, practice.in_clinic)
    made = await book(starts_at, by=owner, offering=practice.in_clinic)
    await cancel(owner, made["booking_id"])
    found: dict[str, Any] = await offer_to(waiting)
    return found


async def test_an_offer_does_not_bypass_one_visit_a_day_with_a_doctor(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    """The offer stays while another visit is cancelled for it."""
    offer = await offered(book, as_patient(), patient, practice, tomorrow(12))
    other = await practice.offer(price=0)
    made = await book(tomorrow(15), offering=other)
    assert said(await confirm(patient, offer["booking_id"])) == (429, "too_many_visits", "day")
    await cancel(patient, made["booking_id"])
    assert said(await confirm(patient, offer["booking_id"])) == (200, "confirmed", None)
    assert said(await confirm(patient, offer["booking_id"])) == (200, "confirmed", None)


async def test_an_offer_does_not_bypass_three_visits_with_a_doctor(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    offer = await offered(book, as_patient(), patient, practice, tomorrow(12))
    other = await practice.offer(price=0)
    for days in (1, 2, 6):
        await book(in_days(days, 12), offering=other)
    assert said(await confirm(patient, offer["booking_id"])) == (429, "too_many_visits", "doctor")


async def test_an_offer_does_not_bypass_ten_visits(
    patient: Client,
    as_patient: Callable[..., Client],
    practice: Practice,
    new_practice: Callable[..., Practice],
    book: Book,
) -> None:
    offer = await offered(book, as_patient(), patient, practice, tomorrow(12))
    practices = [await new_practice().open() for _ in range(4)]
    for number in range(MOST_VISITS):
        one, day = practices[number // MOST_VISITS_WITH_A_DOCTOR], number % MOST_VISITS_WITH_A_DOCTOR
        await book(in_days(day, 13 + number // MOST_VISITS_WITH_A_DOCTOR), offering=one.in_clinic)
    assert said(await confirm(patient, offer["booking_id"])) == (429, "too_many_visits", "person")


@pytest.mark.parametrize(("made", "status"), [(MOST_BOOKINGS - 1, 200), (MOST_BOOKINGS, 429)])
async def test_an_offer_counts_among_thirty_bookings_an_hour(
    patient: Client,
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
    clock: TestClock,
    made: int,
    status: int,
) -> None:
    for number in range(made):
        await book(in_days(1, 9) + timedelta(minutes=30 * (number % 2)))
    clock.shift(timedelta(minutes=1))
    offer = await offered(book, as_patient(), patient, practice, tomorrow(12))
    answer = await confirm(patient, offer["booking_id"])
    assert answer.status_code == status
    if status == 429:
        assert (answer.json()["code"], int(answer.headers["Retry-After"])) == ("too_many_requests", 3540)


async def test_a_patient_moves_no_unpaid_visit_onto_a_day_with_another(
    patient: Client, practice: Practice, book: Book
) -> None:
    made = await book(tomorrow(12), offering=practice.in_clinic)
    await book(in_days(1, 12), offering=practice.in_clinic)
    assert said(await move(patient, made, in_days(1, 15))) == (429, "too_many_visits", "day")
    assert said(await move(patient, made, in_days(2, 15))) == (200, "confirmed", None)
    assert said(await move(patient, made, in_days(2, 16))) == (200, "confirmed", None)


async def test_the_day_of_a_move_is_the_clinics(
    patient: Client, new_practice: Callable[..., Practice], book: Book
) -> None:
    """00:30 in Moscow is still the day before in UTC."""
    practice = await new_practice().open()
    await practice.work("00:00", "23:30", weekdays=tuple(range(7)))
    made = await book(tomorrow(12), offering=practice.in_clinic)
    await book(in_days(1, 12), offering=practice.in_clinic)
    assert said(await move(patient, made, in_days(1, 0, 30))) == (429, "too_many_visits", "day")
    assert said(await move(patient, made, in_days(2, 0, 30))) == (200, "confirmed", None)


async def test_the_doctor_moves_a_visit_onto_any_day_and_its_patient_within_that_day(
    patient: Client, doctor: Client, practice: Practice, book: Book
) -> None:
    made = await book(tomorrow(12), offering=practice.in_clinic)
    await book(in_days(1, 12), offering=practice.in_clinic)
    assert said(await move(doctor, made, in_days(1, 15))) == (200, "confirmed", None)
    assert said(await move(patient, made, in_days(1, 16))) == (200, "confirmed", None)


async def test_a_move_is_refused_after_thirty_bookings_an_hour(
    patient: Client, doctor: Client, practice: Practice, book: Book, clock: TestClock
) -> None:
    made = await book(tomorrow(12), offering=practice.in_clinic)
    clock.shift(timedelta(minutes=1))
    for number in range(MOST_BOOKINGS - 1):
        await book(in_days(1, 9) + timedelta(minutes=30 * (number % 2)))
    refused = await move(patient, made, tomorrow(15))
    assert (said(refused)[1], refused.headers["Retry-After"]) == ("too_many_requests", "3540")
    assert (await move(doctor, made, tomorrow(15))).status_code == 200
    clock.shift(timedelta(minutes=59))
    assert (await move(patient, made, tomorrow(16))).status_code == 200


@pytest.mark.parametrize("round_", range(3))
async def test_moves_confirmations_and_bookings_at_once_leave_one_visit_on_a_day(
    patient: Client,
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
    context: Context,
    round_: int,
) -> None:
    """Two visits of other days are moved to tomorrow, an offer is accepted, and ten are booked: one of all is there."""
    offer = await offered(book, as_patient(), patient, practice, tomorrow(12))
    other = await practice.offer(price=0)
    visits = [await book(in_days(days, 12), offering=other) for days in (1, 2)]
    answers = await asyncio.gather(
        *(move(patient, one, tomorrow(14 + place)) for place, one in enumerate(visits)),
        *(confirm(patient, offer["booking_id"]) for _ in range(3)),
        *(try_to_book(patient, other, tomorrow(9) + timedelta(minutes=30 * number)) for number in range(6)),
    )
    tally = Counter(said(answer) for answer in answers)
    assert set(tally) <= {(200, "confirmed", None), (201, "confirmed", None), (429, "too_many_visits", "day")}
    asked = {"patient_id": patient.principal.person_id, "begins": tomorrow(0), "ends": in_days(1, 0)}
    async with context.sessions() as session:
        assert await session.scalar(text(f"{VISITS} AND starts_at >= :begins AND starts_at < :ends"), asked) == 1


async def test_one_visit_is_moved_five_times_a_day_by_its_patient_and_any_time_by_its_doctor(
    patient: Client, doctor: Client, practice: Practice, book: Book, clock: TestClock
) -> None:
    made = await book(in_days(3, 12), offering=practice.in_clinic)
    for number in range(MOST_MOVES):
        assert said(await move(patient, made, in_days(3, 13 + number % 2))) == (200, "confirmed", None)
        clock.shift(timedelta(hours=1))
    refused = await move(patient, made, in_days(3, 16))
    assert (said(refused)[1], refused.headers["Retry-After"]) == ("too_many_requests", str(19 * 3600))
    assert (await move(doctor, made, in_days(3, 16))).status_code == 200
    clock.shift(timedelta(hours=19))
    assert (await move(patient, made, in_days(3, 15))).status_code == 200
    assert said(await move(patient, made, in_days(3, 16)))[1] == "too_many_requests"


async def test_no_race_moves_a_visit_more_than_five_times(patient: Client, practice: Practice, book: Book) -> None:
    made = await book(in_days(3, 9), offering=practice.in_clinic)
    times = [in_days(3, 9) + timedelta(minutes=30 * number) for number in range(1, 16)]
    answers = [said(answer)[:2] for answer in await asyncio.gather(*(move(patient, made, at) for at in times))]
    assert (answers.count((200, "confirmed")), answers.count((429, "too_many_requests"))) == (MOST_MOVES, 10)


async def test_moves_count_among_thirty_bookings_an_hour(
    patient: Client, practice: Practice, book: Book, clock: TestClock
) -> None:
    made = await book(in_days(3, 12), offering=practice.in_clinic)
    for number in range(2):
        assert (await move(patient, made, in_days(3, 13 + number))).status_code == 200
    clock.shift(timedelta(minutes=1))
    for number in range(MOST_BOOKINGS - 3):
        await book(in_days(1, 9) + timedelta(minutes=30 * (number % 2)))
    refused = await move(patient, made, in_days(3, 16))
    assert (said(refused)[1], refused.headers["Retry-After"]) == ("too_many_requests", "3540")
