"""Telling people: a notice always, a letter and pushes wait beside it when the kind has them. Twice tells once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from common.clock import now
from common.db.joined import person_now
from common.ids import new_id
from contracts import Event
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingRescheduled
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.live import RING
from notify.domain import DeliveryState, RecipientKind, Telling
from notify.kinds import NoticeKind
from notify.models import JOINED, Letter, Notice, Push


async def tell(session: AsyncSession, event: Event, telling: Telling) -> None:
    """The recipient sees a notice; what goes out of Mila is queued."""
    await tell_of(session, event.event_id, telling, version=event.aggregate_version)


async def tell_of(session: AsyncSession, fact_id: UUID, telling: Telling, *, version: int = 1) -> None:
    """Like ``tell``, of something that is no event: a reminder."""
    recipient_id = telling.recipient_id
    if telling.recipient_kind is RecipientKind.PERSON:
        recipient_id = await person_now(session, JOINED, recipient_id)
    notice_id = await session.scalar(
        insert(Notice)
        .values(
            notice_id=new_id(),
            event_id=fact_id,
            fact_version=version,
            kind=telling.kind,
            recipient_kind=telling.recipient_kind,
            recipient_id=recipient_id,
            booking_id=telling.booking_id,
            document_id=telling.document_id,
            params=telling.params,
        )
        .on_conflict_do_nothing()
        .returning(Notice.notice_id)
    )
    if notice_id is None:
        return
    await session.execute(text(RING), {"to": str(recipient_id)})
    if telling.by_mail:
        await _queue(session, Letter, [{"notice_id": notice_id}])
    if telling.by_push:
        devices = await queries.subscriptions(session, recipient_id)
        about = [{"notice_id": notice_id, "subscription_id": device.subscription_id} for device in devices]
        await _queue(session, Push, about)


async def tell_both(
    session: AsyncSession,
    event: BookingConfirmed | BookingRescheduled | BookingCancelled | BookingCompleted,
    *,
    patient: NoticeKind,
    doctor: NoticeKind | None,
    params: Mapping[str, str | int],
) -> None:
    """Tells the patient of the booking and, unless ``doctor`` is None, its doctor."""
    recipients = ((patient, RecipientKind.PERSON, event.patient_id), (doctor, RecipientKind.DOCTOR, event.doctor_id))
    for kind, recipient_kind, recipient_id in recipients:
        if kind is not None:
            telling = Telling(kind, recipient_kind, recipient_id, booking_id=event.booking_id, params=dict(params))
            await tell(session, event, telling)


async def ask_for_verification(session: AsyncSession, verification_id: UUID) -> None:
    """A letter that proves an address is queued; asking twice queues one."""
    await _queue(session, Letter, [{"verification_id": verification_id}])


async def _queue(session: AsyncSession, kind: type[Letter | Push], about: Sequence[dict[str, Any]]) -> None:
    waiting = [{"state": DeliveryState.QUEUED, "next_attempt_at": now(), **one} for one in about]
    if waiting:
        await session.execute(insert(kind).values(waiting).on_conflict_do_nothing())
