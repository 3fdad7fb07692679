"""Every SELECT of medcard."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from contracts.values import DocumentKind
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from medcard.domain import ConclusionState
from medcard.models import BroughtDocument, Clinic, Consent, Document, DocumentReading, Draft, Offering, Visit

MOST_VISITS = 200


async def has_consented(session: AsyncSession, person_id: UUID) -> bool:
    """Whether the person allows medical documents to be shown."""
    return bool(await session.scalar(select(Consent.given).where(Consent.person_id == person_id)))


async def documents(
    session: AsyncSession, patient_id: UUID, *, kinds: list[DocumentKind], before: UUID | None, most: int
) -> Sequence[Document]:
    """The patient's documents, newest first; ids are ordered in time, so an id is the cursor."""
    wanted = (
        select(Document)
        .where(Document.patient_id == patient_id, Document.kind.in_(kinds))
        .order_by(Document.document_id.desc())
        .limit(most)
    )
    return (await session.scalars(wanted.where(Document.document_id < before) if before else wanted)).all()


async def readings(session: AsyncSession, document_id: UUID) -> Sequence[DocumentReading]:
    """Who read it, newest first."""
    wanted = (
        select(DocumentReading)
        .where(DocumentReading.document_id == document_id)
        .order_by(DocumentReading.reading_id.desc())
        .limit(MOST_VISITS)
    )
    return (await session.scalars(wanted)).all()


async def visit_of(session: AsyncSession, booking_id: UUID, doctor_id: UUID, *, lock: bool = False) -> Visit | None:
    """The doctor's own visit, locked when asked."""
    wanted = select(Visit).where(Visit.booking_id == booking_id, Visit.doctor_id == doctor_id)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def conclusion_visits(session: AsyncSession, doctor_id: UUID, state: ConclusionState | None) -> Sequence[Any]:
    """The doctor's visits with draft and document ids, newest first; ``EXPECTED`` means ended and not issued."""
    wanted = (
        select(Visit, Draft.booking_id.label("draft_id"), Document.document_id)
        .outerjoin(Draft, Draft.booking_id == Visit.booking_id)
        .outerjoin(Document, Document.booking_id == Visit.booking_id)
        .where(Visit.doctor_id == doctor_id)
        .order_by(Visit.starts_at.desc())
        .limit(MOST_VISITS)
    )
    if state is ConclusionState.ISSUED:
        wanted = wanted.where(Document.document_id.is_not(None))
    elif state is not None:
        wanted = wanted.where(Document.document_id.is_(None), Visit.ended_at.is_not(None))
    return (await session.execute(wanted)).all()


async def document_of(session: AsyncSession, booking_id: UUID) -> Document | None:
    """The issued conclusion of a visit."""
    return await session.scalar(select(Document).where(Document.booking_id == booking_id))


async def titles(session: AsyncSession, booking_id: UUID) -> Any:
    """``clinic_title``, ``time_zone`` and ``service_title`` of a visit; None while one of the facts is on its way."""
    wanted = (
        select(Clinic.title.label("clinic_title"), Clinic.time_zone, Offering.service_title)
        .select_from(Visit)
        .join(Clinic, Clinic.clinic_id == Visit.clinic_id)
        .join(Offering, Offering.offering_id == Visit.offering_id)
        .where(Visit.booking_id == booking_id)
    )
    return (await session.execute(wanted)).one_or_none()


async def visit_of_patient(session: AsyncSession, booking_id: UUID, patient_id: UUID, *, lock: bool) -> Visit | None:
    """The patient's own visit, locked when asked."""
    wanted = select(Visit).where(Visit.booking_id == booking_id, Visit.patient_id == patient_id)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def brought_documents(session: AsyncSession, booking_id: UUID) -> Sequence[Document]:
    """The documents brought to a visit, newest first."""
    wanted = (
        select(Document)
        .join(BroughtDocument, BroughtDocument.document_id == Document.document_id)
        .where(BroughtDocument.booking_id == booking_id)
        .order_by(Document.document_id.desc())
    )
    return (await session.scalars(wanted)).all()


async def documents_of(session: AsyncSession, patient_id: UUID, document_ids: list[UUID]) -> Sequence[Document]:
    """Those of the documents that are the patient's."""
    wanted = select(Document).where(Document.patient_id == patient_id, Document.document_id.in_(document_ids))
    return (await session.scalars(wanted)).all()
