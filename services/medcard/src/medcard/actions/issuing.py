"""Issuing a conclusion: from then on it is the patient's document and nobody changes it."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from common.auth import DoctorPrincipal
from common.events.outbox import record
from common.identity import IdentityClient
from common.ids import new_id
from common.storage import Storage
from contracts.medcard import ConclusionIssued
from contracts.values import DocumentKind
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.actions.conclusions import PRINTED, Sessions, paper_header, require_doctor_visit, require_printable
from medcard.actions.paper import TITLE, PaperHeader, print_conclusion
from medcard.domain import DocumentAccess, FileState, VisitClosure
from medcard.errors import AlreadyIssued, ConclusionIncomplete, ConsultationNotEnded, DraftChanged, PatientNoShow
from medcard.models import Document, Draft, Visit


@dataclass(frozen=True)
class Paper:
    """A conclusion as it would be issued now."""

    document_id: UUID
    head: PaperHeader
    draft: Draft
    content: bytes


async def prepare_paper(
    sessions: Sessions, identity: IdentityClient, *, doctor: DoctorPrincipal, booking_id: UUID
) -> Paper | None:
    """The draft as the paper it will be; None when it is issued already. No transaction waits for identity or typst.

    Raises NotFound, PatientNoShow, ConsultationNotEnded, ConclusionIncomplete, UnprintableText, Unavailable.
    """
    async with sessions.begin() as session:
        visit = await require_doctor_visit(session, doctor, booking_id)
        if await queries.get_conclusion(session, booking_id) is not None:
            return None
        _require_held(visit)
        draft = await _complete_draft(session, booking_id)
        titles = await queries.get_titles(session, booking_id)
    await require_printable({name: getattr(draft, name) for name in PRINTED})
    head = await paper_header(identity, titles, visit=visit, doctor=doctor)
    document_id = new_id()
    return Paper(document_id, head, draft, await print_conclusion(head, draft, document_id=document_id))


async def issue(
    session: AsyncSession, storage: Storage, *, doctor: DoctorPrincipal, booking_id: UUID, paper: Paper | None
) -> Document:
    """The prepared paper becomes a document in the patient's medcard.

    Raises NotFound, AlreadyIssued, DraftChanged (the paper is not the newest draft's), PatientNoShow.
    """
    visit = await require_doctor_visit(session, doctor, booking_id, lock=True)
    if paper is None or await queries.get_conclusion(session, booking_id) is not None:
        raise AlreadyIssued
    _require_held(visit)
    draft = await queries.get_draft(session, booking_id)
    version = draft.version if draft else 0
    if version != paper.draft.version:
        raise DraftChanged(None, version=version)
    document = _document(visit, paper)
    session.add(document)
    await session.flush()
    await record(
        session,
        ConclusionIssued(
            aggregate_id=document.document_id,
            document_id=document.document_id,
            booking_id=booking_id,
            patient_id=visit.patient_id,
            doctor_id=visit.doctor_id,
        ),
    )
    # Last, so that what the database refuses leaves no file behind.
    await storage.put(document.file_key, _one_piece(paper.content), content_type=document.file_type)
    return document


def _require_held(visit: Visit) -> None:
    if visit.closed is VisitClosure.PATIENT_NO_SHOW:
        raise PatientNoShow
    if visit.ended_at is None:
        raise ConsultationNotEnded


async def _complete_draft(session: AsyncSession, booking_id: UUID) -> Draft:
    draft = await queries.get_draft(session, booking_id)
    code, recommendations = (draft.diagnosis_code, draft.recommendations) if draft else (None, "")
    missing = domain.missing_parts(diagnosis_code=code, recommendations=recommendations)
    if draft is None or missing:
        raise ConclusionIncomplete(None, missing=missing)
    return draft


def _document(visit: Visit, paper: Paper) -> Document:
    head = paper.head
    day = visit.starts_at.astimezone(ZoneInfo(head.time_zone)).date()
    return Document(
        document_id=paper.document_id,
        patient_id=visit.patient_id,
        kind=DocumentKind.CONCLUSION,
        made_identified=True,
        title=TITLE,
        document_type=domain.CONSULTATION_PROTOCOL,
        document_date=day,
        booking_id=visit.booking_id,
        doctor_id=visit.doctor_id,
        doctor_name=head.doctor_name,
        clinic_title=head.clinic_title,
        service_title=head.service_title,
        diagnosis_code=paper.draft.diagnosis_code,
        issued_at=head.issued_at,
        file_name=f"{TITLE} {day:%d.%m.%Y}.pdf",
        file_type="application/pdf",
        file_size=len(paper.content),
        file_sha256=hashlib.sha256(paper.content).hexdigest(),
        file_state=FileState.READY,
        access=DocumentAccess.FORBIDDEN,
    )


async def _one_piece(content: bytes) -> AsyncIterator[bytes]:
    yield content
