"""Before a visit: what the patient wants to ask, and the documents shown to that visit's doctor only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.auth import DoctorPrincipal, Principal
from common.clock import now
from common.errors import IdentificationRequired, NotFound
from common.events import Postpone
from common.storage import Storage
from contracts.booking import BookingCancelled
from contracts.values import CancelledBy, DocumentKind, VisitType
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.actions.conclusions import require_doctor_visit
from medcard.actions.documents import OpenFile, is_hidden, log_access, open_document_file, require_allowed, restriction
from medcard.domain import AccessAction, FileState, VisitClosure
from medcard.errors import PreparationChanged, PreparationClosed
from medcard.models import Document, Preparation, PreparedDocument, Visit


@dataclass(frozen=True, kw_only=True)
class PreparationForDoctor:
    """What the patient prepared for a visit; the documents can be opened until ``closes_at``."""

    questions: str
    documents: list[Document]
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class PatientPreparation(PreparationForDoctor):
    """The same as its patient sees it; ``editable`` until ``closes_at`` unless the visit was cancelled."""

    questions_hidden: bool
    version: int
    editable: bool


async def show_preparation(session: AsyncSession, patient: Principal, booking_id: UUID) -> PatientPreparation:
    """What is prepared so far; documents this session may not see are left out. Raises NotFound."""
    visit = await _own_visit(session, patient, booking_id)
    preparation = await queries.get_preparation(session, booking_id)
    return await _shown(session, patient, visit, preparation)


async def save_preparation(
    session: AsyncSession,
    patient: Principal,
    booking_id: UUID,
    *,
    questions: str,
    document_ids: frozenset[UUID],
    version: int,
) -> PatientPreparation:
    """The questions and documents are as given, with a new version; ``version`` is the one last read.

    What this session may not see stays as it was: a password session does not take away what its person chose after
    Gosuslugi. Raises NotFound, PreparationClosed, PreparationChanged, IdentificationRequired, ConsentRequired.
    """
    visit = await _own_visit(session, patient, booking_id, lock=True)
    preparation = await queries.get_preparation(session, booking_id)
    if not _open(visit, preparation):
        raise PreparationClosed
    if preparation is None:
        preparation = Preparation(booking_id=booking_id, patient_id=visit.patient_id, version=0, saved_at=now())
        session.add(preparation)
    if preparation.version != version:
        raise PreparationChanged(None, version=preparation.version)
    if not _questions_hidden(preparation, patient):
        preparation.questions, preparation.made_identified = questions, patient.acr == "gosuslugi"
    elif questions:
        raise IdentificationRequired
    preparation.version, preparation.saved_at = version + 1, now()
    await session.flush()
    await _replace_documents(session, patient, booking_id, document_ids)
    return await _shown(session, patient, visit, preparation)


async def show_preparation_for_doctor(
    session: AsyncSession, doctor: DoctorPrincipal, booking_id: UUID
) -> PreparationForDoctor:
    """What the patient prepared for the doctor's own visit. Raises NotFound."""
    visit = await require_doctor_visit(session, doctor, booking_id)
    preparation = await queries.get_preparation(session, booking_id)
    documents = await _readable(session, visit, preparation)
    return PreparationForDoctor(
        questions=preparation.questions if preparation else "",
        documents=documents,
        closes_at=_closes(visit),
    )


async def open_prepared_file(
    session: AsyncSession, storage: Storage, *, doctor: DoctorPrincipal, booking_id: UUID, document_id: UUID
) -> OpenFile:
    """The file of a prepared document; the reading is logged first, and the patient sees it. Raises NotFound."""
    visit = await require_doctor_visit(session, doctor, booking_id)
    readable = await _readable(session, visit, await queries.get_preparation(session, booking_id))
    document = next((one for one in readable if one.document_id == document_id), None)
    if document is None:
        raise NotFound
    log_access(session, document, doctor, AccessAction.VIEWED)
    return await open_document_file(storage, document)


async def close_preparation(session: AsyncSession, event: BookingCancelled) -> None:
    """Nothing is shown to the doctor of a cancelled visit. Raises Postpone when the visit is not known yet."""
    visit = await queries.lock_visit(session, event.booking_id)
    if visit is None:
        if event.cancelled_by is CancelledBy.SYSTEM:
            # Late money for a taken slot: such a booking was never confirmed and never will be.
            return
        raise Postpone
    visit.closed = VisitClosure.CANCELLED
    await session.execute(delete(PreparedDocument).where(PreparedDocument.booking_id == event.booking_id))
    closed = insert(Preparation).values(
        booking_id=event.booking_id,
        patient_id=visit.patient_id,
        questions="",
        version=0,
        saved_at=now(),
        closed_at=event.occurred_at,
    )
    await session.execute(
        closed.on_conflict_do_update(index_elements=["booking_id"], set_={"closed_at": closed.excluded.closed_at})
    )


async def _own_visit(session: AsyncSession, patient: Principal, booking_id: UUID, *, lock: bool = False) -> Visit:
    """Raises NotFound, in a password session also for a visit online, or one of which that is not known."""
    visit = await queries.get_patient_visit(session, booking_id, patient.person_id, lock=lock)
    if visit is None or (visit.visit_type is not VisitType.CLINIC and patient.acr != "gosuslugi"):
        raise NotFound
    return visit


async def _replace_documents(
    session: AsyncSession, patient: Principal, booking_id: UUID, wanted: frozenset[UUID]
) -> None:
    chosen = await queries.list_own_documents(session, patient.person_id, list(wanted))
    seen = {document.document_id for document in chosen if not is_hidden(document, patient)}
    if seen != wanted:
        raise NotFound
    for document in chosen:
        await require_allowed(session, patient, document)
    before = await queries.list_prepared_documents(session, booking_id)
    visible = await _visible(session, patient, before)
    gone = {document.document_id for document in visible} - wanted
    await session.execute(
        delete(PreparedDocument).where(
            PreparedDocument.booking_id == booking_id, PreparedDocument.document_id.in_(gone)
        )
    )
    if wanted:
        rows = [{"booking_id": booking_id, "document_id": document_id} for document_id in wanted]
        await session.execute(insert(PreparedDocument).values(rows).on_conflict_do_nothing())


async def _shown(
    session: AsyncSession, patient: Principal, visit: Visit, preparation: Preparation | None
) -> PatientPreparation:
    prepared = await queries.list_prepared_documents(session, visit.booking_id)
    hidden = preparation is not None and _questions_hidden(preparation, patient)
    return PatientPreparation(
        questions=preparation.questions if preparation and not hidden else "",
        questions_hidden=hidden,
        documents=await _visible(session, patient, prepared),
        version=preparation.version if preparation else 0,
        editable=_open(visit, preparation),
        closes_at=_closes(visit),
    )


def _questions_hidden(preparation: Preparation, patient: Principal) -> bool:
    """Whether they were written after Gosuslugi, and this session is one of a password."""
    return bool(preparation.questions) and preparation.made_identified and patient.acr != "gosuslugi"


async def _visible(session: AsyncSession, patient: Principal, documents: Sequence[Document]) -> list[Document]:
    limited = await restriction(session, patient)
    own = [document for document in documents if not is_hidden(document, patient)]
    return [document for document in own if not limited or document.kind is DocumentKind.UPLOAD]


async def _readable(session: AsyncSession, visit: Visit, preparation: Preparation | None) -> list[Document]:
    """What the doctor may read now: all prepared documents; medical ones only while the patient consents (R025)."""
    if not _open(visit, preparation):
        return []
    consented = await queries.has_consented(session, visit.patient_id)
    prepared = await queries.list_prepared_documents(session, visit.booking_id)
    return [
        document
        for document in prepared
        if document.file_state is FileState.READY and (consented or document.kind is DocumentKind.UPLOAD)
    ]


def _open(visit: Visit, preparation: Preparation | None) -> bool:
    cancelled = preparation is not None and preparation.closed_at is not None
    return not cancelled and now() < _closes(visit)


def _closes(visit: Visit) -> datetime:
    return domain.preparation_closes(starts_at=visit.starts_at, ended_at=visit.ended_at)
