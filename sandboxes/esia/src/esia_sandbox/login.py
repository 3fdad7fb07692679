"""The login pages: password, the code of the message, the way on, and the way out."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from esia_sandbox import decision
from esia_sandbox.pages import message_page, page
from esia_sandbox.params import PageForm, Query
from esia_sandbox.persons import Person
from esia_sandbox.sessions import COOKIE, OTP_CODE, Session
from esia_sandbox.stand import Stand, TheStand

router = APIRouter()

WRONG = "Неверный логин или пароль. Проверьте раскладку клавиатуры и попробуйте ещё раз."
LOCKED = "Вход временно заблокирован: пять неверных попыток подряд. Попробуйте через 15 минут."
STALE = "Страница входа устарела. Вернитесь на сайт, с которого пришли, и нажмите «Войти» ещё раз."
HOME = "/settings/third-party/agreements/acting"


def session_of(request: Request, stand: Stand) -> tuple[Session, Person] | None:
    """A live session of a person who still may log in."""
    session = stand.sessions.find(request.cookies.get(COOKIE))
    person = stand.persons.find(session.oid) if session else None
    if session is None or person is None or person.status != "REGISTERED":
        return None
    return session, person


def inner(target: str) -> str:
    """Only our own settings pages may follow a login that no system asked for."""
    return target if target.startswith("/settings/") else HOME


@router.get("/login")
def login_page(request: Request, stand: TheStand, params: Query) -> Response:
    visit, following = params.get("tx"), params.get("next")
    if params.has("tx") and stand.visits.find(visit) is None:
        return message_page("Вход", STALE, 400)
    known = session_of(request, stand)
    if known:
        return _onward(stand, visit, following, *known)
    return _form(stand, visit, following)


@router.post("/login")
def log_in(request: Request, stand: TheStand, form: PageForm) -> Response:
    visit, following = form.get("tx"), form.get("next")
    if visit and stand.visits.find(visit) is None:
        return message_page("Вход", STALE, 400)
    login = form.get("login")
    person = stand.persons.find_by_login(login)
    if person is None:
        return _form(stand, visit, following, login=login, error=WRONG, status=401)
    if stand.persons.locked(person.oid):
        return _form(stand, visit, following, login=login, error=LOCKED, status=423)
    if form.get("password") != person.password:
        left = stand.persons.note_failure(person.oid, stand.settings.lock_ttl)
        error, status = (WRONG, 401) if left else (LOCKED, 423)
        return _form(stand, visit, following, login=login, error=error, status=status)
    stand.persons.note_success(person.oid)
    if person.status != "REGISTERED":
        gone = decision.GONE[person.status]
        return _form(stand, visit, following, login=login, error=gone, status=403)
    if person.otp:
        return _ask_second_factor(stand, visit, following, person)
    return _enter(request, stand, visit, following, person)


def _ask_second_factor(stand: Stand, visit: str, following: str, person: Person) -> Response:
    """Without a confirmed phone the code has nowhere to go: ESIA refuses such a login."""
    pending = stand.visits.find(visit)
    if person.verified_mobile is None:
        if pending is None:
            return message_page("Вход", "Для входа нужен код из СМС, но телефон не подтверждён.", 403)
        return RedirectResponse(decision.refuse(stand, visit, pending, "007046").target, 302)
    ticket = stand.second_factors.begin(person.oid, stand.settings.login_ttl)
    stand.journal.write({"endpoint": "otp", "oid": person.oid, "code": OTP_CODE, "outcome": "sent"})
    return _otp_form(ticket, visit, following, person)


@router.post("/login/otp")
def second_factor(request: Request, stand: TheStand, form: PageForm) -> Response:
    visit, following, ticket = form.get("tx"), form.get("next"), form.get("ticket")
    row = stand.second_factors.find(ticket)
    person = stand.persons.find(row["oid"]) if row else None
    if person is None or (visit and stand.visits.find(visit) is None):
        return message_page("Вход", STALE, 400)
    if form.get("code").strip() != OTP_CODE:
        stand.second_factors.fail(ticket)
        return _otp_form(ticket, visit, following, person, error="Неверный код. Попробуйте ещё раз.")
    stand.second_factors.finish(ticket)
    return _enter(request, stand, visit, following, person)


@router.post("/login/other")
def another_person(request: Request, stand: TheStand, form: PageForm) -> Response:
    """«Войти другим пользователем» on the consent page."""
    stand.sessions.close(request.cookies.get(COOKIE))
    response = RedirectResponse(f"/login?{urlencode({'tx': form.get('tx')})}", 303)
    response.delete_cookie(COOKIE)
    return response


@router.get("/idp/ext/Logout")
def log_out(request: Request, stand: TheStand, params: Query) -> Response:
    """The parameter is redirect_url, unlike redirect_uri elsewhere."""
    stand.sessions.close(request.cookies.get(COOKIE))
    client, back = stand.clients.get(params.get("client_id")), params.get("redirect_url")
    response: Response
    if client and back and client.allows_return(back):
        response = RedirectResponse(back, 302)
    else:
        response = message_page("Вы вышли", "Вы вышли из учётной записи. Эту страницу можно закрыть.")
    response.delete_cookie(COOKIE)
    return response


def _enter(request: Request, stand: Stand, visit: str, following: str, person: Person) -> Response:
    stand.sessions.close(request.cookies.get(COOKIE))
    session = stand.sessions.open(person.oid, stand.settings.session_ttl)
    response = _onward(stand, visit, following, session, person)
    secure = stand.settings.public_url.startswith("https:")
    response.set_cookie(COOKIE, session.id, httponly=True, samesite="lax", secure=secure)
    return response


def _onward(stand: Stand, visit: str, following: str, session: Session, person: Person) -> Response:
    pending = stand.visits.find(visit)
    if pending is None:
        return RedirectResponse(inner(following), 302)
    return RedirectResponse(decision.next_step(stand, visit, pending, session, person).target, 302)


def _form(stand: Stand, visit: str, following: str, *, login: str = "", error: str = "", status: int = 200) -> Response:
    pending = stand.visits.find(visit)
    context: dict[str, Any] = {
        "tx": visit,
        "next": following,
        "login": login,
        "error": error,
        "client": stand.clients[pending["client"]].entry.name if pending else "",
        "groups": _by_group(stand.persons.all()),
    }
    return page("login.html", context, status)


def _by_group(persons: list[Person]) -> dict[str, list[Person]]:
    groups: dict[str, list[Person]] = {}
    for person in persons:
        groups.setdefault(person.group, []).append(person)
    return groups


def _otp_form(ticket: str, visit: str, following: str, person: Person, error: str = "") -> Response:
    phone = f"••• {(person.verified_mobile or '')[-2:]}"
    context = {
        "ticket": ticket,
        "tx": visit,
        "next": following,
        "phone": phone,
        "error": error,
        "hint": OTP_CODE,
    }
    return page("otp.html", context, 401 if error else 200)
