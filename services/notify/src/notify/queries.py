"""Every SELECT of notify."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain import LetterState, RecipientKind
from notify.models import Clinic, Letter, Notice, Offering, Visit


def addressed_to(person_id: UUID, doctor_id: UUID | None) -> ColumnElement[bool]:
    """Notices of a person, and of the doctor that person is."""
    own = and_(Notice.recipient_kind == RecipientKind.PERSON, Notice.recipient_id == person_id)
    if doctor_id is None:
        return own
    return or_(own, and_(Notice.recipient_kind == RecipientKind.DOCTOR, Notice.recipient_id == doctor_id))


async def notices(
    session: AsyncSession, mine: ColumnElement[bool], *, unread: bool, before: UUID | None, most: int
) -> Sequence[Notice]:
    """Newest first; ids are ordered in time, so an id is the cursor."""
    wanted = select(Notice).where(mine).order_by(Notice.notice_id.desc()).limit(most)
    if unread:
        wanted = wanted.where(Notice.read_at.is_(None))
    if before:
        wanted = wanted.where(Notice.notice_id < before)
    return (await session.scalars(wanted)).all()


async def unread_count(session: AsyncSession, mine: ColumnElement[bool]) -> int:
    """How many notices wait to be read."""
    return await session.scalar(select(func.count()).select_from(Notice).where(mine, Notice.read_at.is_(None))) or 0


async def due_letter(session: AsyncSession, at: datetime) -> Letter | None:
    """The letter that has waited longest, locked for this transaction; other replicas pass it by."""
    due = (
        select(Letter)
        .where(Letter.state == LetterState.QUEUED, Letter.next_attempt_at <= at)
        .order_by(Letter.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return await session.scalar(due)


async def about_visit(session: AsyncSession, booking_id: UUID) -> Any:
    """The visit with the titles of its service and clinic, or None while one of the facts is still on its way."""
    wanted = (
        select(Visit, Offering.service_title, Clinic.title.label("clinic_title"), Clinic.time_zone)
        .join(Offering, Offering.offering_id == Visit.offering_id)
        .join(Clinic, Clinic.clinic_id == Visit.clinic_id)
        .where(Visit.booking_id == booking_id)
    )
    return (await session.execute(wanted)).one_or_none()
