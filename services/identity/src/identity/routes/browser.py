"""The browser's side of a login: its cookies, its address, and which of our two sites it looks at."""

import re
import secrets
from typing import Annotated

from common.auth import SESSION_COOKIE
from common.http import ContextDep
from fastapi import Depends, Request, Response

from identity.actions.sessions import Caller
from identity.domain.devices import device
from identity.domain.logins import LOGIN_LIFE, PATIENT_LIFETIME

LOGIN_COOKIE = "__Host-mila-login"


def session_cookie(request: Request) -> str | None:
    """The secret of the session, if the browser has one."""
    return request.cookies.get(SESSION_COOKIE)


def login_cookie(request: Request) -> str | None:
    """The secret that ties trips to Gosuslugi to this browser."""
    kept = request.cookies.get(LOGIN_COOKIE, "")
    return kept if re.fullmatch(r"[\w-]{43}", kept) else None


def caller(request: Request, cookie: Annotated[str | None, Depends(session_cookie)]) -> Caller:
    """Who asks, as far as limits and sessions are concerned."""
    address = request.client.host if request.client else ""
    return Caller(address=address, cookie=cookie, device=device(request.headers.get("user-agent")))


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

    def keep_session(self, cookie: str) -> None:
        """The browser is logged in from this answer on."""
        keep_session(self._response, cookie)


def gosuslugi_exit(context: ContextDep, origin: Annotated[str, Depends(origin)]) -> str:
    """Where a session at Gosuslugi ends; it comes back to our login page."""
    url: str = context.resources.provider.logout_url(redirect_url=f"{origin}/login")
    return url


SessionCookie = Annotated[str | None, Depends(session_cookie)]
LoginCookie = Annotated[str | None, Depends(login_cookie)]
BrowserDep = Annotated[Browser, Depends()]
Origin = Annotated[str, Depends(origin)]
GosuslugiExit = Annotated[str, Depends(gosuslugi_exit)]


def keep_session(response: Response, cookie: str) -> None:
    """The browser is logged in. When the session ends is decided here, not by the browser."""
    _set(response, SESSION_COOKIE, cookie, int(PATIENT_LIFETIME.whole.total_seconds()))


def keep_login(response: Response, secret: str) -> None:
    """The browser may come back from Gosuslugi, in as many tabs as it likes."""
    _set(response, LOGIN_COOKIE, secret, int(LOGIN_LIFE.total_seconds()))


def drop_session(response: Response) -> None:
    """The browser is logged out."""
    _set(response, SESSION_COOKIE, "", 0)


def new_login_secret() -> str:
    """256 random bits, 43 characters."""
    return secrets.token_urlsafe(32)


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")
