"""Facts booking listens to."""

from common.events.consumer import handles
from common.service import Context
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from contracts.payment import PaymentConfirmed, PaymentFailed
from contracts.telemed import ConsultationEnded
from contracts.values import EndReason
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


@handles(ConsultationEnded)
async def end_visit(session: AsyncSession, event: ConsultationEnded, *, context: Context) -> None:
    """Who ended the visit was there; a room that ran out of time before any call means that the doctor did not come."""
    took_place = event.started_at is not None or event.reason == EndReason.DOCTOR_ENDED
    await actions.end_visit(session, event.booking_id, took_place=took_place)


HANDLERS = (
    keep_clinic,
    keep_doctor,
    keep_offering,
    withdraw_offering,
    confirm_paid_booking,
    release_unpaid_slot,
    end_visit,
)
