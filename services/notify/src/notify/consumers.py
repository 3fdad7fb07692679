"""Facts notify listens to; each becomes a copy, a notice or a letter."""

from common.context import Context
from common.events import handles
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingRescheduled, SlotOffered
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.identity import CabinetsJoined, EmailVerificationRequested, SessionEnded
from contracts.medcard import ConclusionIssued, ShareOpened
from contracts.payment import PaymentRefunded, RefundFailed
from contracts.telemed import ChatMessageMissed, DoctorCalling
from contracts.values import VisitOutcome, VisitRole
from sqlalchemy.ext.asyncio import AsyncSession

from notify import actions
from notify.domain import RecipientKind, Telling, is_told_to_doctor
from notify.kinds import NoticeKind


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
    await actions.end_visit(session, event)
    told = is_told_to_doctor(event.reason, event.cancelled_by)
    returned = event.returned_kopecks
    so_far = {"returned_kopecks": returned, "owed_kopecks": event.refund_kopecks - returned} if returned else {}
    await actions.tell_both(
        session,
        event,
        patient=NoticeKind.BOOKING_CANCELLED,
        doctor=NoticeKind.VISIT_CANCELLED if told else None,
        params={
            "starts_at": event.starts_at.isoformat(),
            "amount_kopecks": event.refund_kopecks,
            **so_far,
            "cancelled_by": event.cancelled_by,
            **({"reason": event.reason} if event.reason else {}),
        },
    )


@handles(BookingCompleted)
async def keep_completed(session: AsyncSession, event: BookingCompleted, *, context: Context) -> None:
    await actions.end_visit(session, event)
    if event.outcome is VisitOutcome.HELD:
        await actions.tell_both(session, event, patient=NoticeKind.VISIT_COMPLETED, doctor=None, params={})
    elif event.outcome is VisitOutcome.PATIENT_NO_SHOW:
        kinds = {"patient": NoticeKind.PATIENT_NO_SHOW, "doctor": NoticeKind.VISIT_MISSED}
        await actions.tell_both(session, event, **kinds, params={})


@handles(SlotOffered)
async def tell_offered(session: AsyncSession, event: SlotOffered, *, context: Context) -> None:
    # Nothing is kept of a visit that is only offered: what its letter needs travels with the notice.
    params = {
        "starts_at": event.starts_at.isoformat(),
        "hold_expires_at": event.hold_expires_at.isoformat(),
        "amount_kopecks": event.price_kopecks,
        "visit_type": event.visit_type,
        "doctor_id": str(event.doctor_id),
        "clinic_id": str(event.clinic_id),
        "offering_id": str(event.offering_id),
    }
    telling = Telling(
        NoticeKind.SLOT_OFFERED, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id, params=params
    )
    await actions.tell(session, event, telling)


@handles(ShareOpened)
async def tell_share_opened(session: AsyncSession, event: ShareOpened, *, context: Context) -> None:
    params = {
        "share_id": str(event.share_id),
        "opening": event.opening,
        "opened_at": event.occurred_at.isoformat(),
    }
    telling = Telling(NoticeKind.SHARE_OPENED, RecipientKind.PERSON, event.patient_id, params=params)
    await actions.tell(session, event, telling)


@handles(PaymentRefunded)
async def tell_refunded(session: AsyncSession, event: PaymentRefunded, *, context: Context) -> None:
    known = {"returned_kopecks": event.returned_kopecks, "owed_kopecks": event.owed_kopecks}
    in_all = {name: kopecks for name, kopecks in known.items() if kopecks is not None}
    await _about_money(session, event, NoticeKind.PAYMENT_REFUNDED, in_all)


@handles(RefundFailed)
async def tell_refund_failed(session: AsyncSession, event: RefundFailed, *, context: Context) -> None:
    await _about_money(session, event, NoticeKind.REFUND_FAILED, {})


async def _about_money(
    session: AsyncSession, event: PaymentRefunded | RefundFailed, kind: NoticeKind, more: dict[str, int]
) -> None:
    params = {"amount_kopecks": event.amount_kopecks, **more}
    telling = Telling(kind, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id, params=params)
    await actions.tell(session, event, telling)


@handles(DoctorCalling)
async def tell_calling(session: AsyncSession, event: DoctorCalling, *, context: Context) -> None:
    telling = Telling(NoticeKind.DOCTOR_CALLING, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id)
    await actions.tell(session, event, telling)


@handles(ChatMessageMissed)
async def tell_chat_message(session: AsyncSession, event: ChatMessageMissed, *, context: Context) -> None:
    reader = RecipientKind.DOCTOR if event.recipient_role is VisitRole.DOCTOR else RecipientKind.PERSON
    telling = Telling(NoticeKind.CHAT_MESSAGE, reader, event.recipient_id, booking_id=event.booking_id)
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


@handles(SessionEnded)
async def end_streams(session: AsyncSession, event: SessionEnded, *, context: Context) -> None:
    await actions.end_session(session, event)


@handles(CabinetsJoined)
async def join_cabinets(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    await actions.join_cabinets(session, event)


HANDLERS = (
    keep_clinic,
    keep_offering,
    tell_booked,
    tell_moved,
    tell_cancelled,
    keep_completed,
    tell_offered,
    tell_share_opened,
    tell_refunded,
    tell_refund_failed,
    tell_calling,
    tell_chat_message,
    tell_conclusion_ready,
    send_verification,
    end_streams,
    join_cabinets,
)
