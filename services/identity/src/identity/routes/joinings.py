"""The question whether another cabinet is the person's too, and its answers. The browser keeps its secret."""

from common.errors import TooManyRequests, problems
from common.http import ContextDep, SessionDep
from common.rights import Anyone
from fastapi import APIRouter, Response

from identity.actions import joining
from identity.actions.entering import LoginResult
from identity.errors import AccountBlocked, JoiningExpired, LinkConflict, PasswordWrong
from identity.routes.browser import CallerDep, JoiningCookie, keep_joining, keep_session
from identity.schemas import JoiningCreate, JoiningRead, JoiningResultRead

router = APIRouter(prefix="/joining", tags=["joining"])


@router.get("", responses=problems(JoiningExpired))
async def read_joining(secret: JoiningCookie, session: SessionDep, context: ContextDep) -> JoiningRead:
    """What this browser is asked after Gosuslugi."""
    return JoiningRead.model_validate(await joining.question(session, secret, vault=context.resources.vault))


@router.post(
    "/password-proof",
    responses=problems(JoiningExpired, PasswordWrong, LinkConflict, AccountBlocked, TooManyRequests),
)
async def join_by_password(
    body: JoiningCreate, secret: JoiningCookie, context: ContextDep, caller: CallerDep, response: Response
) -> JoiningResultRead:
    """The account with this address and password and the Gosuslugi identity are one cabinet from now on."""
    result = await joining.accept_by_password(context, secret, password=body.password, caller=caller)
    return _ended(response, result)


@router.post("/confirmation", responses=problems(JoiningExpired, AccountBlocked))
async def join_cabinets(
    secret: JoiningCookie, principal: Anyone, context: ContextDep, caller: CallerDep, *, response: Response
) -> JoiningResultRead:
    """Two cabinets are one from now on; only in the session that asked for it, and for good."""
    result = await joining.accept_by_session(context, secret, principal=principal, caller=caller)
    return _ended(response, result)


@router.post("/refusal", responses=problems(JoiningExpired, AccountBlocked))
async def refuse_joining(
    secret: JoiningCookie, context: ContextDep, caller: CallerDep, response: Response
) -> JoiningResultRead:
    """The other cabinet stays apart; a first login goes on with a cabinet of its own."""
    return _ended(response, await joining.refuse(context, secret, caller=caller))


def _ended(response: Response, result: LoginResult) -> JoiningResultRead:
    keep_joining(response, None)
    if result.cookie:
        keep_session(response, result.cookie)
    return JoiningResultRead(redirect_url=result.url)
