"""Events notify consumes; each becomes a copy, a notice or a letter."""

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
from notify.domain.delivery import NoticeDraft, RecipientKind, is_doctor_notified
from notify.domain.kinds import NoticeKind


@handles(ClinicPublished)
async def copy_clinic(session: AsyncSession, event: ClinicPublished, *, context: Context) -> None:
    await actions.copy_clinic(session, event)


@handles(OfferingPublished)
async def copy_offering(session: AsyncSession, event: OfferingPublished, *, context: Context) -> None:
    await actions.copy_offering(session, event)


@handles(BookingConfirmed)
async def notify_booked(session: AsyncSession, event: BookingConfirmed, *, context: Context) -> None:
    await actions.copy_visit(session, event)
    await actions.notify_both(
        session,
        event,
        patient=NoticeKind.BOOKING_CONFIRMED,
        doctor=NoticeKind.VISIT_BOOKED,
        params={"starts_at": event.starts_at.isoformat()},
    )


@handles(BookingRescheduled)
async def notify_moved(session: AsyncSession, event: BookingRescheduled, *, context: Context) -> None:
    await actions.move_visit(session, event)
    await actions.notify_both(
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
async def notify_cancelled(session: AsyncSession, event: BookingCancelled, *, context: Context) -> None:
    await actions.end_visit(session, event)
    doctor_notified = is_doctor_notified(event.reason, event.cancelled_by)
    returned = event.returned_kopecks
    sums = {"returned_kopecks": returned, "owed_kopecks": event.refund_kopecks - returned} if returned else {}
    await actions.notify_both(
        session,
        event,
        patient=NoticeKind.BOOKING_CANCELLED,
        doctor=NoticeKind.VISIT_CANCELLED if doctor_notified else None,
        params={
            "starts_at": event.starts_at.isoformat(),
            "amount_kopecks": event.refund_kopecks,
            **sums,
            "cancelled_by": event.cancelled_by,
            **({"reason": event.reason} if event.reason else {}),
        },
    )


@handles(BookingCompleted)
async def notify_completed(session: AsyncSession, event: BookingCompleted, *, context: Context) -> None:
    await actions.end_visit(session, event)
    if event.outcome is VisitOutcome.HELD:
        await actions.notify_both(session, event, patient=NoticeKind.VISIT_COMPLETED, doctor=None, params={})
    elif event.outcome is VisitOutcome.PATIENT_NO_SHOW:
        kinds = {"patient": NoticeKind.PATIENT_NO_SHOW, "doctor": NoticeKind.VISIT_MISSED}
        await actions.notify_both(session, event, **kinds, params={})


@handles(SlotOffered)
async def notify_slot_offered(session: AsyncSession, event: SlotOffered, *, context: Context) -> None:
    # An offered visit is not copied: the notice carries what its letter needs.
    params = {
        "starts_at": event.starts_at.isoformat(),
        "hold_expires_at": event.hold_expires_at.isoformat(),
        "amount_kopecks": event.price_kopecks,
        "visit_type": event.visit_type,
        "doctor_id": str(event.doctor_id),
        "clinic_id": str(event.clinic_id),
        "offering_id": str(event.offering_id),
    }
    draft = NoticeDraft(
        NoticeKind.SLOT_OFFERED, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id, params=params
    )
    await actions.create_notice(session, event, draft)


@handles(ShareOpened)
async def notify_share_opened(session: AsyncSession, event: ShareOpened, *, context: Context) -> None:
    params = {
        "share_id": str(event.share_id),
        "opening": event.opening,
        "opened_at": event.occurred_at.isoformat(),
    }
    draft = NoticeDraft(NoticeKind.SHARE_OPENED, RecipientKind.PERSON, event.patient_id, params=params)
    await actions.create_notice(session, event, draft)


@handles(PaymentRefunded)
async def notify_refunded(session: AsyncSession, event: PaymentRefunded, *, context: Context) -> None:
    totals = {"returned_kopecks": event.returned_kopecks, "owed_kopecks": event.owed_kopecks}
    known = {name: kopecks for name, kopecks in totals.items() if kopecks is not None}
    await _notify_of_refund(session, event, NoticeKind.PAYMENT_REFUNDED, known)


@handles(RefundFailed)
async def notify_refund_failed(session: AsyncSession, event: RefundFailed, *, context: Context) -> None:
    await _notify_of_refund(session, event, NoticeKind.REFUND_FAILED, {})


async def _notify_of_refund(
    session: AsyncSession, event: PaymentRefunded | RefundFailed, kind: NoticeKind, totals: dict[str, int]
) -> None:
    params = {"amount_kopecks": event.amount_kopecks, **totals}
    draft = NoticeDraft(kind, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id, params=params)
    await actions.create_notice(session, event, draft)


@handles(DoctorCalling)
async def notify_doctor_calling(session: AsyncSession, event: DoctorCalling, *, context: Context) -> None:
    draft = NoticeDraft(NoticeKind.DOCTOR_CALLING, RecipientKind.PERSON, event.patient_id, booking_id=event.booking_id)
    await actions.create_notice(session, event, draft)


@handles(ChatMessageMissed)
async def notify_chat_message(session: AsyncSession, event: ChatMessageMissed, *, context: Context) -> None:
    reader = RecipientKind.DOCTOR if event.recipient_role is VisitRole.DOCTOR else RecipientKind.PERSON
    draft = NoticeDraft(NoticeKind.CHAT_MESSAGE, reader, event.recipient_id, booking_id=event.booking_id)
    await actions.create_notice(session, event, draft)


@handles(ConclusionIssued)
async def notify_conclusion_ready(session: AsyncSession, event: ConclusionIssued, *, context: Context) -> None:
    draft = NoticeDraft(
        NoticeKind.CONCLUSION_READY,
        RecipientKind.PERSON,
        event.patient_id,
        booking_id=event.booking_id,
        document_id=event.document_id,
    )
    await actions.create_notice(session, event, draft)


@handles(EmailVerificationRequested)
async def send_verification(session: AsyncSession, event: EmailVerificationRequested, *, context: Context) -> None:
    await actions.queue_verification_letter(session, event.verification_id)


@handles(SessionEnded)
async def end_session(session: AsyncSession, event: SessionEnded, *, context: Context) -> None:
    await actions.end_session(session, event)


@handles(CabinetsJoined)
async def join_accounts(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    await actions.join_accounts(session, event)


HANDLERS = (
    copy_clinic,
    copy_offering,
    notify_booked,
    notify_moved,
    notify_cancelled,
    notify_completed,
    notify_slot_offered,
    notify_share_opened,
    notify_refunded,
    notify_refund_failed,
    notify_doctor_calling,
    notify_chat_message,
    notify_conclusion_ready,
    send_verification,
    end_session,
    join_accounts,
)
