"""The doctor's draft: saved as often as one likes, seen by nobody else."""

from uuid import UUID

from common.auth import DoctorPrincipal
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.actions.paper import Letterhead, print_conclusion
from medcard.domain import ConclusionState
from medcard.errors import AlreadyIssued, DraftChanged, UnknownDiagnosis
from medcard.models import Draft, Visit
from medcard.schemas import ConclusionBody, ConclusionView, PatientBrief, VisitList, VisitView

FIELDS = ("complaints", "anamnesis", "examination", "diagnosis_code", "diagnosis_text", "recommendations", "version")


async def list_visits(session: AsyncSession, doctor_id: UUID, state: ConclusionState | None) -> VisitList:
    """The doctor's visits, newest first; ``expected``: ended and without a conclusion."""
    rows = await queries.conclusion_visits(session, doctor_id, state)
    return VisitList(
        items=[
            VisitView(
                booking_id=row.Visit.booking_id,
                starts_at=row.Visit.starts_at,
                ended_at=row.Visit.ended_at,
                state=_state(has_draft=row.draft_id is not None, issued=row.document_id is not None),
                document_id=row.document_id,
            )
            for row in rows
        ]
    )


async def show_conclusion(
    session: AsyncSession, identity: IdentityClient, *, doctor: DoctorPrincipal, booking_id: UUID
) -> ConclusionView:
    """The draft, or what was issued. Raises NotFound for another doctor's visit."""
    visit = await own_visit(session, doctor, booking_id)
    draft = await session.get(Draft, booking_id)
    issued = await queries.document_of(session, booking_id)
    patient = await identity.person(visit.patient_id)
    body = ConclusionBody(**{name: getattr(draft, name) for name in FIELDS}) if draft else ConclusionBody(version=0)
    found = domain.diagnoses().get(body.diagnosis_code or "")
    return ConclusionView(
        **body.model_dump(),
        state=_state(has_draft=draft is not None, issued=issued is not None),
        diagnosis_title=found.title if found else None,
        ended_at=visit.ended_at,
        document_id=issued.document_id if issued else None,
        patient=PatientBrief(full_name=patient.full_name, birth_date=patient.birth_date),
    )


async def save_draft(
    session: AsyncSession, *, doctor: DoctorPrincipal, booking_id: UUID, body: ConclusionBody
) -> ConclusionBody:
    """The draft is as written, with its new version.

    Raises NotFound, AlreadyIssued, UnknownDiagnosis, and DraftChanged when another window saved meanwhile.
    """
    await own_visit(session, doctor, booking_id, lock=True)
    if await queries.document_of(session, booking_id) is not None:
        raise AlreadyIssued
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
    session: AsyncSession, identity: IdentityClient, *, doctor: DoctorPrincipal, booking_id: UUID
) -> bytes:
    """The draft on paper, marked as a draft. Raises NotFound when there is none."""
    visit = await own_visit(session, doctor, booking_id)
    draft = await session.get(Draft, booking_id)
    if draft is None:
        raise NotFound
    head = await letterhead(session, identity, visit=visit, doctor=doctor)
    return await print_conclusion(head, draft, document_id=None)


async def letterhead(
    session: AsyncSession, identity: IdentityClient, *, visit: Visit, doctor: DoctorPrincipal
) -> Letterhead:
    """Who, where and when; names are asked of identity now and kept only on paper.

    Raises Unavailable when identity is away, or the catalogue's titles have not come yet: no paper is without them.
    """
    known = await queries.titles(session, visit.booking_id)
    if known is None:
        raise Unavailable("the catalogue's facts are still on their way")
    patient = await identity.person(visit.patient_id)
    author = await identity.doctor(doctor.doctor_id)
    return Letterhead(
        clinic_title=known.clinic_title,
        service_title=known.service_title,
        time_zone=known.time_zone,
        patient_name=patient.full_name,
        birth_date=patient.birth_date,
        doctor_name=author.full_name,
        doctor_position=author.position,
        starts_at=visit.starts_at,
        issued_at=now(),
    )


async def own_visit(session: AsyncSession, doctor: DoctorPrincipal, booking_id: UUID, *, lock: bool = False) -> Visit:
    """The doctor's visit. Raises NotFound for another doctor's or none."""
    visit = await queries.visit_of(session, booking_id, doctor.doctor_id, lock=lock)
    if visit is None:
        raise NotFound
    return visit


def _state(*, has_draft: bool, issued: bool) -> ConclusionState:
    if issued:
        return ConclusionState.ISSUED
    return ConclusionState.DRAFT if has_draft else ConclusionState.EXPECTED
