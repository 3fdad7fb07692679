"""What happens once the person is known: refuse, ask for consent, or hand out a code."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from esia_sandbox.authorize import callback, refusal_callback
from esia_sandbox.errors import Refusal
from esia_sandbox.persons import Person
from esia_sandbox.sessions import Session
from esia_sandbox.stand import Stand
from esia_sandbox.store import pack

GONE = {
    "DELETED": "Учётная запись удалена. Войти с ней нельзя. Восстановить её можно в центре обслуживания.",
    "BLOCKED": "Учётная запись заблокирована. Войти с ней нельзя. Обратитесь в службу поддержки.",
}


@dataclass(frozen=True)
class Step:
    """Where the browser goes next; `done` when it is an answer to the system."""

    target: str
    done: bool


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def next_step(stand: Stand, visit: str, request: dict[str, Any], session: Session, person: Person) -> Step:
    client = stand.clients[request["client"]].entry
    if client.require_trusted and not person.trusted:
        # The session ends too, or the next attempt could not be made with another account.
        stand.sessions.close(session.id)
        return refuse(stand, visit, request, "007055")
    if request["scope_org"] and not person.orgs:
        return refuse(stand, visit, request, "007194")
    covered = stand.consents.covers(client.mnemonic, person.oid, asked_of(request), request["permissions"])
    if covered and stand.settings.remember_consent:
        return grant(stand, visit, request, session)
    return Step(f"/consent?tx={visit}", done=False)


def asked_of(request: dict[str, Any]) -> list[str]:
    return [*request["scopes"], *request["scope_org"].split()]


def refuse(stand: Stand, visit: str, request: dict[str, Any], code: str) -> Step:
    stand.visits.finish(visit)
    refusal = Refusal(code)
    stand.journal.write({"endpoint": "callback", "client": request["client"], "outcome": refusal.description})
    return Step(refusal_callback(request["redirect_uri"], request["state"], refusal), done=True)


def grant(stand: Stand, visit: str, request: dict[str, Any], session: Session) -> Step:
    """A long opaque code, as ESIA's is; a second press of the button finds the visit finished."""
    with stand.store.transaction():
        if not stand.visits.finish(visit):
            return Step("/login?tx=", done=False)
        code = secrets.token_urlsafe(600)
        body = {
            **request,
            "oid": session.oid,
            "sid": session.sid,
            "authenticated_at": session.authenticated_at,
        }
        stand.store.run(
            "INSERT INTO codes (digest, body, expires_at) VALUES (?, ?, ?)",
            *(digest(code), pack(body), stand.clock.now() + stand.settings.code_ttl),
        )
    stand.journal.write({"endpoint": "callback", "client": request["client"], "outcome": "code given"})
    return Step(callback(request["redirect_uri"], {"code": code, "state": request["state"]}), done=True)
