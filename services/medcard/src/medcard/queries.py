"""Every SELECT of medcard."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from common.auth import Principal
from contracts.values import DocumentKind
from sqlalchemy import ColumnElement, Select, Text, and_, func, literal, null, or_, select, type_coerce, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from medcard.domain import ConclusionState, DocumentAccess, FileState, ReaderKind, VisitClosure
from medcard.models import (
    BroughtDocument,
    Clinic,
    Consent,
    Document,
    DocumentReading,
    Draft,
    Offering,
    Opening,
    Share,
    SharedDocument,
    Visit,
)
from medcard.schemas import DocumentFilters

MOST_VISITS = 200


async def has_consented(session: AsyncSession, person_id: UUID) -> bool:
    """Whether the person allows medical documents to be shown."""
    return bool(await session.scalar(select(Consent.given).where(Consent.person_id == person_id)))


def seen_by(patient: Principal, kinds: list[DocumentKind]) -> ColumnElement[bool]:
    """The patient's documents of these kinds; in a password session only those made in one."""
    mine = and_(Document.patient_id == patient.person_id, Document.kind.in_(kinds))
    return mine if patient.acr == "gosuslugi" else and_(mine, Document.made_identified.is_(False))


async def documents(
    session: AsyncSession, mine: ColumnElement[bool], *, filters: DocumentFilters, most: int
) -> Sequence[Document]:
    """Some of these documents, newest first; ids are ordered in time, so an id is the cursor."""
    wanted = select(Document).where(mine, *_fitting(filters))
    return (await session.scalars(wanted.order_by(Document.document_id.desc()).limit(most))).all()


def _fitting(filters: DocumentFilters) -> list[ColumnElement[bool]]:
    title = func.replace(func.lower(Document.title), "ё", "е")
    words = filters.q.lower().replace("ё", "е").split()
    conditions = [title.contains(word, autoescape=True) for word in words]
    if filters.doctor_id:
        conditions.append(Document.doctor_id == filters.doctor_id)
    if filters.date_from:
        conditions.append(Document.document_date >= filters.date_from)
    if filters.date_to:
        conditions.append(Document.document_date <= filters.date_to)
    if filters.cursor:
        conditions.append(Document.document_id < filters.cursor)
    return conditions


async def authors(session: AsyncSession, patient_id: UUID) -> Sequence[Any]:
    """``doctor_id`` and ``doctor_name`` of who wrote the patient's conclusions, by name."""
    wanted = (
        select(Document.doctor_id, func.max(Document.doctor_name).label("doctor_name"))
        .where(Document.patient_id == patient_id, Document.doctor_id.is_not(None))
        .group_by(Document.doctor_id)
        .order_by("doctor_name")
    )
    return (await session.execute(wanted)).all()


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
    """The doctor's own visit, locked when asked; a cancelled one is nobody's."""
    wanted = select(Visit).where(Visit.booking_id == booking_id, Visit.doctor_id == doctor_id, not_cancelled())
    return await session.scalar(wanted.with_for_update() if lock else wanted)


def not_cancelled() -> ColumnElement[bool]:
    """The visit takes place, took place, or its patient did not come."""
    return Visit.closed.is_distinct_from(VisitClosure.CANCELLED)


async def conclusion_visits(session: AsyncSession, doctor_id: UUID, state: ConclusionState | None) -> Sequence[Any]:
    """The doctor's visits with draft and document ids, newest first; ``EXPECTED`` means ended and not issued."""
    wanted = (
        select(Visit, Draft.booking_id.label("draft_id"), Document.document_id)
        .outerjoin(Draft, Draft.booking_id == Visit.booking_id)
        .outerjoin(Document, Document.booking_id == Visit.booking_id)
        .where(Visit.doctor_id == doctor_id, not_cancelled())
        .order_by(Visit.starts_at.desc())
        .limit(MOST_VISITS)
    )
    if state is ConclusionState.ISSUED:
        wanted = wanted.where(Document.document_id.is_not(None))
    elif state is not None:
        awaited = (Document.document_id.is_(None), Visit.ended_at.is_not(None), Visit.closed.is_(None))
        wanted = wanted.where(*awaited)
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


async def put_in_since(session: AsyncSession, patient_id: UUID, moment: datetime) -> tuple[int, int]:
    """Bytes of all the person's own files, and how many were put in since then.

    Others of the same person wait for this transaction, so that all count together.
    """
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(patient_id), 1))))
    kept = func.coalesce(func.sum(Document.file_size).filter(Document.file_state != FileState.REFUSED), 0)
    recent = func.count().filter(Document.created_at > moment)
    own = (Document.patient_id == patient_id, Document.kind == DocumentKind.UPLOAD)
    row = (await session.execute(select(kept, recent).where(*own))).one()
    return int(row[0]), int(row[1])


async def unchecked(session: AsyncSession, before: datetime, most: int) -> Sequence[Document]:
    """Some documents that wait for the scanner's verdict since before then; at random, so that none holds others up."""
    wanted = select(Document).where(Document.file_state == FileState.CHECKING, Document.created_at < before)
    return (await session.scalars(wanted.order_by(func.random()).limit(most))).all()


async def chosen(session: AsyncSession, patient_id: UUID, document_ids: list[UUID]) -> Sequence[Document]:
    """Those of the documents that are the patient's."""
    wanted = select(Document).where(Document.patient_id == patient_id, Document.document_id.in_(document_ids))
    return (await session.scalars(wanted)).all()


async def active_shares(session: AsyncSession, patient_id: UUID, moment: datetime) -> int:
    """How many links of the patient are open; new ones wait for this transaction, so that all count together."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(patient_id), 0))))
    wanted = select(func.count()).where(
        Share.patient_id == patient_id, Share.revoked_at.is_(None), Share.expires_at > moment
    )
    return await session.scalar(wanted) or 0


async def shares(session: AsyncSession, patient_id: UUID) -> Sequence[Share]:
    """The patient's links, newest first."""
    wanted = select(Share).where(Share.patient_id == patient_id).order_by(Share.share_id.desc()).limit(MOST_VISITS)
    return (await session.scalars(wanted)).all()


async def share_of(session: AsyncSession, share_id: UUID, patient_id: UUID, *, lock: bool = False) -> Share | None:
    """The patient's own link, locked when asked."""
    wanted = select(Share).where(Share.share_id == share_id, Share.patient_id == patient_id)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def share_by_token(session: AsyncSession, token_digest: bytes) -> Share | None:
    """The link of this token, locked: tries of one link are counted one after another."""
    return await session.scalar(select(Share).where(Share.token_digest == token_digest).with_for_update())


async def in_shares(session: AsyncSession, share_ids: list[UUID]) -> Sequence[Any]:
    """``share_id`` and ``Document`` of everything in these links."""
    wanted = (
        select(SharedDocument.share_id, Document)
        .join(Document, Document.document_id == SharedDocument.document_id)
        .where(SharedDocument.share_id.in_(share_ids))
        .order_by(Document.document_id.desc())
    )
    return (await session.execute(wanted)).all()


async def openings_since(session: AsyncSession, share_id: UUID, moment: datetime) -> int:
    """How often the link was opened since then."""
    wanted = select(func.count()).where(Opening.share_id == share_id, Opening.opened_at > moment)
    return await session.scalar(wanted) or 0


async def opened_share(
    session: AsyncSession, key_digest: bytes, moment: datetime, *, lock: bool = False
) -> Share | None:
    """The link that is being read with this key, while both last; locked, nobody can take it back meanwhile."""
    wanted = (
        select(Share)
        .join(Opening, Opening.share_id == Share.share_id)
        .where(Opening.key_digest == key_digest, Opening.ends_at > moment)
        .where(Share.revoked_at.is_(None), Share.expires_at > moment)
    )
    return await session.scalar(wanted.with_for_update(read=True, of=Share) if lock else wanted)


async def shown_documents(session: AsyncSession, share: Share) -> Sequence[Document]:
    """What the link shows now, newest first."""
    return (await session.scalars(_shown(share).order_by(Document.document_id.desc()))).all()


async def shown_document(session: AsyncSession, share: Share, document_id: UUID) -> Document | None:
    """The document, if the link shows it now; until the transaction ends nobody can forbid it."""
    wanted = _shown(share).where(Document.document_id == document_id)
    return await session.scalar(wanted.with_for_update(read=True, of=Document))


def _shown(share: Share) -> Select[Document]:
    """Allowed, and if it is a medical document, its patient still consents to medical documents being shown."""
    consented = select(Consent.person_id).where(Consent.person_id == share.patient_id, Consent.given)
    return (
        select(Document)
        .join(SharedDocument, SharedDocument.document_id == Document.document_id)
        .where(SharedDocument.share_id == share.share_id, Document.patient_id == share.patient_id)
        .where(Document.access == DocumentAccess.ALLOWED, Document.file_state == FileState.READY)
        .where(or_(Document.kind == DocumentKind.UPLOAD, consented.exists()))
    )


def all_in_share(mine: ColumnElement[bool]) -> ColumnElement[bool]:
    """A share whose documents are all among these."""
    others = select(SharedDocument.document_id).join(Document, Document.document_id == SharedDocument.document_id)
    return ~others.where(SharedDocument.share_id == Share.share_id, ~mine).exists()


async def accesses(
    session: AsyncSession,
    patient_id: UUID,
    mine: ColumnElement[bool],
    *,
    links: ColumnElement[bool],
    own: bool,
    before: UUID | None,
    most: int,
) -> Sequence[Any]:
    """Readings of these documents of the patient and openings of their links, newest first."""
    read = (
        select(
            DocumentReading.reading_id.label("access_id"),
            DocumentReading.read_at.label("at"),
            type_coerce(DocumentReading.reader_kind, Text).label("reader_kind"),
            DocumentReading.reader_name,
            type_coerce(DocumentReading.action, Text).label("action"),
            Document.document_id,
            Document.title.label("document_title"),
        )
        .join(Document, Document.document_id == DocumentReading.document_id)
        .where(mine)
    )
    if not own:
        read = read.where(DocumentReading.reader_kind != ReaderKind.PATIENT)
    opened = (
        select(Opening.opening_id, Opening.opened_at, literal("link"), Share.label, literal("opened"), null(), null())
        .join(Share, Share.share_id == Opening.share_id)
        .where(Share.patient_id == patient_id, links)
    )
    both = union_all(read, opened).subquery()
    wanted = select(both).order_by(both.c.access_id.desc()).limit(most)
    return (await session.execute(wanted.where(both.c.access_id < before) if before else wanted)).all()


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
