"""SELECTs of visits: conclusions and preparations."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from medcard.domain import ConclusionState, VisitClosure
from medcard.models import (
    Clinic,
    Document,
    Draft,
    Offering,
    Preparation,
    PreparedDocument,
    Visit,
)

MAX_ROWS = 200


async def get_draft(session: AsyncSession, booking_id: UUID) -> Draft | None:
    """The draft of a visit's conclusion."""
    return await session.get(Draft, booking_id)


async def get_preparation(session: AsyncSession, booking_id: UUID) -> Preparation | None:
    """What the patient prepared for a visit."""
    return await session.get(Preparation, booking_id)


async def lock_visit(session: AsyncSession, booking_id: UUID) -> Visit | None:
    """The visit, locked."""
    return await session.get(Visit, booking_id, with_for_update=True)


async def get_doctor_visit(
    session: AsyncSession, booking_id: UUID, doctor_id: UUID, *, lock: bool = False
) -> Visit | None:
    """The doctor's own visit, locked when asked; a cancelled one is nobody's."""
    wanted = select(Visit).where(Visit.booking_id == booking_id, Visit.doctor_id == doctor_id, not_cancelled())
    return await session.scalar(wanted.with_for_update() if lock else wanted)


def not_cancelled() -> ColumnElement[bool]:
    """The visit takes place, took place, or its patient did not come."""
    return Visit.closed.is_distinct_from(VisitClosure.CANCELLED)


async def list_conclusion_visits(
    session: AsyncSession, doctor_id: UUID, state: ConclusionState | None
) -> Sequence[Any]:
    """The doctor's visits with draft and document ids, newest first; ``EXPECTED`` means ended and not issued."""
    wanted = (
        select(Visit, Draft.booking_id.label("draft_id"), Document.document_id)
        .outerjoin(Draft, Draft.booking_id == Visit.booking_id)
        .outerjoin(Document, Document.booking_id == Visit.booking_id)
        .where(Visit.doctor_id == doctor_id, not_cancelled())
        .order_by(Visit.starts_at.desc())
        .limit(MAX_ROWS)
    )
    if state is ConclusionState.ISSUED:
        wanted = wanted.where(Document.document_id.is_not(None))
    elif state is not None:
        awaited = (Document.document_id.is_(None), Visit.ended_at.is_not(None), Visit.closed.is_(None))
        wanted = wanted.where(*awaited)
    return (await session.execute(wanted)).all()


async def get_conclusion(session: AsyncSession, booking_id: UUID) -> Document | None:
    """The issued conclusion of a visit."""
    return await session.scalar(select(Document).where(Document.booking_id == booking_id))


async def get_titles(session: AsyncSession, booking_id: UUID) -> Any:
    """``clinic_title``, ``time_zone`` and ``service_title`` of a visit; None while one of the events is on its way."""
    wanted = (
        select(Clinic.title.label("clinic_title"), Clinic.time_zone, Offering.service_title)
        .select_from(Visit)
        .join(Clinic, Clinic.clinic_id == Visit.clinic_id)
        .join(Offering, Offering.offering_id == Visit.offering_id)
        .where(Visit.booking_id == booking_id)
    )
    return (await session.execute(wanted)).one_or_none()


async def get_patient_visit(session: AsyncSession, booking_id: UUID, patient_id: UUID, *, lock: bool) -> Visit | None:
    """The patient's own visit, locked when asked."""
    wanted = select(Visit).where(Visit.booking_id == booking_id, Visit.patient_id == patient_id)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def list_prepared_documents(session: AsyncSession, booking_id: UUID) -> Sequence[Document]:
    """The documents prepared for a visit, newest first."""
    wanted = (
        select(Document)
        .join(PreparedDocument, PreparedDocument.document_id == Document.document_id)
        .where(PreparedDocument.booking_id == booking_id)
        .order_by(Document.document_id.desc())
    )
    return (await session.scalars(wanted)).all()
