"""The waitlist: joining, listing, leaving."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from common import clock
from common.auth import Principal
from common.errors import IdentificationRequired, Invalid, NotFound
from common.ids import new_id
from contracts.values import ExpiryReason, VisitType
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import transitions
from booking.actions.visits import Caller
from booking.domain import MOST_WAITS, Status, WaitStatus
from booking.errors import OfferingWithdrawn, TooManyWaits
from booking.queries import waitlist
from booking.queries.bookings import lock_booking, lock_choice
from booking.queries.replicas import get_offering, get_offering_with_zone

Days = tuple[date | None, date | None]


async def join_waitlist(session: AsyncSession, *, offering_id: UUID, days: Days, patient: Principal) -> Row[Any]:
    """The patient waits for a time of this offering. Asking again changes the days and keeps the place."""
    now = clock.now()
    offered = await get_offering_with_zone(session, offering_id)
    if offered is None:
        raise NotFound
    offering, time_zone = offered
    if offering.withdrawn:
        raise OfferingWithdrawn
    if offering.visit_type == VisitType.ONLINE and patient.acr != "gosuslugi":
        raise IdentificationRequired
    today = now.astimezone(ZoneInfo(time_zone)).date()
    if days[1] is not None and days[1] < today:
        raise Invalid("the days are over")
    await lock_choice(session, patient.person_id)
    if await waitlist.count_others(session, patient.person_id, offering_id=offering_id) >= MOST_WAITS:
        raise TooManyWaits(most=MOST_WAITS)
    entry = {
        "waitlist_entry_id": new_id(),
        "status": WaitStatus.WAITING,
        "patient_id": patient.person_id,
        "patient_name": patient.full_name,
        "doctor_id": offering.doctor_id,
        "offering_id": offering_id,
        "from_day": days[0],
        "until_day": days[1],
        "waiting_since": now,
        "created_at": now,
    }
    joined = await waitlist.upsert_entry(session, entry, today=today)
    [found] = await waitlist.list_waiting(session, patient.person_id, now=now, waitlist_entry_id=joined)
    return found


async def list_waitlist(session: AsyncSession, *, caller: Caller) -> tuple[Sequence[Row[Any]], int]:
    """The live entries of the patient, and the number of those hidden from a password session."""
    found = await waitlist.list_waiting(session, caller.person_id, now=clock.now())
    shown = [row for row in found if caller.sees(row.visit_type)]
    return shown, len(found) - len(shown)


async def leave_waitlist(session: AsyncSession, waitlist_entry_id: UUID, *, caller: Caller) -> None:
    """The patient waits no longer; a time offered to them goes to the next in the line at once.

    Raises NotFound, and IdentificationRequired for an online one in a password session.
    """
    patient_id = caller.person_id
    await _check_may_leave(session, waitlist_entry_id, caller)
    if await waitlist.leave_entry(session, waitlist_entry_id, patient_id=patient_id, status=WaitStatus.WAITING):
        return
    entry = await waitlist.get_entry(session, waitlist_entry_id)
    if entry is None or entry.patient_id != patient_id or entry.booking_id is None:
        raise NotFound
    # First the booking, then the entry: the order in which the end of a hold takes them.
    booking = await lock_booking(session, entry.booking_id)
    if not await waitlist.leave_entry(session, waitlist_entry_id, patient_id=patient_id, status=WaitStatus.OFFERED):
        raise NotFound
    if booking is not None and booking.status == Status.HELD:
        await transitions.end_hold(session, booking, reason=ExpiryReason.OFFER_DECLINED)


async def _check_may_leave(session: AsyncSession, waitlist_entry_id: UUID, caller: Caller) -> None:
    entry = await waitlist.get_entry(session, waitlist_entry_id)
    if entry is None or entry.patient_id != caller.person_id:
        raise NotFound
    offering = await get_offering(session, entry.offering_id)
    if offering is not None and not caller.sees(offering.visit_type):
        raise IdentificationRequired
