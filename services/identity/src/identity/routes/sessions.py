"""Where the person is logged in, and ending it there."""

from uuid import UUID

from common.errors import IdentificationRequired, NotFound, problems
from common.http import SessionDep
from common.rights import Patient
from fastapi import APIRouter, Response

from identity.actions import sessions
from identity.routes.browser import GosuslugiExit, drop_session
from identity.schemas import LogoutRead, OpenSessionRead, OpenSessionsRead

router = APIRouter(prefix="/sessions", tags=["sessions"])


@router.get("")
async def list_sessions(principal: Patient, session: SessionDep) -> OpenSessionsRead:
    """Every browser this person is logged in with, the current one first."""
    found = [OpenSessionRead.model_validate(one) for one in await sessions.live(session, principal.person_id)]
    for one in found:
        one.current = one.session_id == principal.session_id
    return OpenSessionsRead(items=sorted(found, key=lambda one: not one.current))


@router.delete("/{session_id}", status_code=204, responses=problems(NotFound, IdentificationRequired))
async def end_session(session_id: UUID, principal: Patient, session: SessionDep) -> None:
    """The browser of this session is logged out. Once linked, only a session through Gosuslugi ends others."""
    if session_id != principal.session_id:
        await sessions.need_identification(session, principal)
    await sessions.end_one(session, principal.person_id, session_id)


@router.post("/revocation", responses=problems(IdentificationRequired))
async def end_all_sessions(
    principal: Patient, session: SessionDep, response: Response, gosuslugi_exit: GosuslugiExit
) -> LogoutRead:
    """Every browser is logged out, this one too; ``redirect_url`` ends the session at Gosuslugi, when there is one."""
    await sessions.need_identification(session, principal)
    await sessions.end_all(session, principal.person_id)
    drop_session(response)
    return LogoutRead(redirect_url=gosuslugi_exit if principal.acr == "gosuslugi" else "/login")
