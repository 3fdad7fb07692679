"""Events booking consumes."""

from common.context import Context
from common.events import handles
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from contracts.identity import CabinetsJoined
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from contracts.telemed import ConsultationEnded
from sqlalchemy.ext.asyncio import AsyncSession

from booking import actions


@handles(ClinicPublished)
async def copy_clinic(session: AsyncSession, event: ClinicPublished, *, context: Context) -> None:
    """Copies the clinic's details."""
    await actions.copy_clinic(session, event)


@handles(DoctorPublished)
async def copy_doctor(session: AsyncSession, event: DoctorPublished, *, context: Context) -> None:
    """Copies the clinics of the doctor."""
    await actions.copy_doctor(session, event)


@handles(OfferingPublished)
async def copy_offering(session: AsyncSession, event: OfferingPublished, *, context: Context) -> None:
    """Copies what can be booked."""
    await actions.copy_offering(session, event)


@handles(OfferingWithdrawn)
async def withdraw_offering(session: AsyncSession, event: OfferingWithdrawn, *, context: Context) -> None:
    """Ends the booking of an offering."""
    await actions.withdraw_offering(session, event)


@handles(PaymentConfirmed)
async def confirm_paid_booking(session: AsyncSession, event: PaymentConfirmed, *, context: Context) -> None:
    """Confirms the booking, also by a late payment if the slot is still free."""
    await actions.accept_payment(session, event.booking_id, amount_kopecks=event.amount_kopecks)


@handles(PaymentFailed)
async def release_unpaid_slot(session: AsyncSession, event: PaymentFailed, *, context: Context) -> None:
    """Releases a hold whose order is closed at the bank."""
    await actions.release_hold(session, event.booking_id)


@handles(PaymentRefunded)
async def record_return(session: AsyncSession, event: PaymentRefunded, *, context: Context) -> None:
    """Records the whole return; events of older producers, which carry their own part only, are ignored."""
    if event.paid_kopecks and event.returned_kopecks:
        sums = {"paid_kopecks": event.paid_kopecks, "returned_kopecks": event.returned_kopecks}
        await actions.record_return(session, event.booking_id, **sums)


@handles(ConsultationEnded)
async def end_visit(session: AsyncSession, event: ConsultationEnded, *, context: Context) -> None:
    """Completes or cancels the visit, by who came, who called and who ended it."""
    await actions.end_visit(session, event)


@handles(CabinetsJoined)
async def join_people(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    """Moves bookings and waitlist entries of the joined account to the person who stays."""
    await actions.join_people(session, person_id=event.person_id, joined_person_id=event.joined_person_id)


HANDLERS = (
    copy_clinic,
    copy_doctor,
    copy_offering,
    withdraw_offering,
    confirm_paid_booking,
    release_unpaid_slot,
    record_return,
    end_visit,
    join_people,
)
