"""HTTP of medcard."""

from datetime import date
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from common.auth import Doctor, Patient
from common.clock import now
from common.errors import IdentificationRequired, NotFound, Unavailable, problems
from common.http import ContextDep, SessionDep
from common.idempotency import IdempotencyKey, IdempotencyKeyReused, once
from common.identity import IdentityClient
from fastapi import APIRouter, Depends, Form, Query, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints

from medcard import actions, domain
from medcard.domain import ConclusionState, Reading
from medcard.errors import (
    AlreadyIssued,
    ConclusionIncomplete,
    ConsentRequired,
    ConsultationNotEnded,
    DraftChanged,
    FileTooLarge,
    FileTypeRefused,
    UnknownDiagnosis,
)
from medcard.schemas import (
    AccessChange,
    ConclusionBody,
    ConclusionView,
    DiagnosisList,
    DiagnosisView,
    DocumentFilters,
    DocumentPage,
    DocumentView,
    IssuanceRequest,
    ReadingList,
    Text,
    VisitList,
)

router = APIRouter(tags=["medcard"])
PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
DENIED = (NotFound, IdentificationRequired, ConsentRequired)
# A form adds its own bytes to the file's.
MAX_FORM_BYTES = domain.MAX_FILE_BYTES + 64 * 1024


async def identity_client(context: ContextDep) -> IdentityClient:
    """Who knows names."""
    if context.identity is None:
        raise Unavailable
    return context.identity


Identity = Annotated[IdentityClient, Depends(identity_client)]
Title = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Form()]


@router.get("/documents")
async def list_documents(
    session: SessionDep, patient: Patient, wanted: Annotated[DocumentFilters, Query()]
) -> DocumentPage:
    return await actions.list_own(session, patient, wanted)


@router.post(
    "/documents", status_code=201, responses=problems(FileTooLarge, FileTypeRefused), max_body_size=MAX_FORM_BYTES
)
async def add_document(
    session: SessionDep,
    context: ContextDep,
    patient: Patient,
    *,
    title: Title,
    file: UploadFile,
    document_date: Annotated[date | None, Form()] = None,
) -> DocumentView:
    day = document_date or now().date()
    return await actions.add(session, context.storage, patient=patient, title=title, document_date=day, file=file)


@router.get("/documents/{document_id}", responses=problems(*DENIED))
async def read_document(session: SessionDep, patient: Patient, document_id: UUID) -> DocumentView:
    return await actions.show(session, patient, document_id)


@router.delete("/documents/{document_id}", status_code=204, responses=problems(NotFound))
async def remove_document(session: SessionDep, context: ContextDep, patient: Patient, document_id: UUID) -> None:
    await actions.remove(session, context.storage, patient=patient, document_id=document_id)


@router.get("/documents/{document_id}/file", responses=problems(*DENIED), response_class=StreamingResponse)
async def download_document(
    session: SessionDep, context: ContextDep, reader: Patient, document_id: UUID, purpose: Reading = Reading.VIEWED
) -> StreamingResponse:
    opened = await actions.open_file(session, context.storage, reader=reader, document_id=document_id, action=purpose)
    shown = "attachment" if purpose is Reading.DOWNLOADED else "inline"
    name = quote(opened.document.file_name)
    headers = PRIVATE | {"Content-Disposition": f"{shown}; filename*=UTF-8''{name}"}
    return StreamingResponse(opened.pieces, media_type=opened.document.file_type, headers=headers)


@router.put("/documents/{document_id}/access", responses=problems(*DENIED))
async def set_document_access(
    session: SessionDep, patient: Patient, document_id: UUID, body: AccessChange
) -> DocumentView:
    return await actions.change_access(session, patient, document_id, body.access)


@router.get("/documents/{document_id}/readings", responses=problems(*DENIED))
async def list_readings(session: SessionDep, patient: Patient, document_id: UUID) -> ReadingList:
    return await actions.show_readings(session, patient, document_id)


@router.get("/icd10")
async def find_diagnoses(doctor: Doctor, q: Annotated[str, Query(max_length=100)] = "") -> DiagnosisList:
    return DiagnosisList(items=[DiagnosisView.model_validate(found) for found in domain.find_diagnoses(q)])


@router.get("/visits")
async def list_conclusion_visits(
    session: SessionDep, doctor: Doctor, state: ConclusionState | None = None
) -> VisitList:
    return await actions.list_visits(session, doctor.doctor_id, state)


@router.get("/visits/{booking_id}/conclusion", responses=problems(NotFound, Unavailable))
async def read_conclusion(session: SessionDep, identity: Identity, doctor: Doctor, booking_id: UUID) -> ConclusionView:
    return await actions.show_conclusion(session, identity, doctor=doctor, booking_id=booking_id)


@router.put(
    "/visits/{booking_id}/conclusion", responses=problems(NotFound, AlreadyIssued, DraftChanged, UnknownDiagnosis)
)
async def save_conclusion(
    session: SessionDep, doctor: Doctor, booking_id: UUID, body: ConclusionBody
) -> ConclusionBody:
    return await actions.save_draft(session, doctor=doctor, booking_id=booking_id, body=body)


@router.get(
    "/visits/{booking_id}/conclusion/preview", responses=problems(NotFound, Unavailable), response_class=Response
)
async def preview_conclusion(session: SessionDep, identity: Identity, doctor: Doctor, booking_id: UUID) -> Response:
    paper = await actions.preview_conclusion(session, identity, doctor=doctor, booking_id=booking_id)
    return Response(paper, media_type="application/pdf", headers=PRIVATE)


@router.post(
    "/visits/{booking_id}/conclusion/issuance",
    status_code=201,
    responses=problems(
        NotFound, AlreadyIssued, ConsultationNotEnded, ConclusionIncomplete, Unavailable, IdempotencyKeyReused
    ),
)
async def issue_conclusion(
    session: SessionDep,
    context: ContextDep,
    identity: Identity,
    doctor: Doctor,
    *,
    booking_id: UUID,
    key: IdempotencyKey = None,
) -> DocumentView:
    async def issued() -> DocumentView:
        return await actions.issue(session, identity, context.storage, doctor=doctor, booking_id=booking_id)

    operation, body = f"issue {booking_id}", IssuanceRequest()
    return await once(
        session, key=key, person_id=doctor.person_id, operation=operation, body=body, answer=issued, model=DocumentView
    )
