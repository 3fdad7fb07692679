"""Telling people: a notice always, a letter waits beside it when the kind has one. Twice the same fact tells once."""

from uuid import UUID

from common.clock import now
from common.ids import new_id
from contracts import Event
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain import LetterState, NoticeKind, RecipientKind, Telling
from notify.models import Letter, Notice, Visit


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
        session.add(_letter(notice_id=notice_id))


async def tell_about_visit(
    session: AsyncSession,
    event: Event,
    *,
    booking_id: UUID,
    patient: NoticeKind | None = None,
    doctor: NoticeKind | None = None,
    params: dict[str, str | int] | None = None,
) -> None:
    """Tells the patient, the doctor or both; a visit that was never confirmed has nobody to tell."""
    visit = await session.scalar(select(Visit).where(Visit.booking_id == booking_id))
    if visit is None:
        return
    recipients = ((patient, RecipientKind.PERSON, visit.patient_id), (doctor, RecipientKind.DOCTOR, visit.doctor_id))
    for kind, recipient_kind, recipient_id in recipients:
        if kind is not None:
            telling = Telling(kind, recipient_kind, recipient_id, booking_id=booking_id, params=dict(params or {}))
            await tell(session, event, telling)


async def ask_for_verification(session: AsyncSession, verification_id: UUID) -> None:
    """A letter that proves an address is queued; asking twice queues one."""
    known = await session.scalar(select(Letter.letter_id).where(Letter.verification_id == verification_id))
    if known is None:
        session.add(_letter(verification_id=verification_id))


def _letter(*, notice_id: UUID | None = None, verification_id: UUID | None = None) -> Letter:
    return Letter(notice_id=notice_id, verification_id=verification_id, state=LetterState.QUEUED, next_attempt_at=now())
