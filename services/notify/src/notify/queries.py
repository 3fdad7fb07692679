"""Every SELECT of notify."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from common.auth import Principal
from contracts.values import VisitType
from sqlalchemy import ColumnElement, Uuid, and_, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain import UNREACHABLE, DeliveryState, RecipientKind, reminder_window
from notify.kinds import NoticeKind
from notify.models import (
    Clinic,
    EndedSession,
    Letter,
    Notice,
    Offering,
    Push,
    PushSubscription,
    Reminder,
    Visit,
    VisitEnd,
)

Waiting = TypeVar("Waiting", Letter, Push)
CLINIC = (Clinic.title.label("clinic_title"), Clinic.time_zone, Clinic.city, Clinic.address, Clinic.phone)


def addressed_to(person: Principal) -> ColumnElement[bool]:
    """Notices of a person, and of the doctor that person is.

    A password session gets none of documents, of online visits, or of a doctor.
    """
    own = and_(Notice.recipient_kind == RecipientKind.PERSON, Notice.recipient_id == person.person_id)
    if person.acr != "gosuslugi":
        visit_type = select(Visit.visit_type).where(Visit.booking_id == Notice.booking_id).correlate(Notice)
        in_clinic = func.coalesce(Notice.params["visit_type"].astext, visit_type.scalar_subquery()) == VisitType.CLINIC
        return and_(own, Notice.document_id.is_(None), or_(Notice.booking_id.is_(None), in_clinic))
    if person.doctor_id is None:
        return own
    return or_(own, and_(Notice.recipient_kind == RecipientKind.DOCTOR, Notice.recipient_id == person.doctor_id))


async def session_ended(session: AsyncSession, session_id: UUID) -> bool:
    """Whether the session is over before its token is."""
    return (
        await session.scalar(select(EndedSession.session_id).where(EndedSession.session_id == session_id)) is not None
    )


async def notices(
    session: AsyncSession, mine: ColumnElement[bool], *, unread: bool, before: UUID | None, most: int
) -> Sequence[Any]:
    """Newest first, each with what it is about where that is known; ids are ordered in time, so an id is the cursor."""
    offered, at = (cast(Notice.params[name].astext, Uuid) for name in ("offering_id", "clinic_id"))
    wanted = (
        select(Notice, Visit.starts_at, Visit.visit_type, Offering.service_title, Clinic)
        .outerjoin(Visit, Visit.booking_id == Notice.booking_id)
        .outerjoin(Clinic, Clinic.clinic_id == func.coalesce(Visit.clinic_id, at))
        .outerjoin(Offering, Offering.offering_id == func.coalesce(Visit.offering_id, offered))
        .where(mine)
        .order_by(Notice.notice_id.desc())
        .limit(most)
    )
    if unread:
        wanted = wanted.where(Notice.read_at.is_(None))
    if before:
        wanted = wanted.where(Notice.notice_id < before)
    return (await session.execute(wanted)).all()


async def unread_count(session: AsyncSession, mine: ColumnElement[bool]) -> int:
    """How many notices wait to be read."""
    return await session.scalar(select(func.count()).select_from(Notice).where(mine, Notice.read_at.is_(None))) or 0


async def newest(session: AsyncSession, mine: ColumnElement[bool]) -> Notice | None:
    """The last thing told."""
    return await session.scalar(select(Notice).where(mine).order_by(Notice.notice_id.desc()).limit(1))


async def due(session: AsyncSession, kind: type[Waiting], at: datetime) -> Waiting | None:
    """The letter or push that has waited longest, locked for this transaction; other replicas pass it by."""
    longest = (
        select(kind)
        .where(kind.state == DeliveryState.QUEUED, kind.next_attempt_at <= at)
        .order_by(kind.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(longest)).one_or_none()


async def overdue(session: AsyncSession, kind: type[Waiting], at: datetime) -> int:
    """How many of them should have left by now."""
    waiting = select(func.count()).where(kind.state == DeliveryState.QUEUED, kind.next_attempt_at <= at)
    return await session.scalar(waiting) or 0


async def unreachable_doctors(session: AsyncSession) -> int:
    """How many doctors have letters waiting that have nowhere to go."""
    waiting = (
        select(func.count(Notice.recipient_id.distinct()))
        .join(Letter, Letter.notice_id == Notice.notice_id)
        .where(Letter.state == DeliveryState.QUEUED, Letter.outcome == UNREACHABLE)
    )
    return await session.scalar(waiting) or 0


async def about_visit(session: AsyncSession, booking_id: UUID) -> Any:
    """The visit with the titles of its service and clinic, or None while one of the facts is still on its way."""
    wanted = (
        select(
            Visit.patient_id,
            Visit.doctor_id,
            Visit.visit_type,
            Visit.starts_at,
            Visit.ends_at,
            Visit.version,
            Visit.price_kopecks,
            Offering.service_title,
            *CLINIC,
            VisitEnd.outcome,
            VisitEnd.version.label("end_version"),
        )
        .join(Offering, Offering.offering_id == Visit.offering_id)
        .join(Clinic, Clinic.clinic_id == Visit.clinic_id)
        .outerjoin(VisitEnd, VisitEnd.booking_id == Visit.booking_id)
        .where(Visit.booking_id == booking_id)
    )
    return (await session.execute(wanted)).one_or_none()


async def about_offer(session: AsyncSession, offering_id: UUID, clinic_id: UUID) -> Any:
    """The titles of a service and a clinic, or None while one of the facts is still on its way."""
    wanted = (
        select(Offering.service_title, *CLINIC)
        .join(Clinic, Clinic.clinic_id == clinic_id)
        .where(Offering.offering_id == offering_id)
    )
    return (await session.execute(wanted)).one_or_none()


async def visits_to_remind(session: AsyncSession, kind: NoticeKind, at: datetime, *, most: int) -> Sequence[Visit]:
    """Visits this reminder is due for and was not told of, locked; none that ended or was booked too late for it."""
    after, until = reminder_window(kind, at)
    told = select(Reminder.booking_id).where(
        Reminder.booking_id == Visit.booking_id, Reminder.starts_at == Visit.starts_at, Reminder.kind == kind
    )
    ended = select(VisitEnd.booking_id).where(VisitEnd.booking_id == Visit.booking_id)
    wanted = (
        select(Visit)
        .where(
            Visit.starts_at > after,
            Visit.starts_at <= until,
            Visit.timed_at < Visit.starts_at - (until - at),
            ~told.exists(),
            ~ended.exists(),
        )
        .order_by(Visit.starts_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(wanted)).all()


async def subscriptions(session: AsyncSession, person_id: UUID) -> Sequence[PushSubscription]:
    """The person's browsers, the newest first."""
    wanted = select(PushSubscription).where(PushSubscription.person_id == person_id)
    return (await session.scalars(wanted.order_by(PushSubscription.subscription_id.desc()))).all()
