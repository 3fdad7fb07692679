"""A freed slot is held for the patient who waited longest, in the transaction that freed it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from common import clock
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import events
from booking.domain import OFFER, OFFER_HORIZON, OFFER_LEAD, Status
from booking.queries import waitlist
from booking.queries.bookings import lock_calendars
from booking.queries.holding import SlotRequest, hold_slot
from booking.queries.waitlist import Fresh, Waiter


async def offer_freed(session: AsyncSession, doctor_id: UUID, *, during: tuple[datetime, datetime]) -> None:
    """Slots freed by this span are held for waiting patients; those nobody waits for stay free for everybody."""
    if during[1] <= clock.now() + OFFER_LEAD or not await waitlist.is_anyone_waiting(session, doctor_id):
        return
    # Of two neighbouring times freed at once the second sees the first, so that a long visit fits into both.
    await lock_calendars(session, doctor_id)
    await _offer(session, await waitlist.list_wanted_slots(session, doctor_id, during=during, now=clock.now()))


@asynccontextmanager
async def offering_new_times(session: AsyncSession, doctor_id: UUID) -> AsyncIterator[None]:
    """Slots that the change of the schedule inside opens are held for waiting patients."""
    await lock_calendars(session, doctor_id)
    now = clock.now()
    ahead = (now, now + OFFER_HORIZON)
    before = await waitlist.list_wanted_slots(session, doctor_id, during=ahead, now=now)
    yield
    await session.flush()
    after = await waitlist.list_wanted_slots(session, doctor_id, during=ahead, now=now)
    await _offer(session, after - before)


async def _offer(session: AsyncSession, fresh: Fresh) -> None:
    """Each turn serves one person or passes one over, so the turns come to an end."""
    done: set[UUID] = set()
    earliest = clock.now() + OFFER_LEAD
    while fresh and (waiter := await waitlist.lock_next_in_line(session, fresh, earliest=earliest, done=done)):
        done.add(waiter.waitlist_entry_id)
        # Another transaction is just offering this person something else: one offer after the other.
        if waiter.alone:
            await _hold_for(session, waiter)


async def _hold_for(session: AsyncSession, waiter: Waiter) -> None:
    request = SlotRequest(
        offering_id=waiter.offering_id,
        starts_at=waiter.starts_at,
        patient_id=waiter.patient_id,
        patient_name=waiter.patient_name,
        # Who waits for an online visit had to come in by Gosuslugi for that.
        identified=True,
        offered_for=OFFER,
    )
    result = await hold_slot(session, request, now=clock.now())
    if result is None or result.made is None:
        return
    made = result.made
    assert made.status == Status.HELD
    await waitlist.mark_offered(session, waiter.waitlist_entry_id, booking_id=made.booking_id)
    if made.prepaid:
        await events.publish_created(session, made)
    await events.publish_offered(session, made, waitlist_entry_id=waiter.waitlist_entry_id)
