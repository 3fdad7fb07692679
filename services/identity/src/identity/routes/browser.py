"""The browser's side of a login: its cookies, its address, and which of our two sites it looks at."""

import re
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from common.clock import now
from common.http import ContextDep
from common.rights import SESSION_COOKIE
from fastapi import Depends, Request, Response

from identity.actions.gosuslugi import Away
from identity.actions.sessions import Caller
from identity.domain.devices import device
from identity.domain.logins import LOGIN_LIFE, PATIENT_LIFETIME

# One trip to Gosuslugi each: the moment it began and the beginning of its state complete the name.
TRIP_COOKIE = "__Host-mila-login-"
MOST_TRIPS = 3
JOINING_COOKIE = "__Host-mila-join"
REGISTRATION_COOKIE = "__Host-mila-registration"
DEVICE_COOKIE = "__Host-mila-device"
REGISTRATION_LIFE, DEVICE_LIFE = timedelta(hours=25), timedelta(days=365)
_SECRET = re.compile(r"[\w-]{43}")


def session_cookie(request: Request) -> str | None:
    """The secret of the session, if the browser has one."""
    return request.cookies.get(SESSION_COOKIE)


def joining_cookie(request: Request) -> str | None:
    """The secret of the question this browser is asked about its cabinets."""
    return _secret(request, JOINING_COOKIE)


def trip_names(request: Request) -> list[str]:
    """The cookies of trips to Gosuslugi this browser is on, the oldest first."""
    return sorted(name for name in request.cookies if re.fullmatch(TRIP_COOKIE + r"\d{10}-[0-9a-f]{8}", name))


def trips(request: Request) -> dict[str, str]:
    """The sealed trips by the beginning of their state."""
    return {name[-8:]: request.cookies[name] for name in trip_names(request)}


def caller(request: Request, cookie: Annotated[str | None, Depends(session_cookie)]) -> Caller:
    """Who asks, as far as limits and sessions are concerned."""
    address = request.client.host if request.client else ""
    return Caller(
        address=address,
        cookie=cookie,
        device=device(request.headers.get("user-agent")),
        known_device=request.cookies.get(DEVICE_COOKIE),
        registration=_secret(request, REGISTRATION_COOKIE),
    )


def begun_elsewhere(request: Request) -> bool:
    """Whether another site sent the browser here: no login begins by that, a person presses our button."""
    return request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def origin(request: Request, context: ContextDep) -> str:
    """The site the browser looks at; everything that is not the doctors' is the patients'."""
    doctors: str = context.settings.doctor_origin
    patients: str = context.settings.patient_origin
    return doctors if request.headers.get("host", "").lower() == doctors.partition("://")[2] else patients


CallerDep = Annotated[Caller, Depends(caller)]


class Browser:
    """Who asks, and the answer that may give them a session."""

    def __init__(self, caller: CallerDep, response: Response) -> None:
        self.caller = caller
        self._response = response

    def keep_session(self, cookie: str, device: str) -> None:
        """The browser is logged in from this answer on, and known to its account."""
        keep_session(self._response, cookie)
        self.keep_device(device)

    def keep_device(self, device: str) -> None:
        """The browser is known to the accounts sealed in it."""
        _set(self._response, DEVICE_COOKIE, device, int(DEVICE_LIFE.total_seconds()))

    def begin_registration(self) -> Caller:
        """The caller with a secret that ties the registration to this browser; an earlier one stays good."""
        secret = self.caller.registration or secrets.token_urlsafe(32)
        _set(self._response, REGISTRATION_COOKIE, secret, int(REGISTRATION_LIFE.total_seconds()))
        return replace(self.caller, registration=secret)


def gosuslugi_exit(context: ContextDep, origin: Annotated[str, Depends(origin)]) -> str:
    """Where a session at Gosuslugi ends; it comes back to our login page."""
    url: str = context.resources.provider.logout_url(redirect_url=f"{origin}/login")
    return url


SessionCookie = Annotated[str | None, Depends(session_cookie)]
JoiningCookie = Annotated[str | None, Depends(joining_cookie)]
TripNames = Annotated[list[str], Depends(trip_names)]
Trips = Annotated[dict[str, str], Depends(trips)]
BegunElsewhere = Annotated[bool, Depends(begun_elsewhere)]
BrowserDep = Annotated[Browser, Depends()]
Origin = Annotated[str, Depends(origin)]
GosuslugiExit = Annotated[str, Depends(gosuslugi_exit)]


def keep_session(response: Response, cookie: str) -> None:
    """The browser is logged in. When the session ends is decided here, not by the browser."""
    _set(response, SESSION_COOKIE, cookie, int(PATIENT_LIFETIME.whole.total_seconds()))


def keep_trip(response: Response, away: Away, *, others: list[str]) -> None:
    """The browser may come back from Gosuslugi with this state; of its other tabs the newest may too."""
    name = f"{TRIP_COOKIE}{int(now().timestamp()):010}-{away.state[:8]}"
    _set(response, name, away.kept, int(LOGIN_LIFE.total_seconds()))
    for old in others[: max(0, len(others) + 1 - MOST_TRIPS)]:
        _set(response, old, "", 0)


def drop_trip(response: Response, state: str | None, *, names: list[str]) -> None:
    """The trip is over."""
    for name in names:
        if state and name.endswith(f"-{state[:8]}"):
            _set(response, name, "", 0)


def keep_joining(response: Response, secret: str | None) -> None:
    """The browser may answer the question about its cabinets; without a secret it is answered."""
    _set(response, JOINING_COOKIE, secret or "", int(LOGIN_LIFE.total_seconds()) if secret else 0)


def drop_session(response: Response) -> None:
    """The browser is logged out, and forgets what it has kept of our answers."""
    _set(response, SESSION_COOKIE, "", 0)
    response.headers["Clear-Site-Data"] = '"cache"'


def _secret(request: Request, name: str) -> str | None:
    kept = request.cookies.get(name, "")
    return kept if _SECRET.fullmatch(kept) else None


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")
