"""POST /aas/oauth2/v3/te and /aas/oauth2/te: a code, a refresh token or the system itself becomes tokens."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from esia_sandbox import openssl, requests, tokens
from esia_sandbox.clients import Client
from esia_sandbox.decision import digest
from esia_sandbox.errors import Refusal
from esia_sandbox.faults import refuse_if_ordered
from esia_sandbox.journal import Checks
from esia_sandbox.params import Form, Params
from esia_sandbox.stand import Stand, TheFaults, TheStand

router = APIRouter()

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
COMMON = ("client_secret", "grant_type", "scope", "state", "timestamp")
MANDATORY: dict[str, tuple[str, ...]] = {
    "authorization_code": ("redirect_uri", "token_type", "code"),
    "refresh_token": ("refresh_token",),
    "client_credentials": (),
}


@dataclass(frozen=True)
class Exchange:
    stand: Stand
    params: Params
    checks: Checks
    faults: frozenset[str]
    generation: str


@router.post("/aas/oauth2/v3/te")
def token_v3(stand: TheStand, form: Form, faults: TheFaults) -> Response:
    return _answer(stand, form, faults, "v3")


@router.post("/aas/oauth2/te")
def token_v1(stand: TheStand, form: Form, faults: TheFaults) -> Response:
    return _answer(stand, form, faults, "v1")


def _answer(stand: Stand, form: Params | None, faults: frozenset[str], generation: str) -> Response:
    params = form or Params([])
    path = "/aas/oauth2/v3/te" if generation == "v3" else "/aas/oauth2/te"
    exchange = Exchange(stand, params, Checks(stand.journal, path, params.pairs), faults, generation)
    try:
        exchange.checks.require("form", form is not None, "007038")
        refuse_if_ordered(faults)
        body = _exchange(exchange)
    except Refusal as refusal:
        exchange.checks.close(refusal.description)
        failure = {"error": refusal.error, "error_description": refusal.description}
        return JSONResponse({**failure, "state": params.get("state")}, 400, NO_STORE)
    exchange.checks.close("tokens given")
    return JSONResponse(body, headers=NO_STORE)


def _exchange(exchange: Exchange) -> dict[str, Any]:
    params, checks = exchange.params, exchange.checks
    client = _client(exchange)
    checks.require("no parameter repeated", not params.repeated, "007003", params.repeated)
    grant_type = params.get("grant_type")
    if grant_type:
        checks.require("grant_type", grant_type in MANDATORY, "007012", grant_type)
    mandatory = COMMON + MANDATORY.get(grant_type, ())
    if exchange.generation == "v3" and grant_type != "client_credentials":
        mandatory = ("client_certificate_hash", *mandatory)
    missing = params.first_missing(mandatory)
    checks.require("mandatory parameters", not missing, "007014", missing)
    allowed = grant_type in client.entry.grants
    checks.require("grant_type allowed to the system", allowed, "007005", "" if allowed else grant_type)
    bearer = params.get("token_type") in {"", "Bearer"}
    checks.require("token_type", bearer, "007003", "" if bearer else "token_type")
    requests.check_state(params, checks)
    requests.check_scope(client, params, checks)
    requests.check_time(exchange.stand, params, checks)
    if params.get("client_certificate_hash"):
        requests.check_certificate_hash(exchange.stand, client, params, checks)
    requests.check_secret(exchange.stand, client, params, checks, _signed(exchange))
    return GRANTS[grant_type](exchange, client)


def _client(exchange: Exchange) -> Client:
    given = exchange.params.get("client_id")
    exchange.checks.require("client_id given", bool(given), "007014", "client_id")
    client = exchange.stand.clients.get(given)
    exchange.checks.require("client_id known", client is not None, "008010", given)
    assert client is not None
    has_certificate = client.certificate is not None or exchange.stand.settings.signature_check == "off"
    exchange.checks.require("certificate registered", has_certificate, "007002", given)
    return client


def _signed(exchange: Exchange) -> dict[str, list[str]]:
    """The two documented strings of a refresh are both accepted; a system may sign either way."""
    params, grant_type = exchange.params, exchange.params.get("grant_type")
    old = requests.joined(params, "scope", "timestamp", "client_id", "state")
    new = requests.joined(params, "client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri")
    if grant_type == "client_credentials":
        return {"raw": [new], "cms": [old]}
    if exchange.generation == "v1":
        return {"cms": [old]}
    if grant_type == "authorization_code":
        return {"raw": [new + params.get("code")]}
    other = requests.joined(params, "client_id", "scope", "timestamp", "state", "refresh_token")
    return {"raw": [new, other]}


def _by_code(exchange: Exchange, client: Client) -> dict[str, Any]:
    """A code met twice kills what was made of it the first time."""
    stand, params, checks = exchange.stand, exchange.params, exchange.checks
    key = digest(params.get("code"))
    row = stand.store.one("SELECT * FROM codes WHERE digest = ?", key)
    checks.require("code known", row is not None, "007011", "code")
    assert row is not None
    body: dict[str, Any] = json.loads(row["body"])
    checks.require("code of this system", body["client"] == client.mnemonic, "007011", "client_id")
    if row["used_at"] is not None:
        tokens.revoke_family(stand, key)
        checks.require("code unused", False, "007011", "code was used before")
    checks.require("code in time", row["expires_at"] > stand.clock.now(), "007011", "code expired")
    for name in ("redirect_uri", "scope", "scope_org"):
        same = body[name] == params.get(name)
        checks.require(f"{name} as before", same, "007011", "" if same else name)
    _check_verifier(body, params, checks)
    with stand.store.transaction():
        sql = "UPDATE codes SET used_at = ? WHERE digest = ? AND used_at IS NULL"
        if stand.store.run(sql, stand.clock.now(), key) == 1:
            given = {**body, "family": key}
            return tokens.issue(stand, client, given, params.get("state"), exchange.faults)
    tokens.revoke_family(stand, key)
    raise Refusal("007011", "code was used before")


def _check_verifier(body: dict[str, Any], params: Params, checks: Checks) -> None:
    verifier, challenge = params.get("code_verifier"), body["challenge"]
    if not challenge:
        checks.require("no code_verifier without code_challenge", not verifier, "007039")
        return
    good = bool(verifier) and _challenge_of(verifier, body["challenge_method"]) == challenge.rstrip("=")
    checks.require("code_verifier", good, "007040")


def _challenge_of(verifier: str, method: str) -> str:
    data = verifier.encode()
    raw = sha256(data).digest() if method == "S256" else openssl.streebog256(data)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _by_refresh(exchange: Exchange, client: Client) -> dict[str, Any]:
    """Each refresh token works once; its successor comes with the answer."""
    stand, params, checks = exchange.stand, exchange.params, exchange.checks
    key = digest(params.get("refresh_token"))
    row = stand.store.one("SELECT * FROM tokens WHERE digest = ? AND kind = 'refresh'", key)
    checks.require("refresh_token known", row is not None, "007011", "refresh_token")
    assert row is not None
    checks.require("refresh_token of this system", row["client"] == client.mnemonic, "007011", "client_id")
    checks.require("refresh_token in time", row["expires_at"] > stand.clock.now(), "007011", "expired")
    body: dict[str, Any] = json.loads(row["body"])
    uri = params.get("redirect_uri")
    checks.require("redirect_uri as before", uri in {"", body["redirect_uri"]}, "007011", "redirect_uri")
    asked = params.get("scope").split()
    known = set(asked) <= set(body["scopes"])
    checks.require("scope as before", known, "007011", "" if known else "scope")
    person = stand.persons.find(body["oid"])
    alive = person is not None and person.status == "REGISTERED"
    checks.require("person may log in", alive, "007011", "" if alive else "account")
    with stand.store.transaction():
        sql = "UPDATE tokens SET revoked_at = ? WHERE digest = ? AND revoked_at IS NULL"
        live = stand.store.run(sql, stand.clock.now(), key) == 1
        checks.require("refresh_token live", live, "007011", "" if live else "refresh_token revoked or used")
        return tokens.issue(stand, client, {**body, "scopes": asked}, params.get("state"), exchange.faults)


def _by_system(exchange: Exchange, client: Client) -> dict[str, Any]:
    scope = exchange.params.get("scope").split()
    return tokens.issue_to_system(exchange.stand, client, scope, exchange.params.get("state"))


GRANTS: dict[str, Callable[[Exchange, Client], dict[str, Any]]] = {
    "authorization_code": _by_code,
    "refresh_token": _by_refresh,
    "client_credentials": _by_system,
}
