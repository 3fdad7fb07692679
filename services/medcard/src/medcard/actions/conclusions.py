"""The doctor's draft: saved as often as one likes, seen by nobody else."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from common.auth import DoctorPrincipal
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient
from common.storage import Storage
from common.typesetting import unprintable
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from medcard import domain, queries
from medcard.actions.documents import note
from medcard.actions.paper import Letterhead, print_conclusion
from medcard.domain import ConclusionState, Reading, VisitClosure
from medcard.errors import AlreadyIssued, DraftChanged, PatientNoShow, UnknownDiagnosis, UnprintableText
from medcard.models import Draft, Visit
from medcard.schemas import ConclusionBody, ConclusionView, PatientBrief, VisitList, VisitView

PRINTED = ("complaints", "anamnesis", "examination", "diagnosis_text", "recommendations")
FIELDS = (*PRINTED, "diagnosis_code", "version")
Sessions = async_sessionmaker[AsyncSession]


async def list_visits(session: AsyncSession, doctor_id: UUID, state: ConclusionState | None) -> VisitList:
    """The doctor's visits, newest first; ``expected``: ended and without a conclusion."""
    rows = await queries.conclusion_visits(session, doctor_id, state)
    return VisitList(
        items=[
            VisitView(
                booking_id=row.Visit.booking_id,
                starts_at=row.Visit.starts_at,
                ended_at=row.Visit.ended_at,
                state=_state(row.Visit, has_draft=row.draft_id is not None, issued=row.document_id is not None),
                document_id=row.document_id,
            )
            for row in rows
        ]
    )


async def show_conclusion(
    sessions: Sessions, identity: IdentityClient, *, doctor: DoctorPrincipal, booking_id: UUID
) -> ConclusionView:
    """The draft, or what was issued, whose reading is noted. Raises NotFound for another doctor's or a cancelled visit.

    No transaction is open while identity is asked.
    """
    async with sessions.begin() as session:
        visit = await own_visit(session, doctor, booking_id)
        draft = await session.get(Draft, booking_id)
        issued = await queries.document_of(session, booking_id)
        if issued is not None:
            note(session, issued, doctor, Reading.VIEWED)
    patient = await identity.person(visit.patient_id)
    body = ConclusionBody(**{name: getattr(draft, name) for name in FIELDS}) if draft else ConclusionBody(version=0)
    found = domain.diagnoses().get(body.diagnosis_code or "")
    return ConclusionView(
        **body.model_dump(),
        state=_state(visit, has_draft=draft is not None, issued=issued is not None),
        diagnosis_title=found.title if found else None,
        ended_at=visit.ended_at,
        document_id=issued.document_id if issued else None,
        patient=PatientBrief(full_name=patient.full_name, birth_date=patient.birth_date),
    )


async def save_draft(
    session: AsyncSession, *, doctor: DoctorPrincipal, booking_id: UUID, body: ConclusionBody
) -> ConclusionBody:
    """The draft is as written, with its new version.

    Raises NotFound, AlreadyIssued, PatientNoShow, UnknownDiagnosis, UnprintableText, and DraftChanged when another
    window saved meanwhile.
    """
    # First of all: no transaction is open while the typesetter looks for letters.
    await require_printable({name: getattr(body, name) for name in PRINTED})
    visit = await own_visit(session, doctor, booking_id, lock=True)
    if await queries.document_of(session, booking_id) is not None:
        raise AlreadyIssued
    if visit.closed is VisitClosure.PATIENT_NO_SHOW:
        raise PatientNoShow
    if body.diagnosis_code is not None and body.diagnosis_code not in domain.diagnoses():
        raise UnknownDiagnosis
    draft = await session.get(Draft, booking_id)
    if draft is None:
        draft = Draft(booking_id=booking_id, version=0)
        session.add(draft)
    if draft.version != body.version:
        raise DraftChanged(None, version=draft.version)
    for name, value in body.model_dump(exclude={"version"}).items():
        setattr(draft, name, value)
    draft.version, draft.saved_at = body.version + 1, now()
    return body.model_copy(update={"version": draft.version})


async def preview_conclusion(
    sessions: Sessions, identity: IdentityClient, storage: Storage, *, doctor: DoctorPrincipal, booking_id: UUID
) -> bytes:
    """The draft on paper, marked as a draft; once issued, the issued paper, whose reading is noted.

    Raises NotFound when there is neither.
    """
    async with sessions.begin() as session:
        visit = await own_visit(session, doctor, booking_id)
        issued = await queries.document_of(session, booking_id)
        if issued is not None:
            note(session, issued, doctor, Reading.VIEWED)
            return b"".join([piece async for piece in await storage.open(issued.file_key, sha256=issued.file_sha256)])
        draft = await session.get(Draft, booking_id)
        titles = await queries.titles(session, booking_id)
    if draft is None:
        raise NotFound
    head = await letterhead(identity, titles, visit=visit, doctor=doctor)
    return await print_conclusion(head, draft, document_id=None)


async def letterhead(identity: IdentityClient, titles: Any, *, visit: Visit, doctor: DoctorPrincipal) -> Letterhead:
    """Who, where and when; names are asked of identity now and kept only on paper.

    Raises Unavailable when identity is away, or the catalogue's titles have not come yet: no paper is without them.
    """
    if titles is None:
        raise Unavailable("the catalogue's events have not come yet")
    patient = await identity.person(visit.patient_id)
    author = await identity.doctor(doctor.doctor_id)
    return Letterhead(
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


async def own_visit(session: AsyncSession, doctor: DoctorPrincipal, booking_id: UUID, *, lock: bool = False) -> Visit:
    """The doctor's visit. Raises NotFound for another doctor's, a cancelled one or none."""
    visit = await queries.visit_of(session, booking_id, doctor.doctor_id, lock=lock)
    if visit is None:
        raise NotFound
    return visit


def _state(visit: Visit, *, has_draft: bool, issued: bool) -> ConclusionState:
    return domain.conclusion_state(has_draft=has_draft, issued=issued, closed=visit.closed)
