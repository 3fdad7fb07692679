"""The way to Gosuslugi and back."""

from typing import Annotated
from uuid import UUID

from common.errors import TooManyRequests
from common.http import ContextDep
from common.rights import Anyone, Patient
from fastapi import APIRouter, Depends, Query
from fastapi.responses import RedirectResponse

from identity.actions.gosuslugi import Callback, complete_login, start_login
from identity.actions.trips import LoginRequest
from identity.domain.logins import page, return_path
from identity.errors import GosuslugiUnavailable
from identity.routes.browser import (
    BegunElsewhere,
    CallerDep,
    Origin,
    TripNames,
    Trips,
    drop_trip,
    keep_joining,
    keep_session,
    keep_trip,
)

router = APIRouter(prefix="/gosuslugi", tags=["gosuslugi"], default_response_class=RedirectResponse)


class Trip:
    """What starting a login needs of the request."""

    def __init__(self, context: ContextDep, origin: Origin, caller: CallerDep, others: TripNames) -> None:
        self._context = context
        self._origin = origin
        self._caller = caller
        self._others = others

    async def begin(self, return_to: str | None, *, linking: UUID | None = None) -> RedirectResponse:
        """The redirect to Gosuslugi, or to our own page when it cannot be asked now."""
        target = return_path(return_to)
        request = LoginRequest(origin=self._origin, return_to=target, linking=linking)
        try:
            away = await start_login(self._context, request, caller=self._caller)
        except (GosuslugiUnavailable, TooManyRequests) as refusal:
            back = None if linking else target
            answer = _redirect(page("/profile" if linking else "/login", problem=refusal.code, return_to=back), 302)
            answer.headers["Retry-After"] = dict(refusal.headers).get("Retry-After", "5")
            return answer
        answer = _redirect(away.url, 302)
        keep_trip(answer, away, others=self._others)
        return answer


TripDep = Annotated[Trip, Depends(Trip)]


@router.get("/login", status_code=302)
async def start_gosuslugi_login(
    principal: Anyone, trip: TripDep, elsewhere: BegunElsewhere, return_to: Annotated[str | None, Query()] = None
) -> RedirectResponse:
    """To Gosuslugi; the person who comes back in this browser within 15 minutes is logged in.

    Sent by another site, the browser gets our login page instead: a login begins by a press there.
    """
    if elsewhere:
        return _redirect(page("/login", return_to=return_path(return_to)), 302)
    return await trip.begin(return_to)


@router.get("/link", status_code=302)
async def start_gosuslugi_link(
    principal: Patient, trip: TripDep, elsewhere: BegunElsewhere, return_to: Annotated[str | None, Query()] = None
) -> RedirectResponse:
    """To Gosuslugi; the person who comes back is tied to the account of this session, if the e-mails are equal."""
    if elsewhere:
        return _redirect("/profile", 302)
    return await trip.begin(return_to, linking=principal.session_id)


@router.get("/callback", status_code=303)
async def finish_gosuslugi_login(
    callback: Annotated[Callback, Depends()], context: ContextDep, kept: Trips, names: TripNames, caller: CallerDep
) -> RedirectResponse:
    """Back from Gosuslugi: to the page wanted, to profile setup, or to a page that says what went wrong."""
    result = await complete_login(context, callback, kept=kept, caller=caller)
    answer = _redirect(result.url, 303)
    drop_trip(answer, callback.state, names=names)
    if result.cookie:
        keep_session(answer, result.cookie)
    if result.joining:
        keep_joining(answer, result.joining)
    return answer


def _redirect(url: str, status: int) -> RedirectResponse:
    # The address of the callback holds a code: it must not travel on as a referrer, nor be kept.
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(url, status_code=status, headers=headers)
