"""What the gateway and other services ask. The gateway publishes none of it."""

from typing import Annotated
from uuid import UUID

from common.auth import ServicePrincipal
from common.errors import Forbidden, NotFound, Unauthenticated, problems
from common.http import ContextDep, SessionDep
from common.rights import with_permission
from contracts.cards import ContactCard, DoctorCard, PersonCard, VerificationCard
from fastapi import APIRouter, Header, Response

from identity.actions import accounts, keys, people, sessions, staff, verifications
from identity.domain.keys import SERVICE_TOKEN_LIFE
from identity.errors import EmailTaken
from identity.routes.browser import SessionCookie
from identity.schemas import AccountUpdate, ServiceTokenCreate, ServiceTokenRead, StaffUpdate

# Seconds the gateway may use an answer again, and seconds more while identity does not answer.
KEPT_BY_THE_GATEWAY = "max-age=5, stale-if-error=5"

PeopleReader = Annotated[ServicePrincipal, with_permission("people:read")]
PeopleWriter = Annotated[ServicePrincipal, with_permission("people:write")]
ContactsReader = Annotated[ServicePrincipal, with_permission("contacts:read")]
StaffWriter = Annotated[ServicePrincipal, with_permission("staff:write")]
VerificationsReader = Annotated[ServicePrincipal, with_permission("verifications:read")]

router = APIRouter(tags=["internal"])


@router.get("/session")
async def exchange_session(
    cookie: SessionCookie,
    context: ContextDep,
    *,
    member: bool = False,
    background: Annotated[bool, Header(alias="X-Background")] = False,
) -> Response:
    """Asked by the gateway: the cookie for a token of a minute, in X-Mila-Token, which is empty for a stranger.

    ``member``: a stranger is refused instead. ``background``: the page asks automatically, which keeps no staff session
    alive.
    """
    bearer = await sessions.exchange(context.engine, cookie, background=background) if cookie else None
    if bearer is None and member:
        raise Unauthenticated
    token = await keys.person_token(context.sessions, context.resources, bearer) if bearer else ""
    return Response(headers={"X-Mila-Token": token, "Cache-Control": KEPT_BY_THE_GATEWAY})


@router.post("/service-tokens", responses=problems(Unauthenticated))
async def create_service_token(body: ServiceTokenCreate, context: ContextDep) -> ServiceTokenRead:
    """A token for another service that knows its secret."""
    token = await keys.service_token(
        context.sessions,
        context.resources,
        name=body.name,
        secret=body.secret,
        settings=context.settings,
    )
    return ServiceTokenRead(token=token, expires_in=int(SERVICE_TOKEN_LIFE.total_seconds()))


@router.get("/people/{person_id}", responses=problems(NotFound, Forbidden))
async def read_person_card(
    person_id: UUID, service: PeopleReader, session: SessionDep, context: ContextDep
) -> PersonCard:
    """A person, for notify and medcard, at the moment of use."""
    return await people.person_card(session, person_id, vault=context.resources.vault)


@router.get("/doctors/{doctor_id}", responses=problems(NotFound, Forbidden))
async def read_doctor_card(doctor_id: UUID, service: PeopleReader, session: SessionDep) -> DoctorCard:
    """A doctor, for notify and medcard, at the moment of use."""
    return await people.doctor_card(session, doctor_id)


@router.get("/verifications/{verification_id}", responses=problems(NotFound, Forbidden))
async def read_verification(
    verification_id: UUID, service: VerificationsReader, session: SessionDep, context: ContextDep
) -> VerificationCard:
    """Address, purpose and link of a letter; 404 once it makes no sense any more. For notify only."""
    email, purpose, link = await verifications.letter(
        session, verification_id, vault=context.resources.vault, origin=context.settings.patient_origin
    )
    return VerificationCard.model_validate({"email": email, "purpose": purpose, "link": link})


@router.put("/staff/{doctor_id}", status_code=204, responses=problems(Forbidden))
async def put_staff(
    doctor_id: UUID, body: StaffUpdate, service: StaffWriter, session: SessionDep, context: ContextDep
) -> None:
    """A clinic's doctor or administrator, who will be one at the next login through Gosuslugi."""
    await staff.put_staff(session, doctor_id, body.appointment(), vault=context.resources.vault)


@router.put("/accounts/{person_id}", status_code=204, responses=problems(Forbidden, EmailTaken))
async def put_account(person_id: UUID, body: AccountUpdate, service: PeopleWriter, context: ContextDep) -> None:
    """An account with a proved address, without a letter."""
    await accounts.put_account(context, person_id, body.application(), password=body.password)


@router.get("/people/{person_id}/contact", responses=problems(NotFound, Forbidden))
async def read_contact(person_id: UUID, service: ContactsReader, session: SessionDep) -> ContactCard:
    """Where a payer's receipt goes. For payment only, which needs no name."""
    return ContactCard(email=(await people.own(session, person_id)).email)
