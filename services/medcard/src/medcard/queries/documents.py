"""SELECTs of documents, who read them, and the consent that shows them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from common.auth import Principal
from contracts.values import DocumentKind
from sqlalchemy import ColumnElement, Text, and_, func, literal, null, select, type_coerce, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from medcard.domain import DocumentSearch, FileState, ReaderKind
from medcard.models import (
    AccessLogEntry,
    Consent,
    Document,
    Share,
    ShareSession,
)

MAX_ROWS = 200


async def has_consented(session: AsyncSession, person_id: UUID) -> bool:
    """Whether the person allows medical documents to be shown."""
    return bool(await session.scalar(select(Consent.given).where(Consent.person_id == person_id)))


def visible_to(patient: Principal, kinds: list[DocumentKind]) -> ColumnElement[bool]:
    """The patient's documents of these kinds; in a password session only those made in one."""
    mine = and_(Document.patient_id == patient.person_id, Document.kind.in_(kinds))
    return mine if patient.acr == "gosuslugi" else and_(mine, Document.made_identified.is_(False))


async def find_documents(
    session: AsyncSession, mine: ColumnElement[bool], *, search: DocumentSearch, most: int
) -> Sequence[Document]:
    """Some of these documents, newest first; ids are ordered in time, so an id is the cursor."""
    wanted = select(Document).where(mine, *_conditions(search))
    return (await session.scalars(wanted.order_by(Document.document_id.desc()).limit(most))).all()


def _conditions(search: DocumentSearch) -> list[ColumnElement[bool]]:
    title = func.replace(func.lower(Document.title), "ё", "е")
    words = search.words.lower().replace("ё", "е").split()
    conditions = [title.contains(word, autoescape=True) for word in words]
    if search.doctor_id:
        conditions.append(Document.doctor_id == search.doctor_id)
    if search.date_from:
        conditions.append(Document.document_date >= search.date_from)
    if search.date_to:
        conditions.append(Document.document_date <= search.date_to)
    if search.after:
        conditions.append(Document.document_id < search.after)
    return conditions


async def list_authors(session: AsyncSession, patient_id: UUID) -> Sequence[Any]:
    """``doctor_id`` and ``doctor_name`` of who wrote the patient's conclusions, by name."""
    wanted = (
        select(Document.doctor_id, func.max(Document.doctor_name).label("doctor_name"))
        .where(Document.patient_id == patient_id, Document.doctor_id.is_not(None))
        .group_by(Document.doctor_id)
        .order_by("doctor_name")
    )
    return (await session.execute(wanted)).all()


async def list_access_log(session: AsyncSession, document_id: UUID) -> Sequence[AccessLogEntry]:
    """Who read it, newest first."""
    wanted = (
        select(AccessLogEntry)
        .where(AccessLogEntry.document_id == document_id)
        .order_by(AccessLogEntry.reading_id.desc())
        .limit(MAX_ROWS)
    )
    return (await session.scalars(wanted)).all()


async def get_document(session: AsyncSession, document_id: UUID) -> Document | None:
    """The document."""
    return await session.get(Document, document_id)


async def lock_document(session: AsyncSession, document_id: UUID) -> Document | None:
    """The document, locked and read again."""
    return await session.get(Document, document_id, with_for_update=True)


async def lock_consent(session: AsyncSession, person_id: UUID) -> Consent | None:
    """The person's decision on medical documents, locked."""
    return await session.get(Consent, person_id, with_for_update=True)


async def lock_upload_usage(session: AsyncSession, patient_id: UUID, moment: datetime) -> tuple[int, int]:
    """Bytes of all the person's own files, and how many were put in since then.

    Others of the same person wait for this transaction, so that all count together.
    """
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(patient_id), 1))))
    kept = func.coalesce(func.sum(Document.file_size).filter(Document.file_state != FileState.REFUSED), 0)
    recent = func.count().filter(Document.created_at > moment)
    own = (Document.patient_id == patient_id, Document.kind == DocumentKind.UPLOAD)
    row = (await session.execute(select(kept, recent).where(*own))).one()
    return int(row[0]), int(row[1])


async def list_unchecked(session: AsyncSession, before: datetime, most: int) -> Sequence[Document]:
    """Some documents that wait for the scanner's verdict since before then; at random, so that none holds others up."""
    wanted = select(Document).where(Document.file_state == FileState.CHECKING, Document.created_at < before)
    return (await session.scalars(wanted.order_by(func.random()).limit(most))).all()


async def list_own_documents(session: AsyncSession, patient_id: UUID, document_ids: list[UUID]) -> Sequence[Document]:
    """Those of the documents that are the patient's."""
    wanted = select(Document).where(Document.patient_id == patient_id, Document.document_id.in_(document_ids))
    return (await session.scalars(wanted)).all()


async def list_accesses(
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
            AccessLogEntry.reading_id.label("access_id"),
            AccessLogEntry.read_at.label("at"),
            type_coerce(AccessLogEntry.reader_kind, Text).label("reader_kind"),
            AccessLogEntry.reader_name,
            type_coerce(AccessLogEntry.action, Text).label("action"),
            Document.document_id,
            Document.title.label("document_title"),
        )
        .join(Document, Document.document_id == AccessLogEntry.document_id)
        .where(mine)
    )
    if not own:
        read = read.where(AccessLogEntry.reader_kind != ReaderKind.PATIENT)
    opened = (
        select(
            *(ShareSession.opening_id, ShareSession.opened_at, literal("link"), Share.label),
            *(literal("opened"), null(), null()),
        )
        .join(Share, Share.share_id == ShareSession.share_id)
        .where(Share.patient_id == patient_id, links)
    )
    both = union_all(read, opened).subquery()
    wanted = select(both).order_by(both.c.access_id.desc()).limit(most)
    return (await session.execute(wanted.where(both.c.access_id < before) if before else wanted)).all()
