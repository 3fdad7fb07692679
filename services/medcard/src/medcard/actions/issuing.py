"""Issuing a conclusion: from then on it is the patient's document and nobody changes it."""

from collections.abc import AsyncIterator
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
from medcard.actions.conclusions import letterhead, own_visit
from medcard.actions.documents import view
from medcard.actions.paper import TITLE, Letterhead, print_conclusion
from medcard.domain import DocumentAccess
from medcard.errors import AlreadyIssued, ConclusionIncomplete, ConsultationNotEnded
from medcard.models import Document, Draft, Visit
from medcard.schemas import DocumentView


async def issue(
    session: AsyncSession, identity: IdentityClient, storage: Storage, *, doctor: DoctorPrincipal, booking_id: UUID
) -> DocumentView:
    """The draft becomes a document in the patient's medcard.

    Raises NotFound, AlreadyIssued, ConsultationNotEnded, ConclusionIncomplete, Unavailable (identity is away).
    """
    visit = await own_visit(session, doctor, booking_id, lock=True)
    if await queries.document_of(session, booking_id) is not None:
        raise AlreadyIssued
    if visit.ended_at is None:
        raise ConsultationNotEnded
    draft = await _complete_draft(session, booking_id)
    head = await letterhead(session, identity, visit=visit, doctor=doctor)
    document_id = new_id()
    paper = await print_conclusion(head, draft, document_id=document_id)
    document = _document(document_id, visit, draft, head)
    document.file_size = len(paper)
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
    await storage.put(document.file_key, _whole(paper), content_type=document.file_type)
    return view(document)


async def _complete_draft(session: AsyncSession, booking_id: UUID) -> Draft:
    draft = await session.get(Draft, booking_id)
    code, recommendations = (draft.diagnosis_code, draft.recommendations) if draft else (None, "")
    missing = domain.missing_parts(diagnosis_code=code, recommendations=recommendations)
    if draft is None or missing:
        raise ConclusionIncomplete(None, missing=missing)
    return draft


def _document(document_id: UUID, visit: Visit, draft: Draft, head: Letterhead) -> Document:
    day = visit.starts_at.astimezone(ZoneInfo(head.time_zone)).date()
    return Document(
        document_id=document_id,
        patient_id=visit.patient_id,
        kind=DocumentKind.CONCLUSION,
        title=TITLE,
        document_type=domain.CONSULTATION_PROTOCOL,
        document_date=day,
        booking_id=visit.booking_id,
        doctor_id=visit.doctor_id,
        doctor_name=head.doctor_name,
        clinic_title=head.clinic_title,
        service_title=head.service_title,
        diagnosis_code=draft.diagnosis_code,
        issued_at=head.issued_at,
        file_name=f"{TITLE} {day:%d.%m.%Y}.pdf",
        file_type="application/pdf",
        access=DocumentAccess.FORBIDDEN,
    )


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
