"""Every SELECT of notify."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from common.auth import Principal
from contracts.values import VisitType
from sqlalchemy import ColumnElement, Uuid, and_, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain.delivery import UNREACHABLE, DeliveryState, RecipientKind, reminder_window
from notify.domain.kinds import NoticeKind
from notify.models import (
    Clinic,
    Letter,
    Notice,
    Offering,
    Push,
    PushSubscription,
    Reminder,
    Visit,
    VisitEnd,
)

QueuedDelivery = TypeVar("QueuedDelivery", Letter, Push)
CLINIC = (Clinic.title.label("clinic_title"), Clinic.time_zone, Clinic.city, Clinic.address, Clinic.phone)


def addressed_to(person: Principal) -> ColumnElement[bool]:
    """The condition for notices of a person, and of the doctor that person is.

    A password session sees none about documents, online visits, or to a doctor.
    """
    own = and_(Notice.recipient_kind == RecipientKind.PERSON, Notice.recipient_id == person.person_id)
    if person.acr != "gosuslugi":
        visit_type = select(Visit.visit_type).where(Visit.booking_id == Notice.booking_id).correlate(Notice)
        in_clinic = func.coalesce(Notice.params["visit_type"].astext, visit_type.scalar_subquery()) == VisitType.CLINIC
        return and_(own, Notice.document_id.is_(None), or_(Notice.booking_id.is_(None), in_clinic))
    if person.doctor_id is None:
        return own
    return or_(own, and_(Notice.recipient_kind == RecipientKind.DOCTOR, Notice.recipient_id == person.doctor_id))


async def list_notices(
    session: AsyncSession, own: ColumnElement[bool], *, unread: bool, before: UUID | None, limit: int
) -> Sequence[Any]:
    """Notices, newest first, each with its visit, service and clinic where known; ids are ordered by time."""
    offered, at = (cast(Notice.params[name].astext, Uuid) for name in ("offering_id", "clinic_id"))
    statement = (
        select(Notice, Visit.starts_at, Visit.visit_type, Offering.service_title, Clinic)
        .outerjoin(Visit, Visit.booking_id == Notice.booking_id)
        .outerjoin(Clinic, Clinic.clinic_id == func.coalesce(Visit.clinic_id, at))
        .outerjoin(Offering, Offering.offering_id == func.coalesce(Visit.offering_id, offered))
        .where(own)
        .order_by(Notice.notice_id.desc())
        .limit(limit)
    )
    if unread:
        statement = statement.where(Notice.read_at.is_(None))
    if before:
        statement = statement.where(Notice.notice_id < before)
    return (await session.execute(statement)).all()


async def count_unread(session: AsyncSession, own: ColumnElement[bool]) -> int:
    """The number of unread notices."""
    return await session.scalar(select(func.count()).select_from(Notice).where(own, Notice.read_at.is_(None))) or 0


async def get_newest_notice(session: AsyncSession, own: ColumnElement[bool]) -> Notice | None:
    """The newest notice, read or not."""
    return await session.scalar(select(Notice).where(own).order_by(Notice.notice_id.desc()).limit(1))


async def lock_due_delivery(session: AsyncSession, kind: type[QueuedDelivery], at: datetime) -> QueuedDelivery | None:
    """The letter or push that has been due longest, locked; those locked by other replicas are skipped."""
    statement = (
        select(kind)
        .where(kind.state == DeliveryState.QUEUED, kind.next_attempt_at <= at)
        .order_by(kind.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).one_or_none()


async def count_overdue(session: AsyncSession, kind: type[QueuedDelivery], at: datetime) -> int:
    """The number of letters or pushes that should have been sent by now."""
    overdue = select(func.count()).where(kind.state == DeliveryState.QUEUED, kind.next_attempt_at <= at)
    return await session.scalar(overdue) or 0


async def count_unreachable_doctors(session: AsyncSession) -> int:
    """The number of doctors with queued letters and no address."""
    unreachable = (
        select(func.count(Notice.recipient_id.distinct()))
        .join(Letter, Letter.notice_id == Notice.notice_id)
        .where(Letter.state == DeliveryState.QUEUED, Letter.outcome == UNREACHABLE)
    )
    return await session.scalar(unreachable) or 0


async def get_visit(session: AsyncSession, booking_id: UUID) -> Any:
    """The visit with the titles of its service and clinic; None until all three have arrived here."""
    statement = (
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
    return (await session.execute(statement)).one_or_none()


async def get_offer(session: AsyncSession, offering_id: UUID, clinic_id: UUID) -> Any:
    """The titles of a service and a clinic; None until both have arrived here."""
    statement = (
        select(Offering.service_title, *CLINIC)
        .join(Clinic, Clinic.clinic_id == clinic_id)
        .where(Offering.offering_id == offering_id)
    )
    return (await session.execute(statement)).one_or_none()


async def lock_visits_to_remind(
    session: AsyncSession, kind: NoticeKind, at: datetime, *, limit: int
) -> Sequence[Visit]:
    """Visits this reminder is due for and not given yet; none that ended or was booked too late for it."""
    after, until = reminder_window(kind, at)
    given = select(Reminder.booking_id).where(
        Reminder.booking_id == Visit.booking_id, Reminder.starts_at == Visit.starts_at, Reminder.kind == kind
    )
    ended = select(VisitEnd.booking_id).where(VisitEnd.booking_id == Visit.booking_id)
    statement = (
        select(Visit)
        .where(
            Visit.starts_at > after,
            Visit.starts_at <= until,
            Visit.timed_at < Visit.starts_at - (until - at),
            ~given.exists(),
            ~ended.exists(),
        )
        .order_by(Visit.starts_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def list_subscriptions(session: AsyncSession, person_id: UUID) -> Sequence[PushSubscription]:
    """The person's browsers, newest first."""
    statement = select(PushSubscription).where(PushSubscription.person_id == person_id)
    return (await session.scalars(statement.order_by(PushSubscription.subscription_id.desc()))).all()
