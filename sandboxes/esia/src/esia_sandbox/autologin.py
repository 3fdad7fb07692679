"""A whole login without a browser, through the same examination and the same decisions."""

from typing import Any
from urllib.parse import urlsplit

from esia_sandbox import authorize, decision
from esia_sandbox.params import Params
from esia_sandbox.persons import Person
from esia_sandbox.stand import Stand


class Impossible(Exception):
    """A browser would have stopped on a page."""


class Answered(Exception):
    """The request was refused before any person was asked."""

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target


def visit_by_url(stand: Stand, url: str) -> str:
    """The address made by the system itself is examined as if a browser had opened it."""
    parts = urlsplit(url)
    generation = {"/aas/oauth2/v2/ac": "v2", "/aas/oauth2/ac": "v1"}.get(parts.path)
    if generation is None:
        raise Impossible(f"{parts.path} is not an authorization endpoint")
    try:
        return authorize.begin(stand, Params.of(parts.query), frozenset(), generation)
    except authorize.Unanswerable as unanswerable:
        raise Impossible(unanswerable.refusal.description) from unanswerable
    except authorize.Redirected as redirected:
        raise Answered(redirected.target) from redirected


def visit_by_client(stand: Stand, order: dict[str, Any]) -> str:
    """A request made up on the system's behalf, as if its signature had been examined."""
    client = stand.clients.get(order["client"] or "")
    if client is None:
        raise Impossible("no such client")
    uri = order["redirect_uri"] or client.entry.redirect_uris[0].removesuffix("*")
    if not client.allows_redirect(uri):
        raise Impossible("redirect_uri is not registered")
    asked = client.entry.scopes if order["scopes"] is None else order["scopes"]
    request = {
        "client": client.mnemonic,
        "redirect_uri": uri,
        "state": order["state"],
        "scope": " ".join(asked),
        "scope_org": "",
        "scopes": asked,
        "permissions": [],
        "access_type": order["access_type"],
        "challenge": "",
        "challenge_method": "S256",
    }
    return stand.visits.begin(request, stand.settings.login_ttl)


def decide(stand: Stand, visit: str, person: Person, verdict: str) -> str:
    if person.status != "REGISTERED":
        raise Impossible(decision.GONE[person.status])
    request = stand.visits.find(visit)
    if request is None:
        raise Impossible("the visit is gone")
    session = stand.sessions.open(person.oid, stand.settings.session_ttl)
    try:
        step = decision.next_step(stand, visit, request, session, person)
        if step.done:
            return step.target
        if verdict == "refuse":
            return decision.refuse(stand, visit, request, "007004").target
        stand.consents.give(request["client"], person.oid, decision.asked_of(request), request["permissions"])
        return decision.grant(stand, visit, request, session).target
    finally:
        stand.sessions.close(session.id)
