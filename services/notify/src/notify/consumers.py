"""Facts notify listens to; each becomes a copy, a notice or a letter."""

from common.events.consumer import handles
from common.service import Context
from contracts.booking import BookingCancelled, BookingConfirmed, BookingRescheduled
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.identity import EmailVerificationRequested
from contracts.medcard import ConclusionIssued
from contracts.payment import PaymentRefunded, RefundFailed
from contracts.telemed import ChatMessageMissed, DoctorCalling
from contracts.values import CancelledBy
from sqlalchemy.ext.asyncio import AsyncSession

from notify import actions
from notify.domain import NoticeKind, RecipientKind, Telling


@handles(ClinicPublished)
async def keep_clinic(session: AsyncSession, event: ClinicPublished, *, context: Context) -> None:
    await actions.copy_clinic(session, event)


@handles(OfferingPublished)
async def keep_offering(session: AsyncSession, event: OfferingPublished, *, context: Context) -> None:
    await actions.copy_offering(session, event)


@handles(BookingConfirmed)
async def tell_booked(session: AsyncSession, event: BookingConfirmed, *, context: Context) -> None:
    await actions.copy_visit(session, event)
    await actions.tell_both(
        session,
        event,
        patient=NoticeKind.BOOKING_CONFIRMED,
        doctor=NoticeKind.VISIT_BOOKED,
        params={"starts_at": event.starts_at.isoformat()},
    )


@handles(BookingRescheduled)
async def tell_moved(session: AsyncSession, event: BookingRescheduled, *, context: Context) -> None:
    await actions.move_visit(session, event)
    await actions.tell_both(
        session,
        event,
        patient=NoticeKind.BOOKING_RESCHEDULED,
        doctor=NoticeKind.VISIT_RESCHEDULED,
        params={
            "starts_at": event.starts_at.isoformat(),
            "previous_starts_at": event.previous_starts_at.isoformat(),
        },
    )


@handles(BookingCancelled)
async def tell_cancelled(session: AsyncSession, event: BookingCancelled, *, context: Context) -> None:
    # Who cancelled knows; and what the system cancels the doctor never had, or nobody came to.
    surprising = event.cancelled_by in (CancelledBy.PATIENT, CancelledBy.CLINIC)
    await actions.tell_both(
        session,
        event,
        patient=NoticeKind.BOOKING_CANCELLED,
        doctor=NoticeKind.VISIT_CANCELLED if surprising else None,
        params={
            "starts_at": event.starts_at.isoformat(),
            "amount_kopecks": event.refund_kopecks,
            "cancelled_by": event.cancelled_by,
        },
    )


@handles(PaymentRefunded)
async def tell_refunded(session: AsyncSession, event: PaymentRefunded, *, context: Context) -> None:
    await _about_money(session, event, NoticeKind.PAYMENT_REFUNDED)


@handles(RefundFailed)
async def tell_refund_failed(session: AsyncSession, event: RefundFailed, *, context: Context) -> None:
    await _about_money(session, event, NoticeKind.REFUND_FAILED)


async def _about_money(session: AsyncSession, event: PaymentRefunded | RefundFailed, kind: NoticeKind) -> None:
    params = {"amount_kopecks": event.amount_kopecks}
    telling = Telling(kind, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id, params=params)
    await actions.tell(session, event, telling)


@handles(DoctorCalling)
async def tell_calling(session: AsyncSession, event: DoctorCalling, *, context: Context) -> None:
    telling = Telling(NoticeKind.DOCTOR_CALLING, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id)
    await actions.tell(session, event, telling)


@handles(ChatMessageMissed)
async def tell_chat_message(session: AsyncSession, event: ChatMessageMissed, *, context: Context) -> None:
    telling = Telling(NoticeKind.CHAT_MESSAGE, RecipientKind.PERSON, event.recipient_id, booking_id=event.booking_id)
    await actions.tell(session, event, telling)


@handles(ConclusionIssued)
async def tell_conclusion_ready(session: AsyncSession, event: ConclusionIssued, *, context: Context) -> None:
    telling = Telling(
        NoticeKind.CONCLUSION_READY,
        RecipientKind.PERSON,
        event.patient_id,
        booking_id=event.booking_id,
        document_id=event.document_id,
    )
    await actions.tell(session, event, telling)


@handles(EmailVerificationRequested)
async def send_verification(session: AsyncSession, event: EmailVerificationRequested, *, context: Context) -> None:
    await actions.ask_for_verification(session, event.verification_id)


HANDLERS = (
    keep_clinic,
    keep_offering,
    tell_booked,
    tell_moved,
    tell_cancelled,
    tell_refunded,
    tell_refund_failed,
    tell_calling,
    tell_chat_message,
    tell_conclusion_ready,
    send_verification,
)
