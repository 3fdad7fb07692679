"""Telling people: a notice always, a letter waits beside it when the kind has one. Twice the same fact tells once."""

from uuid import UUID

from common.clock import now
from common.ids import new_id
from contracts import Event
from contracts.booking import BookingCancelled, BookingConfirmed, BookingRescheduled
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain import LetterState, NoticeKind, RecipientKind, Telling
from notify.models import Letter, Notice


async def tell(session: AsyncSession, event: Event, telling: Telling) -> None:
    """The recipient sees a notice; a letter is queued when this kind goes by mail."""
    notice_id = new_id()
    told = await session.scalar(
        insert(Notice)
        .values(
            notice_id=notice_id,
            event_id=event.event_id,
            kind=telling.kind,
            recipient_kind=telling.recipient_kind,
            recipient_id=telling.recipient_id,
            booking_id=telling.booking_id,
            document_id=telling.document_id,
            params=telling.params,
        )
        .on_conflict_do_nothing()
        .returning(Notice.notice_id)
    )
    if told and telling.by_mail:
        await _queue(session, notice_id=notice_id)


async def tell_both(
    session: AsyncSession,
    event: BookingConfirmed | BookingRescheduled | BookingCancelled,
    *,
    patient: NoticeKind,
    doctor: NoticeKind | None,
    params: dict[str, str | int],
) -> None:
    """Tells the patient of the booking and, unless ``doctor`` is None, its doctor."""
    recipients = ((patient, RecipientKind.PERSON, event.patient_id), (doctor, RecipientKind.DOCTOR, event.doctor_id))
    for kind, recipient_kind, recipient_id in recipients:
        if kind is not None:
            telling = Telling(kind, recipient_kind, recipient_id, booking_id=event.booking_id, params=dict(params))
            await tell(session, event, telling)


async def ask_for_verification(session: AsyncSession, verification_id: UUID) -> None:
    """A letter that proves an address is queued; asking twice queues one."""
    await _queue(session, verification_id=verification_id)


async def _queue(session: AsyncSession, **about: UUID) -> None:
    waiting = insert(Letter).values(state=LetterState.QUEUED, next_attempt_at=now(), **about)
    await session.execute(waiting.on_conflict_do_nothing())
