"""GET /aas/oauth2/v2/ac and /aas/oauth2/ac: the request is examined, then its person is awaited."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from esia_sandbox import permissions, requests
from esia_sandbox.clients import Client
from esia_sandbox.errors import Refusal
from esia_sandbox.faults import refuse_if_ordered
from esia_sandbox.journal import Checks
from esia_sandbox.pages import refusal_page
from esia_sandbox.params import Params, Query
from esia_sandbox.stand import Stand, TheFaults, TheStand

router = APIRouter()

MANDATORY = (
    "client_secret", "scope", "response_type", "state", "timestamp", "access_type",
)  # fmt: skip
ROLES = {"P", "B", "L", "G"}
OBJECT_TYPES = {"P", "B", "L", "G", "A"}
CHALLENGES = {"S256", "GOST3411", "St256"}


@dataclass(frozen=True)
class Unanswerable(Exception):
    """The system or its address is unusable, so the refusal is a page and not a redirect."""

    refusal: Refusal


@dataclass(frozen=True)
class Redirected(Exception):
    """The refusal travels back to the system in the address."""

    target: str


def callback(uri: str, answer: dict[str, str]) -> str:
    return f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(answer)}"


def refusal_callback(uri: str, state: str, refusal: Refusal) -> str:
    answer = {"error": refusal.error, "error_description": refusal.description}
    return callback(uri, {**answer, "state": state} if state else answer)


@router.get("/aas/oauth2/v2/ac")
def authorize_v2(stand: TheStand, params: Query, faults: TheFaults) -> Response:
    return _answer(stand, params, faults, "v2")


@router.get("/aas/oauth2/ac")
def authorize_v1(stand: TheStand, params: Query, faults: TheFaults) -> Response:
    return _answer(stand, params, faults, "v1")


def _answer(stand: Stand, params: Params, faults: frozenset[str], generation: str) -> Response:
    try:
        visit = begin(stand, params, faults, generation)
    except Unanswerable as unanswerable:
        return refusal_page(unanswerable.refusal)
    except Redirected as redirected:
        return RedirectResponse(redirected.target, 302)
    return RedirectResponse(f"/login?{urlencode({'tx': visit})}", 302)


def begin(stand: Stand, params: Params, faults: frozenset[str], generation: str) -> str:
    """Examine the request and remember it; the answer is the key of the visit."""
    path = "/aas/oauth2/v2/ac" if generation == "v2" else "/aas/oauth2/ac"
    checks = Checks(stand.journal, path, params.pairs)
    uri = ""
    try:
        client = _client(stand, params, checks)
        uri = _redirect_uri(client, params, checks)
        refuse_if_ordered(faults)
        request = _examine(stand, client, params, checks, generation)
    except Refusal as refusal:
        checks.close(refusal.description)
        if not uri:
            raise Unanswerable(refusal) from refusal
        raise Redirected(refusal_callback(uri, params.get("state"), refusal)) from refusal
    checks.close("accepted")
    return stand.visits.begin(request, stand.settings.login_ttl)


def _client(stand: Stand, params: Params, checks: Checks) -> Client:
    given = params.get("client_id")
    checks.require("client_id given", bool(given), "007014", "client_id")
    client = stand.clients.get(given)
    checks.require("client_id known", client is not None, "008010", given)
    assert client is not None
    has_certificate = client.certificate is not None or stand.settings.signature_check == "off"
    checks.require("certificate registered", has_certificate, "007002", given)
    return client


def _redirect_uri(client: Client, params: Params, checks: Checks) -> str:
    uri = params.get("redirect_uri")
    checks.require("redirect_uri given", bool(uri), "007014", "redirect_uri")
    checks.require("redirect_uri allowed", client.allows_redirect(uri), "007023", uri)
    return uri


def _examine(stand: Stand, client: Client, params: Params, checks: Checks, generation: str) -> dict[str, Any]:
    mandatory = ("client_certificate_hash", *MANDATORY) if generation == "v2" else MANDATORY
    missing = params.first_missing(mandatory)
    checks.require("mandatory parameters", not missing, "007014", missing)
    checks.require("no parameter repeated", not params.repeated, "007003", params.repeated)
    response_type = params.get("response_type")
    checks.require("response_type", response_type == "code", "007009", response_type)
    requests.check_state(params, checks)
    access_type = params.get("access_type")
    checks.require("access_type", access_type in {"online", "offline"}, "007003", "access_type")
    asked = requests.check_scope(client, params, checks)
    wanted = permissions.read(params.get("permissions")) if params.get("permissions") else []
    inside = permissions.scopes_inside(wanted)
    requests.check_granted(client, inside, checks)
    _check_look(params, checks)
    challenge, method = params.get("code_challenge"), params.get("code_challenge_method") or "S256"
    checks.require("code_challenge_method", method in CHALLENGES, "007003", "code_challenge_method")
    requests.check_time(stand, params, checks)
    if generation == "v2" or params.get("client_certificate_hash"):
        requests.check_certificate_hash(stand, client, params, checks)
    requests.check_secret(stand, client, params, checks, _signed(params, generation))
    return {
        "client": client.mnemonic,
        "redirect_uri": params.get("redirect_uri"),
        "state": params.get("state"),
        "scope": params.get("scope"),
        "scope_org": params.get("scope_org"),
        "scopes": asked + [scope for scope in inside if scope not in asked],
        "permissions": wanted,
        "access_type": access_type,
        "challenge": challenge,
        "challenge_method": method,
    }


def _signed(params: Params, generation: str) -> dict[str, list[str]]:
    if generation == "v1":
        return {"cms": [requests.joined(params, "scope", "timestamp", "client_id", "state")]}
    names = ("client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri")
    return {"raw": [requests.joined(params, *names)]}


def _check_look(params: Params, checks: Checks) -> None:
    """`roles` and `obj_type` choose how the person enters; only a private person (P) is at home here."""
    roles, kind = params.get("roles"), params.get("obj_type")
    checks.require("roles", not roles or roles in ROLES, "007060", roles)
    checks.require("obj_type", not kind or kind in OBJECT_TYPES, "007061", kind)
    checks.require("type and role", not (roles and kind) or roles == kind, "007062", f"{kind} {roles}".strip())
