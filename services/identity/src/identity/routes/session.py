"""Who is logged in, logging out, and the public keys."""

from common.http import ContextDep, SessionDep
from common.rights import Anyone
from fastapi import APIRouter, Response

from identity.actions import keys, people, sessions
from identity.domain.keys import jwk
from identity.routes.browser import GosuslugiExit, SessionCookie, drop_session
from identity.schemas import LogoutRead, PublicKeysRead, SessionRead

router = APIRouter(tags=["session"])


@router.get("/session")
async def read_session(principal: Anyone, session: SessionDep, response: Response) -> SessionRead:
    """Who is logged in in this browser; answers everybody."""
    response.headers["Cache-Control"] = "no-store"
    person = await people.find(session, principal.person_id) if principal else None
    if principal is None or person is None:
        return SessionRead(authenticated=False)
    found = await sessions.times(session, principal.session_id)
    return SessionRead.of(person, found) if found else SessionRead(authenticated=False)


@router.post("/logout")
async def log_out(
    principal: Anyone, session: SessionDep, response: Response, cookie: SessionCookie, gosuslugi_exit: GosuslugiExit
) -> LogoutRead:
    """The session is over here; ``redirect_url`` ends it at Gosuslugi too, when it began there."""
    acr = await sessions.end(session, cookie=cookie, session_id=principal.session_id if principal else None)
    drop_session(response)
    came_by = acr or (principal.acr if principal else None)
    return LogoutRead(redirect_url=gosuslugi_exit if came_by == "gosuslugi" else "/login")


@router.get("/jwks")
async def jwks(context: ContextDep, response: Response) -> PublicKeysRead:
    """The keys internal tokens are verified with."""
    response.headers["Cache-Control"] = "max-age=60"
    known = await keys.known_keys(context.sessions, context.resources)
    return PublicKeysRead.model_validate({"keys": [jwk(key) for key in known]})
