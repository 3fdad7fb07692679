"""The way to Gosuslugi and back."""

from typing import Annotated
from uuid import UUID

from common.auth import Anyone, Patient
from common.http import ContextDep, SessionDep
from fastapi import APIRouter, Depends, Query
from fastapi.responses import RedirectResponse

from identity.actions.gosuslugi import Callback, Departure, depart, land
from identity.domain.logins import page, return_path
from identity.errors import GosuslugiUnavailable
from identity.routes.browser import (
    CallerDep,
    LoginCookie,
    Origin,
    keep_login,
    keep_session,
    new_login_secret,
)

router = APIRouter(prefix="/gosuslugi", tags=["gosuslugi"], default_response_class=RedirectResponse)


class Trip:
    """What a departure needs of the request."""

    def __init__(self, session: SessionDep, context: ContextDep, origin: Origin, kept: LoginCookie) -> None:
        self._session = session
        self._resources = context.resources
        self._origin = origin
        self._browser = kept or new_login_secret()

    async def begin(self, return_to: str | None, *, linking: UUID | None = None) -> RedirectResponse:
        """The redirect to Gosuslugi, or to our own page when it cannot be asked now."""
        target = return_path(return_to)
        departure = Departure(origin=self._origin, return_to=target, browser=self._browser, linking=linking)
        try:
            url = await depart(self._session, resources=self._resources, departure=departure)
        except GosuslugiUnavailable as refusal:
            url = page("/profile" if linking else "/login", problem=refusal.code)
        answer = _redirect(url, 302)
        keep_login(answer, self._browser)
        return answer


TripDep = Annotated[Trip, Depends(Trip)]


@router.get("/login", status_code=302)
async def start_gosuslugi_login(
    principal: Anyone, trip: TripDep, return_to: Annotated[str | None, Query()] = None
) -> RedirectResponse:
    """To Gosuslugi; whoever comes back in this browser within 15 minutes is logged in."""
    return await trip.begin(return_to)


@router.get("/link", status_code=302)
async def start_gosuslugi_link(
    principal: Patient, trip: TripDep, return_to: Annotated[str | None, Query()] = None
) -> RedirectResponse:
    """To Gosuslugi; whoever comes back is tied to the account of this session, if the e-mails are equal."""
    return await trip.begin(return_to, linking=principal.session_id)


@router.get("/callback", status_code=303)
async def finish_gosuslugi_login(
    callback: Annotated[Callback, Depends()], context: ContextDep, browser: LoginCookie, caller: CallerDep
) -> RedirectResponse:
    """Back from Gosuslugi: to the page wanted, to profile setup, or to a page that says what went wrong."""
    landing = await land(context, callback, browser=browser, caller=caller)
    answer = _redirect(landing.url, 303)
    if landing.cookie:
        keep_session(answer, landing.cookie)
    return answer


def _redirect(url: str, status: int) -> RedirectResponse:
    # The address of the callback holds a code: it must not travel on as a referrer, nor be kept.
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(url, status_code=status, headers=headers)
