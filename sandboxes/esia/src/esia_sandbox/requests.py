"""Checks that the authorization and the token endpoint share: time, scope, certificate, signature."""

import re
from datetime import datetime

from esia_sandbox import scopes, signatures
from esia_sandbox.clients import Client
from esia_sandbox.journal import Checks
from esia_sandbox.params import Params
from esia_sandbox.stand import Stand

TIMESTAMP = re.compile(r"\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d [+-]\d{4}")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def check_state(params: Params, checks: Checks) -> None:
    checks.require("state", UUID.fullmatch(params.get("state")) is not None, "007003", "state")


def check_scope(client: Client, params: Params, checks: Checks) -> list[str]:
    asked = params.get("scope").split()
    checks.require("scope given", bool(asked), "007013")
    unknown = [scope for scope in asked if not scopes.known(scope)]
    checks.require("scope known", not unknown, "007006", " ".join(unknown))
    organisation = params.get("scope_org").split()
    unknown = [scope for scope in organisation if scopes.base(scope) not in scopes.ORGANISATION_NAMES]
    checks.require("scope_org known", not unknown, "007006", " ".join(unknown))
    check_granted(client, asked + organisation, checks)
    return asked


def check_granted(client: Client, asked: list[str], checks: Checks) -> None:
    foreign = [scope for scope in asked if scopes.base(scope) not in client.entry.scopes]
    checks.require("scope granted to the system", not foreign, "007019", " ".join(foreign))


def check_time(stand: Stand, params: Params, checks: Checks) -> None:
    text = params.get("timestamp")
    moment = _moment(text)
    distance = abs(moment - stand.clock.now()) if moment is not None else None
    near = distance is not None and distance <= stand.settings.timestamp_window
    checks.require("timestamp", near, "007015", "" if near else f"timestamp={text!r}")


def _moment(text: str) -> float | None:
    if not TIMESTAMP.fullmatch(text):
        return None
    try:
        return datetime.strptime(text, "%Y.%m.%d %H:%M:%S %z").timestamp()
    except ValueError:
        return None


def check_certificate_hash(stand: Stand, client: Client, params: Params, checks: Checks) -> None:
    """Case is forgiven, for nobody knows whether ESIA minds; the journal notes lower case."""
    given = params.get("client_certificate_hash")
    if stand.settings.signature_check == "off" or client.certificate is None:
        return
    expected = client.certificate.digest
    good = given.upper() == expected
    detail = "" if good else f"client_certificate_hash: expected {expected}"
    checks.require("client_certificate_hash", good, "007053", detail)
    checks.saw("client_certificate_hash in upper case", given == expected)


def check_secret(stand: Stand, client: Client, params: Params, checks: Checks, strings: dict[str, list[str]]) -> None:
    """`strings` names, for each accepted envelope (raw, cms), the texts that may have been signed."""
    checks.expect([text for texts in strings.values() for text in texts])
    if stand.settings.signature_check != "off":
        active = client.certificate is not None and client.certificate.active_at(stand.clock.now())
        checks.require("certificate active", active, "007053", "" if active else "certificate is not active")
    problem: str | None = ""
    for envelope, texts in strings.items():
        problem = signatures.problem_with(
            client,
            params.get("client_secret"),
            texts,
            envelope=envelope,
            mode=stand.settings.signature_check,
        )
        if problem is None:
            break
    checks.require("client_secret", problem is None, "007053", problem or "")


def joined(params: Params, *names: str) -> str:
    return "".join(params.get(name) for name in names)
