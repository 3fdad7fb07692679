"""HTTP of preparing a visit: the patient's side and the doctor's."""

from uuid import UUID

from common.errors import IdentificationRequired, NotFound, problems
from common.files_host import FilesHostDep
from common.http import SessionDep
from common.rights import Doctor, Patient
from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from medcard import actions
from medcard.domain import AccessAction
from medcard.errors import ConsentRequired, PreparationChanged, PreparationClosed
from medcard.routes.answers import UNREADABLE, file_answer
from medcard.schemas import PreparationForDoctorRead, PreparationRead, PreparationUpdate

router = APIRouter(tags=["medcard"])


@router.get("/visits/{booking_id}/preparation", responses=problems(NotFound))
async def read_preparation(session: SessionDep, patient: Patient, booking_id: UUID) -> PreparationRead:
    return PreparationRead.of(await actions.show_preparation(session, patient, booking_id))


@router.put(
    "/visits/{booking_id}/preparation",
    responses=problems(NotFound, PreparationClosed, PreparationChanged, IdentificationRequired, ConsentRequired),
)
async def save_preparation(
    session: SessionDep, patient: Patient, booking_id: UUID, body: PreparationUpdate
) -> PreparationRead:
    saved = await actions.save_preparation(
        session,
        patient,
        booking_id,
        questions=body.questions,
        document_ids=frozenset(body.document_ids),
        version=body.version,
    )
    return PreparationRead.of(saved)


@router.get("/visits/{booking_id}/brought", responses=problems(NotFound))
async def read_brought(session: SessionDep, doctor: Doctor, booking_id: UUID) -> PreparationForDoctorRead:
    return PreparationForDoctorRead.of(await actions.show_preparation_for_doctor(session, doctor, booking_id))


@router.get(
    "/visits/{booking_id}/brought/{document_id}/file",
    responses=problems(NotFound, *UNREADABLE),
    response_class=StreamingResponse,
)
async def open_brought_file(
    session: SessionDep, files: FilesHostDep, doctor: Doctor, booking_id: UUID, document_id: UUID
) -> Response:
    opened = await actions.open_prepared_file(
        session, files.storage, doctor=doctor, booking_id=booking_id, document_id=document_id
    )
    return file_answer(files, opened, AccessAction.VIEWED)
