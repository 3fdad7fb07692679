"""HTTP of documents: what a patient has and adds."""

from datetime import date
from typing import Annotated
from uuid import UUID

from common.auth import Patient
from common.clock import now
from common.errors import IdentificationRequired, NotFound, problems
from common.http import ContextDep, SessionDep
from fastapi import APIRouter, Form, Query, UploadFile
from fastapi.responses import StreamingResponse

from medcard import actions, domain
from medcard.domain import Reading
from medcard.errors import ConsentRequired, FileTooLarge, FileTypeRefused
from medcard.routes.answers import file_answer
from medcard.schemas import (
    AccessChange,
    AuthorList,
    DocumentChange,
    DocumentFilters,
    DocumentPage,
    DocumentView,
    NoteBody,
    ReadingList,
    Title,
)

router = APIRouter(tags=["medcard"])
DENIED = (NotFound, IdentificationRequired, ConsentRequired)
# A form adds its own bytes to the file's.
MAX_FORM_BYTES = domain.MAX_FILE_BYTES + 64 * 1024


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
    title: Annotated[Title, Form()],
    file: UploadFile,
    document_date: Annotated[date | None, Form()] = None,
) -> DocumentView:
    day = document_date or now().date()
    return await actions.add(session, context.storage, patient=patient, title=title, document_date=day, file=file)


@router.get("/documents/{document_id}", responses=problems(*DENIED))
async def read_document(session: SessionDep, patient: Patient, document_id: UUID) -> DocumentView:
    return await actions.show(session, patient, document_id)


@router.put("/documents/{document_id}", responses=problems(NotFound))
async def change_document(
    session: SessionDep, patient: Patient, document_id: UUID, body: DocumentChange
) -> DocumentView:
    return await actions.change(session, patient=patient, document_id=document_id, wanted=body)


@router.delete("/documents/{document_id}", status_code=204, responses=problems(NotFound))
async def remove_document(session: SessionDep, context: ContextDep, patient: Patient, document_id: UUID) -> None:
    await actions.remove(session, context.storage, patient=patient, document_id=document_id)


@router.get("/documents/{document_id}/file", responses=problems(*DENIED), response_class=StreamingResponse)
async def download_document(
    session: SessionDep, context: ContextDep, reader: Patient, document_id: UUID, purpose: Reading = Reading.VIEWED
) -> StreamingResponse:
    opened = await actions.open_file(session, context.storage, reader=reader, document_id=document_id, action=purpose)
    return file_answer(opened, purpose)


@router.put("/documents/{document_id}/access", responses=problems(*DENIED))
async def set_document_access(
    session: SessionDep, patient: Patient, document_id: UUID, body: AccessChange
) -> DocumentView:
    return await actions.change_access(session, patient, document_id, body.access)


@router.get("/documents/{document_id}/readings", responses=problems(*DENIED))
async def list_readings(session: SessionDep, patient: Patient, document_id: UUID) -> ReadingList:
    return await actions.show_readings(session, patient, document_id)


@router.post("/notes", status_code=201)
async def write_note(session: SessionDep, context: ContextDep, patient: Patient, body: NoteBody) -> DocumentView:
    return await actions.write_note(session, context.storage, patient=patient, note=body)


@router.get("/authors")
async def list_authors(session: SessionDep, patient: Patient) -> AuthorList:
    return await actions.list_authors(session, patient)
