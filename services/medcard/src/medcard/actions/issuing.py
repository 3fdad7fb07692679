"""Issuing a conclusion: from then on it is the patient's document and nobody changes it."""

from collections.abc import AsyncIterator
from uuid import UUID
from zoneinfo import ZoneInfo

from common.auth import DoctorPrincipal
from common.clock import now
from common.errors import Unavailable
from common.events.outbox import record
from common.ids import new_id
from common.service import Context
from contracts.medcard import ConclusionIssued
from contracts.values import DocumentKind
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.actions.conclusions import letterhead, own_visit
from medcard.actions.documents import view
from medcard.actions.paper import TITLE, Letterhead, print_conclusion
from medcard.errors import AlreadyIssued, ConclusionIncomplete, ConsultationNotEnded
from medcard.models import Document, Draft, Visit
from medcard.schemas import DocumentView


async def issue(session: AsyncSession, context: Context, *, doctor: DoctorPrincipal, booking_id: UUID) -> DocumentView:
    """The draft becomes a document in the patient's medcard.

    Raises NotFound, AlreadyIssued, ConsultationNotEnded, ConclusionIncomplete, Unavailable (identity is away).
    """
    visit = await own_visit(session, doctor, booking_id, lock=True)
    if await queries.document_of(session, booking_id) is not None:
        raise AlreadyIssued
    if visit.ended_at is None:
        raise ConsultationNotEnded
    draft = await _complete_draft(session, booking_id)
    if context.identity is None:
        raise Unavailable("this room was given no way to ask identity")
    head = await letterhead(session, context.identity, visit=visit, doctor=doctor)
    document = await _document(context, visit, draft, head)
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
    return view(document)


async def _complete_draft(session: AsyncSession, booking_id: UUID) -> Draft:
    draft = await session.get(Draft, booking_id)
    code, recommendations = (draft.diagnosis_code, draft.recommendations) if draft else (None, "")
    missing = domain.missing_parts(diagnosis_code=code, recommendations=recommendations)
    if draft is None or missing:
        raise ConclusionIncomplete(None, missing=missing)
    return draft


async def _document(context: Context, visit: Visit, draft: Draft, head: Letterhead) -> Document:
    document_id = new_id()
    paper = await print_conclusion(head, draft, document_id=document_id)
    document = Document(
        document_id=document_id,
        patient_id=visit.patient_id,
        kind=DocumentKind.CONCLUSION,
        title=TITLE,
        document_type=domain.CONSULTATION_PROTOCOL,
        document_date=visit.starts_at.astimezone(ZoneInfo(head.time_zone)).date(),
        booking_id=visit.booking_id,
        doctor_id=visit.doctor_id,
        doctor_name=head.doctor_name,
        clinic_title=head.clinic_title,
        service_title=head.service_title,
        diagnosis_code=draft.diagnosis_code,
        issued_at=now(),
        file_name=f"Протокол консультации {visit.starts_at:%d.%m.%Y}.pdf",
        file_type="application/pdf",
        file_size=len(paper),
    )
    await context.storage.put(document.file_key, _whole(paper), content_type="application/pdf")
    return document


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
