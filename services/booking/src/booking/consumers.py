"""Facts booking listens to."""

from common.context import Context
from common.events import handles
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from contracts.identity import CabinetsJoined
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from contracts.telemed import ConsultationEnded
from sqlalchemy.ext.asyncio import AsyncSession

from booking import actions


@handles(ClinicPublished)
async def keep_clinic(session: AsyncSession, event: ClinicPublished, *, context: Context) -> None:
    """The clinic's title and zone."""
    await actions.keep_clinic(session, event)


@handles(DoctorPublished)
async def keep_doctor(session: AsyncSession, event: DoctorPublished, *, context: Context) -> None:
    """Where the doctor works."""
    await actions.keep_doctor(session, event)


@handles(OfferingPublished)
async def keep_offering(session: AsyncSession, event: OfferingPublished, *, context: Context) -> None:
    """What can be booked."""
    await actions.keep_offering(session, event)


@handles(OfferingWithdrawn)
async def withdraw_offering(session: AsyncSession, event: OfferingWithdrawn, *, context: Context) -> None:
    """What can be booked no longer."""
    await actions.withdraw_offering(session, event)


@handles(PaymentConfirmed)
async def confirm_paid_booking(session: AsyncSession, event: PaymentConfirmed, *, context: Context) -> None:
    """Money buys the visit, late money too if the slot is still free."""
    await actions.accept_payment(session, event.booking_id, amount_kopecks=event.amount_kopecks)


@handles(PaymentFailed)
async def release_unpaid_slot(session: AsyncSession, event: PaymentFailed, *, context: Context) -> None:
    """The order is closed at the bank, so waiting for the end of the hold would serve nobody."""
    await actions.let_go(session, event.booking_id)


@handles(PaymentRefunded)
async def notice_return(session: AsyncSession, event: PaymentRefunded, *, context: Context) -> None:
    """What went back in all, by us or without us; an older event, which says only its own part, is ignored."""
    if event.paid_kopecks and event.returned_kopecks:
        sums = {"paid_kopecks": event.paid_kopecks, "returned_kopecks": event.returned_kopecks}
        await actions.notice_return(session, event.booking_id, **sums)


@handles(ConsultationEnded)
async def end_visit(session: AsyncSession, event: ConsultationEnded, *, context: Context) -> None:
    """Who came, who called and who ended it decide whether the visit took place."""
    await actions.end_visit(session, event)


@handles(CabinetsJoined)
async def join_people(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    """Bookings and wishes of both cabinets are one person's."""
    await actions.join_people(session, person_id=event.person_id, joined_person_id=event.joined_person_id)


HANDLERS = (
    keep_clinic,
    keep_doctor,
    keep_offering,
    withdraw_offering,
    confirm_paid_booking,
    release_unpaid_slot,
    notice_return,
    end_visit,
    join_people,
)
