"""The doctor's draft: saved as often as one likes, seen by nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.auth import DoctorPrincipal
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient
from common.storage import Storage
from common.typesetting import unprintable
from contracts.cards import PersonCard
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from medcard import domain, queries
from medcard.actions.documents import log_access
from medcard.actions.paper import PaperHeader, print_conclusion
from medcard.domain import AccessAction, ConclusionState, ConclusionText, VisitClosure
from medcard.errors import AlreadyIssued, DraftChanged, PatientNoShow, UnknownDiagnosis, UnprintableText
from medcard.models import Draft, Visit

PRINTED = ("complaints", "anamnesis", "examination", "diagnosis_text", "recommendations")
Sessions = async_sessionmaker[AsyncSession]


@dataclass(frozen=True, kw_only=True)
class DoctorVisit:
    """A doctor's visit and where its conclusion stands."""

    visit: Visit
    state: ConclusionState
    document_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class VisitConclusion(DoctorVisit):
    """The draft, or what was issued, of a visit with this patient."""

    draft: Draft | None
    patient: PersonCard


async def list_visits(session: AsyncSession, doctor_id: UUID, state: ConclusionState | None) -> list[DoctorVisit]:
    """The doctor's visits, newest first; ``expected``: ended and without a conclusion."""
    return [
        DoctorVisit(
            visit=row.Visit,
            state=_state(row.Visit, has_draft=row.draft_id is not None, issued=row.document_id is not None),
            document_id=row.document_id,
        )
        for row in await queries.list_conclusion_visits(session, doctor_id, state)
    ]


async def show_conclusion(
    sessions: Sessions, identity: IdentityClient, *, doctor: DoctorPrincipal, booking_id: UUID
) -> VisitConclusion:
    """The draft, or what was issued, whose reading is logged.

    Raises NotFound for another doctor's or a cancelled visit. No transaction is open while identity is asked.
    """
    async with sessions.begin() as session:
        visit = await require_doctor_visit(session, doctor, booking_id)
        draft = await queries.get_draft(session, booking_id)
        issued = await queries.get_conclusion(session, booking_id)
        if issued is not None:
            log_access(session, issued, doctor, AccessAction.VIEWED)
    return VisitConclusion(
        visit=visit,
        state=_state(visit, has_draft=draft is not None, issued=issued is not None),
        document_id=issued.document_id if issued else None,
        draft=draft,
        patient=await identity.person(visit.patient_id),
    )


async def save_draft(
    session: AsyncSession, *, doctor: DoctorPrincipal, booking_id: UUID, written: ConclusionText, version: int
) -> Draft:
    """The draft is as written, with its new version; ``version`` is the one last read, 0 for a first draft.

    Raises NotFound, AlreadyIssued, PatientNoShow, UnknownDiagnosis, UnprintableText, and DraftChanged when another
    window saved meanwhile.
    """
    # First of all: no transaction is open while the typesetter looks for letters.
    await require_printable({name: getattr(written, name) for name in PRINTED})
    visit = await require_doctor_visit(session, doctor, booking_id, lock=True)
    if await queries.get_conclusion(session, booking_id) is not None:
        raise AlreadyIssued
    if visit.closed is VisitClosure.PATIENT_NO_SHOW:
        raise PatientNoShow
    if written.diagnosis_code is not None and written.diagnosis_code not in domain.diagnoses():
        raise UnknownDiagnosis
    draft = await queries.get_draft(session, booking_id)
    if draft is None:
        draft = Draft(booking_id=booking_id, version=0)
        session.add(draft)
    if draft.version != version:
        raise DraftChanged(None, version=draft.version)
    for name, value in vars(written).items():
        setattr(draft, name, value)
    draft.version, draft.saved_at = version + 1, now()
    return draft


async def preview_conclusion(
    sessions: Sessions, identity: IdentityClient, storage: Storage, *, doctor: DoctorPrincipal, booking_id: UUID
) -> bytes:
    """The draft on paper, marked as a draft; once issued, the issued paper, whose reading is noted.

    Raises NotFound when there is neither.
    """
    async with sessions.begin() as session:
        visit = await require_doctor_visit(session, doctor, booking_id)
        issued = await queries.get_conclusion(session, booking_id)
        if issued is not None:
            log_access(session, issued, doctor, AccessAction.VIEWED)
            return b"".join([piece async for piece in await storage.open(issued.file_key, sha256=issued.file_sha256)])
        draft = await queries.get_draft(session, booking_id)
        titles = await queries.get_titles(session, booking_id)
    if draft is None:
        raise NotFound
    head = await paper_header(identity, titles, visit=visit, doctor=doctor)
    return await print_conclusion(head, draft, document_id=None)


async def paper_header(identity: IdentityClient, titles: Any, *, visit: Visit, doctor: DoctorPrincipal) -> PaperHeader:
    """Who, where and when; names are asked of identity now and kept only on paper.

    Raises Unavailable when identity is away, or the catalogue's titles have not come yet: no paper is without them.
    """
    if titles is None:
        raise Unavailable("the catalogue's events have not come yet")
    patient = await identity.person(visit.patient_id)
    author = await identity.doctor(doctor.doctor_id)
    return PaperHeader(
        clinic_title=titles.clinic_title,
        service_title=titles.service_title,
        time_zone=titles.time_zone,
        patient_name=patient.full_name,
        birth_date=patient.birth_date,
        doctor_name=author.full_name,
        doctor_position=author.position,
        starts_at=visit.starts_at,
        issued_at=now(),
    )


async def require_printable(texts: Mapping[str, str]) -> None:
    """Passes when every letter of the texts, by field, can be on the paper. Raises UnprintableText."""
    places = [
        {"field": field, "line": place.line, "characters": place.characters}
        for field, text in texts.items()
        for place in await unprintable(text)
    ]
    if places:
        raise UnprintableText(None, places=places)


async def require_doctor_visit(
    session: AsyncSession, doctor: DoctorPrincipal, booking_id: UUID, *, lock: bool = False
) -> Visit:
    """The doctor's visit. Raises NotFound for another doctor's, a cancelled one or none."""
    visit = await queries.get_doctor_visit(session, booking_id, doctor.doctor_id, lock=lock)
    if visit is None:
        raise NotFound
    return visit


def _state(visit: Visit, *, has_draft: bool, issued: bool) -> ConclusionState:
    return domain.conclusion_state(has_draft=has_draft, issued=issued, closed=visit.closed)
