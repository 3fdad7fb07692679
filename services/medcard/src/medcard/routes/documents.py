"""HTTP of documents: what a patient has and adds."""

from typing import Annotated, Any
from uuid import UUID

from common.errors import IdentificationRequired, Invalid, NotFound, TooManyRequests, problems
from common.files_host import FilesHostDep
from common.http import ContextDep, SessionDep
from common.rights import Patient
from common.scanning import FileInfected, FileUnsafe
from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response, StreamingResponse
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from medcard import actions, domain
from medcard.domain import AccessAction
from medcard.errors import ConsentRequired, FileTooLarge, FileTypeRefused, MedcardFull
from medcard.routes.answers import UNREADABLE, file_answer
from medcard.schemas import (
    AccessLogEntryRead,
    AccessLogRead,
    AuthorRead,
    AuthorsRead,
    DocumentAccessUpdate,
    DocumentCreate,
    DocumentFilter,
    DocumentPage,
    DocumentRead,
    DocumentUpdate,
    NoteCreate,
)

router = APIRouter(tags=["medcard"])
DENIED = (NotFound, IdentificationRequired, ConsentRequired)
# A form adds its own bytes to the file's.
MAX_FORM_BYTES = domain.MAX_FILE_BYTES + 64 * 1024
UPLOAD_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["title", "file"],
                "properties": {
                    "title": {"type": "string", "minLength": 1, "maxLength": 200},
                    "file": {"type": "string", "format": "binary"},
                    "document_date": {"type": "string", "format": "date"},
                },
            }
        }
    },
}


@router.get("/documents")
async def list_documents(
    session: SessionDep, patient: Patient, wanted: Annotated[DocumentFilter, Query()]
) -> DocumentPage:
    return DocumentPage.of(await actions.list_own(session, patient, wanted.search()))


@router.post(
    "/documents",
    status_code=201,
    responses=problems(FileTooLarge, FileTypeRefused, FileUnsafe, FileInfected, MedcardFull, TooManyRequests, Invalid),
    max_body_size=MAX_FORM_BYTES,
    openapi_extra={"requestBody": UPLOAD_BODY},
)
async def add_document(context: ContextDep, patient: Patient, request: Request) -> DocumentRead:
    # Read here and not by the framework: the rights above are decided before the first byte of the body is taken.
    async with request.form(max_files=1, max_fields=2) as form:
        wanted, file = _parts(form)
        files = actions.Files(context.sessions, context.storage, context.scanner)
        document = await actions.add(
            files, patient=patient, title=wanted.title, document_date=wanted.document_date, file=file
        )
        return DocumentRead.of(document)


def _parts(form: FormData) -> tuple[DocumentCreate, UploadFile]:
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise RequestValidationError([{"loc": ("body", "file"), "type": "missing"}])
    try:
        return DocumentCreate.model_validate({name: text for name, text in form.items() if name != "file"}), file
    except ValidationError as error:
        raise RequestValidationError([one | {"loc": ("body", *one["loc"])} for one in error.errors()]) from error


@router.get("/documents/{document_id}", responses=problems(*DENIED))
async def read_document(session: SessionDep, patient: Patient, document_id: UUID) -> DocumentRead:
    return DocumentRead.of(await actions.show(session, patient, document_id))


@router.put("/documents/{document_id}", responses=problems(NotFound))
async def change_document(
    session: SessionDep, patient: Patient, document_id: UUID, body: DocumentUpdate
) -> DocumentRead:
    document = await actions.change(
        session, patient=patient, document_id=document_id, title=body.title, document_date=body.document_date
    )
    return DocumentRead.of(document)


@router.delete("/documents/{document_id}", status_code=204, responses=problems(NotFound))
async def remove_document(session: SessionDep, context: ContextDep, patient: Patient, document_id: UUID) -> None:
    await actions.remove(session, context.storage, patient=patient, document_id=document_id)


@router.get("/documents/{document_id}/file", responses=problems(*DENIED, *UNREADABLE), response_class=StreamingResponse)
async def download_document(
    session: SessionDep,
    files: FilesHostDep,
    reader: Patient,
    document_id: UUID,
    purpose: AccessAction = AccessAction.VIEWED,
) -> Response:
    opened = await actions.open_file(session, files.storage, reader=reader, document_id=document_id, action=purpose)
    return file_answer(files, opened, purpose)


@router.put("/documents/{document_id}/access", responses=problems(*DENIED))
async def set_document_access(
    session: SessionDep, patient: Patient, document_id: UUID, body: DocumentAccessUpdate
) -> DocumentRead:
    return DocumentRead.of(await actions.change_access(session, patient, document_id, body.access))


@router.get("/documents/{document_id}/readings", responses=problems(*DENIED))
async def list_readings(session: SessionDep, patient: Patient, document_id: UUID) -> AccessLogRead:
    entries = await actions.list_access_log(session, patient, document_id)
    return AccessLogRead(items=[AccessLogEntryRead.model_validate(one) for one in entries])


@router.post("/notes", status_code=201, responses=problems(MedcardFull, TooManyRequests))
async def write_note(session: SessionDep, context: ContextDep, patient: Patient, body: NoteCreate) -> DocumentRead:
    document = await actions.write_note(
        session,
        context.storage,
        patient=patient,
        title=body.title,
        document_date=body.document_date,
        text=body.text,
    )
    return DocumentRead.of(document)


@router.get("/authors")
async def list_authors(session: SessionDep, patient: Patient) -> AuthorsRead:
    authors = await actions.list_authors(session, patient)
    return AuthorsRead(items=[AuthorRead.model_validate(one) for one in authors])
