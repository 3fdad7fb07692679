"""Creating notices, each with the letter and the pushes its kind has, and marking them as read."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.db.joined import person_now
from common.errors import NotFound
from common.ids import new_id
from contracts import Event
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingRescheduled
from sqlalchemy import func, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.streams import SIGNAL
from notify.domain.delivery import DeliveryState, NoticeDraft, RecipientKind
from notify.domain.kinds import NoticeKind
from notify.models import JOINED, Letter, Notice, Push


async def create_notice(session: AsyncSession, event: Event, draft: NoticeDraft) -> None:
    """Saves the notice and queues its letter and pushes; the second time for one event does nothing."""
    await create_notice_of(session, event.event_id, draft, version=event.aggregate_version)


async def create_notice_of(session: AsyncSession, source_id: UUID, draft: NoticeDraft, *, version: int) -> None:
    """Like ``create_notice``, for an event or a reminder with this id."""
    recipient_id = draft.recipient_id
    if draft.recipient_kind is RecipientKind.PERSON:
        recipient_id = await person_now(session, JOINED, recipient_id)
    notice_id = await session.scalar(
        insert(Notice)
        .values(
            notice_id=new_id(),
            event_id=source_id,
            event_version=version,
            kind=draft.kind,
            recipient_kind=draft.recipient_kind,
            recipient_id=recipient_id,
            booking_id=draft.booking_id,
            document_id=draft.document_id,
            params=draft.params,
        )
        .on_conflict_do_nothing()
        .returning(Notice.notice_id)
    )
    if notice_id is None:
        return
    await session.execute(text(SIGNAL), {"to": str(recipient_id)})
    if draft.has_letter:
        await _queue(session, Letter, [{"notice_id": notice_id}])
    if draft.has_push:
        browsers = await queries.list_subscriptions(session, recipient_id)
        rows = [{"notice_id": notice_id, "subscription_id": browser.subscription_id} for browser in browsers]
        await _queue(session, Push, rows)


async def notify_both(
    session: AsyncSession,
    event: BookingConfirmed | BookingRescheduled | BookingCancelled | BookingCompleted,
    *,
    patient: NoticeKind,
    doctor: NoticeKind | None,
    params: Mapping[str, str | int],
) -> None:
    """Creates a notice for the patient of the booking and, unless ``doctor`` is None, one for its doctor."""
    recipients = ((patient, RecipientKind.PERSON, event.patient_id), (doctor, RecipientKind.DOCTOR, event.doctor_id))
    for kind, recipient_kind, recipient_id in recipients:
        if kind is not None:
            draft = NoticeDraft(kind, recipient_kind, recipient_id, booking_id=event.booking_id, params=dict(params))
            await create_notice(session, event, draft)


async def queue_verification_letter(session: AsyncSession, verification_id: UUID) -> None:
    """Queues the letter that proves an address; the second time does nothing."""
    await _queue(session, Letter, [{"verification_id": verification_id}])


async def _queue(session: AsyncSession, kind: type[Letter | Push], rows: Sequence[dict[str, Any]]) -> None:
    queued = [{"state": DeliveryState.QUEUED, "next_attempt_at": now(), **row} for row in rows]
    if queued:
        await session.execute(insert(kind).values(queued).on_conflict_do_nothing())


async def mark_read(session: AsyncSession, person: Principal, notice_id: UUID) -> None:
    """The notice is read; the time of the first reading stays. Raises NotFound for another person's notice."""
    own = queries.addressed_to(person)
    found = await session.scalar(
        update(Notice)
        .where(own, Notice.notice_id == notice_id)
        .values(read_at=func.coalesce(Notice.read_at, now()))
        .returning(Notice.notice_id)
    )
    if found is None:
        raise NotFound
    await session.execute(text(SIGNAL), {"to": str(person.person_id)})


async def mark_all_read(session: AsyncSession, person: Principal) -> None:
    """All notices of the person are read."""
    own = queries.addressed_to(person)
    await session.execute(update(Notice).where(own, Notice.read_at.is_(None)).values(read_at=now()))
    await session.execute(text(SIGNAL), {"to": str(person.person_id)})
