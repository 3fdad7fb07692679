"""Races for what becomes free: one offer for each time, and nobody gets two."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from booking import jobs
from common.context import Context
from common.testing import Client, Recorded, RunJob, TestClock
from contracts.booking import BookingConfirmed, SlotOffered
from sqlalchemy import text

from .conftest import Book, Practice, tomorrow, try_to_book
from .test_waitlist import BOOKINGS, WAITLIST, confirm, offer_to, wait_for, waited_for


@pytest.fixture(autouse=True)
async def open_connections(context: Context) -> None:
    """Opened beforehand: racers that wait for a connection to be made come one after the other and race nobody."""
    async with AsyncExitStack() as held:
        for _ in range(5):
            await held.enter_async_context(context.engine.connect())


async def cancel(by: Client, made: dict[str, Any]) -> Any:
    return await by.post(f"{BOOKINGS}/{made['booking_id']}/cancellation")


@pytest.mark.parametrize("round_", range(3))
async def test_many_times_freed_at_once_go_to_one_person_each(
    as_patient: Callable[..., Client], practice: Practice, book: Book, recorded: Recorded, round_: int
) -> None:
    """Ten visits end at once while six people wait: six offers to six people, for six times."""
    owners = [as_patient() for _ in range(10)]
    made = [
        await book(tomorrow(9) + timedelta(minutes=30 * place), by=owner, offering=practice.in_clinic)
        for place, owner in enumerate(owners)
    ]
    waiting = [as_patient() for _ in range(6)]
    for one in waiting:
        await wait_for(one, practice.online)
    answers = await asyncio.gather(*(cancel(owner, one) for owner, one in zip(owners, made, strict=True)))
    assert {answer.status_code for answer in answers} == {200}
    offered = await recorded(SlotOffered)
    assert Counter(event.patient_id for event in offered) == {one.principal.person_id: 1 for one in waiting}
    assert len({event.starts_at for event in offered}) == 6


async def test_one_person_who_waits_for_two_doctors_gets_no_two_offers_for_one_hour(
    as_patient: Callable[..., Client],
    practice: Practice,
    new_practice: Callable[..., Practice],
    book: Book,
    recorded: Recorded,
) -> None:
    practices = [practice, *[await new_practice().open() for _ in range(3)]]
    owners = [as_patient() for _ in practices]
    waiting = [as_patient() for _ in range(2)]
    pairs = list(zip(owners, practices, strict=True))
    made = [await book(tomorrow(12), by=owner, offering=one.in_clinic) for owner, one in pairs]
    for one in practices:
        for person in waiting:
            await wait_for(person, one.online)
    answers = await asyncio.gather(*(cancel(owner, one) for owner, one in zip(owners, made, strict=True)))
    assert {answer.status_code for answer in answers} == {200}
    offered = Counter(event.patient_id for event in await recorded(SlotOffered))
    assert set(offered.values()) == {1}


@pytest.mark.parametrize("round_", range(3))
async def test_nobody_snipes_a_time_between_its_release_and_its_offer(
    as_patient: Callable[..., Client], patient: Client, practice: Practice, book: Book, round_: int
) -> None:
    waiting = as_patient()
    await wait_for(waiting, practice.online)
    made = await book(offering=practice.in_clinic)
    snipers = [as_patient() for _ in range(15)]
    await asyncio.gather(
        *(try_to_book(one, practice.in_clinic, tomorrow(12)) for one in snipers[:8]),
        cancel(patient, made),
        *(try_to_book(one, practice.in_clinic, tomorrow(12)) for one in snipers[8:]),
    )
    assert await offer_to(waiting) is not None
    for one in snipers:
        assert (await one.get(BOOKINGS)).json()["items"] == []


@pytest.mark.parametrize("round_", range(5))
async def test_confirming_expiry_and_leaving_at_once_leave_one_result(
    as_patient: Callable[..., Client],
    patient: Client,
    practice: Practice,
    book: Book,
    clock: TestClock,
    run_job: RunJob,
    recorded: Recorded,
    round_: int,
) -> None:
    """Either the visit is confirmed, or the time went on to the next; never both, never neither."""
    first, second = as_patient(), as_patient()
    for one in (first, second):
        await wait_for(one, practice.in_clinic)
    await cancel(patient, await book(offering=practice.in_clinic))
    offer, [entry] = await offer_to(first), await waited_for(first)
    clock.shift(timedelta(minutes=30) - timedelta(microseconds=1))
    yes, left, *_ = await asyncio.gather(
        confirm(first, offer["booking_id"]),
        first.delete(f"{WAITLIST}/{entry['waitlist_entry_id']}"),
        run_job(jobs.expire_holds),
        run_job(jobs.expire_holds),
    )
    assert yes.status_code in (200, 409)
    assert left.status_code in (204, 404)
    confirmed = [str(event.booking_id) for event in await recorded(BookingConfirmed)][1:]
    went_on = len(await recorded(SlotOffered)) == 2
    assert (confirmed == [offer["booking_id"]]) != went_on


async def test_one_patient_waits_once_for_one_thing_however_often_it_is_asked(
    patient: Client, practice: Practice, context: Context
) -> None:
    body = {"offering_id": str(practice.online)}
    answers = await asyncio.gather(*(patient.post(WAITLIST, json=body) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {201}
    async with context.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM waitlist_entries")) == 1
