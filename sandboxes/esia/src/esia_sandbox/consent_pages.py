"""«Предоставить» or «Отказать», and later the page where a consent is taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from esia_sandbox import decision, scopes
from esia_sandbox.consents import Grant
from esia_sandbox.login import STALE, session_of
from esia_sandbox.pages import message_page, page
from esia_sandbox.params import PageForm, Query
from esia_sandbox.stand import Stand, TheStand

router = APIRouter()

FORGED = "Форма отправлена не с этой страницы. Откройте страницу заново и повторите."
MOSCOW = timedelta(hours=3)
PLACES = {
    "agreements": ("/settings/third-party/agreements/acting", "Действующие согласия"),
    "permissions": ("/settings/third-party/system-permissions", "Разрешения для систем"),
}


@router.get("/consent")
def consent_page(request: Request, stand: TheStand, params: Query) -> Response:
    visit = params.get("tx")
    pending, known = stand.visits.find(visit), session_of(request, stand)
    if pending is None:
        return message_page("Доступ к данным", STALE, 400)
    if known is None:
        return RedirectResponse(f"/login?{urlencode({'tx': visit})}", 302)
    session, person = known
    context = {
        "tx": visit,
        "csrf": session.csrf,
        "client": stand.clients[pending["client"]].entry.name,
        "person": person.full_name,
        "asked": [name_of(scope) for scope in decision.asked_of(pending)],
        "permissions": pending["permissions"],
    }
    return page("consent.html", context)


@router.post("/consent")
def decide(request: Request, stand: TheStand, form: PageForm) -> Response:
    visit = form.get("tx")
    pending, known = stand.visits.find(visit), session_of(request, stand)
    if pending is None or known is None:
        return message_page("Доступ к данным", STALE, 400)
    session, person = known
    if form.get("csrf") != session.csrf:
        return message_page("Доступ к данным", FORGED, 403)
    if form.get("decision") != "grant":
        return RedirectResponse(decision.refuse(stand, visit, pending, "007004").target, 302)
    client = stand.clients[pending["client"]].entry
    if client.require_trusted and not person.trusted:
        return RedirectResponse(decision.refuse(stand, visit, pending, "007055").target, 302)
    stand.consents.give(client.mnemonic, person.oid, decision.asked_of(pending), pending["permissions"])
    return RedirectResponse(decision.grant(stand, visit, pending, session).target, 302)


@router.get(PLACES["agreements"][0])
def agreements(request: Request, stand: TheStand) -> Response:
    return _settings(request, stand, "agreements")


@router.get(PLACES["permissions"][0])
def system_permissions(request: Request, stand: TheStand) -> Response:
    return _settings(request, stand, "permissions")


@router.post("/settings/third-party/agreements/{grant_id}/revoke")
def revoke_agreement(request: Request, grant_id: int, stand: TheStand, form: PageForm) -> Response:
    return _revoke(request, stand, grant_id, form.get("csrf"), "agreements")


@router.post("/settings/third-party/system-permissions/{grant_id}/revoke")
def revoke_permission(request: Request, grant_id: int, stand: TheStand, form: PageForm) -> Response:
    return _revoke(request, stand, grant_id, form.get("csrf"), "permissions")


def _revoke(request: Request, stand: Stand, grant_id: int, csrf: str, place: str) -> Response:
    address, _ = PLACES[place]
    known = session_of(request, stand)
    if known is None:
        return RedirectResponse(f"/login?{urlencode({'next': address})}", 303)
    session, person = known
    if csrf != session.csrf:
        return message_page("Согласия", FORGED, 403)
    if not stand.consents.revoke(grant_id, oid=person.oid):
        return message_page("Согласия", "Такого действующего согласия нет: возможно, оно уже отозвано.", 404)
    return RedirectResponse(f"{address}?revoked={grant_id}", 303)


def _settings(request: Request, stand: Stand, place: str) -> Response:
    address, title = PLACES[place]
    known = session_of(request, stand)
    if known is None:
        return RedirectResponse(f"/login?{urlencode({'next': address})}", 302)
    session, person = known
    context = {
        "title": title,
        "address": address,
        "places": PLACES,
        "action": address.removesuffix("/acting"),
        "csrf": session.csrf,
        "person": person.full_name,
        "revoked": request.query_params.get("revoked"),
        "grants": [_shown(stand, grant) for grant in stand.consents.active_of(person.oid)],
    }
    return page("consents.html", context)


def _shown(stand: Stand, grant: Grant) -> dict[str, Any]:
    client = stand.clients.get(grant.client)
    day = datetime.fromtimestamp(grant.granted_at, UTC) + MOSCOW
    return {
        "id": grant.id,
        "name": client.entry.name if client else grant.client,
        "mnemonic": grant.client,
        "since": day.strftime("%d.%m.%Y, %H:%M (МСК)"),
        "scopes": [name_of(scope) for scope in grant.scopes],
    }


def name_of(scope: str) -> str:
    if scopes.base(scope) in scopes.ORGANISATION_NAMES:
        return "Данные организации"
    return scopes.NAMES.get(scopes.base(scope), scope)
