"""HTTP of conclusions: what a doctor writes."""

from typing import Annotated
from uuid import UUID

from common import idempotency
from common.errors import NotFound, Unavailable, problems
from common.http import ContextDep, SessionDep
from common.idempotency import IdempotencyKey, IdempotencyKeyReused, Operation
from common.rights import Doctor
from common.storage import FileDamaged, FileMissing
from fastapi import APIRouter, Query, Response

from medcard import actions, domain
from medcard.domain import ConclusionState
from medcard.errors import (
    AlreadyIssued,
    ConclusionIncomplete,
    ConsultationNotEnded,
    DraftChanged,
    PatientNoShow,
    UnknownDiagnosis,
    UnprintableText,
)
from medcard.routes.answers import PDF, SHOWN_PDF, Identity
from medcard.schemas import (
    ConclusionRead,
    ConclusionUpdate,
    DiagnosesRead,
    DiagnosisRead,
    DocumentRead,
    DraftRead,
    VisitRead,
    VisitsRead,
)

router = APIRouter(tags=["medcard"])


@router.get("/icd10")
async def find_diagnoses(doctor: Doctor, q: Annotated[str, Query(max_length=100)] = "") -> DiagnosesRead:
    return DiagnosesRead(items=[DiagnosisRead.model_validate(found) for found in domain.find_diagnoses(q)])


@router.get("/visits")
async def list_conclusion_visits(
    session: SessionDep, doctor: Doctor, state: ConclusionState | None = None
) -> VisitsRead:
    found = await actions.list_visits(session, doctor.doctor_id, state)
    return VisitsRead(items=[VisitRead.of(one) for one in found])


@router.get("/visits/{booking_id}/conclusion", responses=problems(NotFound, Unavailable))
async def read_conclusion(context: ContextDep, identity: Identity, doctor: Doctor, booking_id: UUID) -> ConclusionRead:
    found = await actions.show_conclusion(context.sessions, identity, doctor=doctor, booking_id=booking_id)
    return ConclusionRead.of(found)


@router.put(
    "/visits/{booking_id}/conclusion",
    responses=problems(NotFound, AlreadyIssued, DraftChanged, PatientNoShow, UnknownDiagnosis, UnprintableText),
)
async def save_conclusion(session: SessionDep, doctor: Doctor, booking_id: UUID, body: ConclusionUpdate) -> DraftRead:
    draft = await actions.save_draft(
        session, doctor=doctor, booking_id=booking_id, written=body.written(), version=body.version
    )
    return DraftRead.model_validate(draft)


@router.get(
    "/visits/{booking_id}/conclusion/preview",
    responses=problems(NotFound, FileDamaged, FileMissing, Unavailable),
    response_class=Response,
)
async def preview_conclusion(context: ContextDep, identity: Identity, doctor: Doctor, booking_id: UUID) -> Response:
    paper = await actions.preview_conclusion(
        context.sessions, identity, context.storage, doctor=doctor, booking_id=booking_id
    )
    return Response(paper, media_type=PDF, headers=SHOWN_PDF)


@router.post(
    "/visits/{booking_id}/conclusion/issuance",
    status_code=201,
    responses=problems(
        NotFound,
        AlreadyIssued,
        DraftChanged,
        PatientNoShow,
        ConsultationNotEnded,
        ConclusionIncomplete,
        UnprintableText,
        Unavailable,
        IdempotencyKeyReused,
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
) -> DocumentRead:
    paper = await actions.prepare_paper(context.sessions, identity, doctor=doctor, booking_id=booking_id)
    operation = Operation(name=f"issue {booking_id}", key=key, person_id=doctor.person_id)
    if stored := await idempotency.claim(session, operation, DocumentRead):
        return stored
    document = await actions.issue(session, context.storage, doctor=doctor, booking_id=booking_id, paper=paper)
    return await idempotency.store(session, operation, DocumentRead.of(document))
