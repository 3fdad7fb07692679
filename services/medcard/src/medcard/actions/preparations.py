"""Before a visit: what the patient wants to ask, and the documents shown to that visit's doctor and to nobody else."""

from collections.abc import Sequence
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
from medcard.actions.conclusions import own_visit
from medcard.actions.documents import OpenFile, allow, file_view, is_hidden, note, opened, restriction, view
from medcard.domain import FileState, Reading, VisitClosure
from medcard.errors import PreparationChanged, PreparationClosed
from medcard.models import BroughtDocument, Document, Preparation, Visit
from medcard.schemas import BroughtDocumentView, BroughtView, PreparationBody, PreparationView


async def show_preparation(session: AsyncSession, patient: Principal, booking_id: UUID) -> PreparationView:
    """What is prepared so far; documents this session may not see are left out. Raises NotFound."""
    visit = await _own_visit(session, patient, booking_id)
    preparation = await session.get(Preparation, booking_id)
    return await _shown(session, patient, visit, preparation)


async def prepare(
    session: AsyncSession, patient: Principal, booking_id: UUID, body: PreparationBody
) -> PreparationView:
    """The questions and documents are as given, with a new version.

    What this session may not see stays as it was: whoever came in by a password does not take away what they chose
    after Gosuslugi. Raises NotFound, PreparationClosed, PreparationChanged, IdentificationRequired, ConsentRequired.
    """
    visit = await _own_visit(session, patient, booking_id, lock=True)
    preparation = await session.get(Preparation, booking_id)
    if not _open(visit, preparation):
        raise PreparationClosed
    if preparation is None:
        preparation = Preparation(booking_id=booking_id, patient_id=visit.patient_id, version=0, saved_at=now())
        session.add(preparation)
    if preparation.version != body.version:
        raise PreparationChanged(None, version=preparation.version)
    if not _questions_hidden(preparation, patient):
        preparation.questions, preparation.made_identified = body.questions, patient.acr == "gosuslugi"
    elif body.questions:
        raise IdentificationRequired
    preparation.version, preparation.saved_at = body.version + 1, now()
    await session.flush()
    await _bring(session, patient, booking_id, body.document_ids)
    return await _shown(session, patient, visit, preparation)


async def show_brought(session: AsyncSession, doctor: DoctorPrincipal, booking_id: UUID) -> BroughtView:
    """What the patient brought to the doctor's own visit. Raises NotFound."""
    visit = await own_visit(session, doctor, booking_id)
    preparation = await session.get(Preparation, booking_id)
    documents = await _readable(session, visit, preparation)
    return BroughtView(
        questions=preparation.questions if preparation else "",
        documents=[_brought_view(document) for document in documents],
        closes_at=_closes(visit),
    )


async def open_brought(
    session: AsyncSession, storage: Storage, *, doctor: DoctorPrincipal, booking_id: UUID, document_id: UUID
) -> OpenFile:
    """The file of a brought document; the reading is noted first, and the patient sees it. Raises NotFound."""
    visit = await own_visit(session, doctor, booking_id)
    readable = await _readable(session, visit, await session.get(Preparation, booking_id))
    document = next((one for one in readable if one.document_id == document_id), None)
    if document is None:
        raise NotFound
    note(session, document, doctor, Reading.VIEWED)
    return await opened(storage, document)


async def close_preparation(session: AsyncSession, event: BookingCancelled) -> None:
    """Nothing is shown to the doctor of a cancelled visit. Raises Postpone when the visit is not known yet."""
    visit = await session.get(Visit, event.booking_id, with_for_update=True)
    if visit is None:
        if event.cancelled_by is CancelledBy.SYSTEM:
            # Late money for a taken slot: such a booking was never confirmed and never will be.
            return
        raise Postpone
    visit.closed = VisitClosure.CANCELLED
    await session.execute(delete(BroughtDocument).where(BroughtDocument.booking_id == event.booking_id))
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
    visit = await queries.visit_of_patient(session, booking_id, patient.person_id, lock=lock)
    if visit is None or (visit.visit_type is not VisitType.CLINIC and patient.acr != "gosuslugi"):
        raise NotFound
    return visit


async def _bring(session: AsyncSession, patient: Principal, booking_id: UUID, wanted: list[UUID]) -> None:
    chosen = await queries.chosen(session, patient.person_id, wanted)
    seen = {document.document_id for document in chosen if not is_hidden(document, patient)}
    if seen != set(wanted):
        raise NotFound
    for document in chosen:
        await allow(session, patient, document)
    before = await queries.brought_documents(session, booking_id)
    visible = await _visible(session, patient, before)
    gone = {document.document_id for document in visible} - set(wanted)
    await session.execute(
        delete(BroughtDocument).where(BroughtDocument.booking_id == booking_id, BroughtDocument.document_id.in_(gone))
    )
    if wanted:
        rows = [{"booking_id": booking_id, "document_id": document_id} for document_id in set(wanted)]
        await session.execute(insert(BroughtDocument).values(rows).on_conflict_do_nothing())


async def _shown(
    session: AsyncSession, patient: Principal, visit: Visit, preparation: Preparation | None
) -> PreparationView:
    brought = await queries.brought_documents(session, visit.booking_id)
    hidden = preparation is not None and _questions_hidden(preparation, patient)
    return PreparationView(
        questions=preparation.questions if preparation and not hidden else "",
        questions_hidden=hidden,
        documents=[view(document) for document in await _visible(session, patient, brought)],
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
    """What the doctor may read now: all that was brought, medical documents only while the patient consents (R025)."""
    if not _open(visit, preparation):
        return []
    consented = await queries.has_consented(session, visit.patient_id)
    brought = await queries.brought_documents(session, visit.booking_id)
    return [
        document
        for document in brought
        if document.file_state is FileState.READY and (consented or document.kind is DocumentKind.UPLOAD)
    ]


def _open(visit: Visit, preparation: Preparation | None) -> bool:
    cancelled = preparation is not None and preparation.closed_at is not None
    return not cancelled and now() < _closes(visit)


def _closes(visit: Visit) -> datetime:
    return domain.preparation_closes(starts_at=visit.starts_at, ended_at=visit.ended_at)


def _brought_view(document: Document) -> BroughtDocumentView:
    return BroughtDocumentView(
        document_id=document.document_id,
        kind=document.kind,
        title=document.title,
        document_date=document.document_date,
        doctor_name=document.doctor_name,
        clinic_title=document.clinic_title,
        file=file_view(document),
    )
