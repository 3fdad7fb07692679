"""The tokens handed out: their claims, their memory in the store, their end."""

import json
import uuid
from typing import Any

from esia_sandbox import jwts
from esia_sandbox.clients import Client
from esia_sandbox.decision import digest
from esia_sandbox.persons import Person
from esia_sandbox.stand import Stand
from esia_sandbox.store import Row, pack

NO_FAULTS: frozenset[str] = frozenset()


def issue(stand: Stand, client: Client, given: dict[str, Any], state: str, faults: frozenset[str]) -> dict[str, Any]:
    """`given` is what the code remembers: person, scopes, session, family of tokens."""
    person = stand.persons.find(given["oid"])
    assert person is not None
    now = int(stand.clock.now())
    claims = _access_claims(stand, client, given, now)
    access = _encode(stand, client, claims, "access", faults)
    _remember(stand, client, access, kind="access", given=given, expires_at=now + stand.settings.access_ttl)
    expires_in: int | str = stand.settings.access_ttl
    answer: dict[str, Any] = {
        "access_token": access,
        "state": str(uuid.uuid4()) if "wrong_state_echo" in faults else state,
        "token_type": "Bearer",
        "expires_in": str(expires_in) if "string_expires_in" in faults else expires_in,
    }
    if "openid" in given["scopes"] and "no_id_token" not in faults:
        answer["id_token"] = _encode(stand, client, _id_claims(stand, client, given, person, now), "id", faults)
    if given["access_type"] == "offline":
        refresh = str(uuid.uuid4())
        _remember(stand, client, refresh, kind="refresh", given=given, expires_at=now + stand.settings.refresh_ttl)
        answer["refresh_token"] = refresh
    return answer


def issue_to_system(stand: Stand, client: Client, scopes: list[str], state: str) -> dict[str, Any]:
    now = int(stand.clock.now())
    claims = {**_times(stand, now, stand.settings.access_ttl), "client_id": client.mnemonic}
    claims |= {"scope": " ".join(scopes), "urn:esia:sid": str(uuid.uuid4())}
    access = _encode(stand, client, claims, "access", NO_FAULTS)
    given = {"oid": None, "scopes": scopes, "family": claims["urn:esia:sid"]}
    _remember(stand, client, access, kind="access", given=given, expires_at=now + stand.settings.access_ttl)
    return {
        "access_token": access,
        "state": state,
        "token_type": "Bearer",
        "expires_in": stand.settings.access_ttl,
    }


def revoke_family(stand: Stand, family: str) -> None:
    sql = "UPDATE tokens SET revoked_at = ? WHERE family = ? AND revoked_at IS NULL"
    stand.store.run(sql, stand.clock.now(), family)


def bearer_of(stand: Stand, token: str) -> Row | None:
    """The memory of a live access token whose signature a published certificate confirms."""
    claims = jwts.read(stand.keys, token)
    row = stand.store.one(
        "SELECT * FROM tokens WHERE digest = ? AND kind = 'access' AND revoked_at IS NULL", digest(token)
    )
    now = stand.clock.now()
    if claims is None or row is None or row["expires_at"] <= now or int(claims.get("exp", 0)) <= now:
        return None
    return row


def _times(stand: Stand, now: int, ttl: int) -> dict[str, Any]:
    return {"nbf": now, "exp": now + ttl, "iat": now, "iss": stand.settings.issuer_in_tokens}


def _access_claims(stand: Stand, client: Client, given: dict[str, Any], now: int) -> dict[str, Any]:
    """Each data scope carries its person: fullname?oid=1000404446."""
    oid = given["oid"]
    scope = " ".join(name if name == "openid" else f"{name}?oid={oid}" for name in given["scopes"])
    claims = {
        **_times(stand, now, stand.settings.access_ttl),
        "client_id": client.mnemonic,
        "scope": scope,
        "urn:esia:sid": given["sid"],
        "urn:esia:sbj_id": oid,
    }
    return {**claims, "permissions": given["permissions"]} if given["permissions"] else claims


def _id_claims(stand: Stand, client: Client, given: dict[str, Any], person: Person, now: int) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "urn:esia:sbj:typ": "P",
        "urn:esia:sbj:oid": person.oid,
        "urn:esia:sbj:nam": f"OID.{person.oid}",
    }
    if person.trusted:
        subject["urn:esia:sbj:is_tru"] = True
    return {
        **_times(stand, now, stand.settings.id_ttl),
        "aud": client.mnemonic,
        "sub": person.oid,
        "auth_time": int(given["authenticated_at"]),
        "amr": "PWD",
        "urn:esia:amd": "PWD",
        "urn:esia:sid": given["sid"],
        "urn:esia:sbj": subject,
    }


def _encode(stand: Stand, client: Client, claims: dict[str, Any], kind: str, faults: frozenset[str]) -> str:
    algorithm = client.entry.token_alg
    return jwts.encode(stand.keys, jwts.spoil(claims, faults), kind=kind, algorithm=algorithm, faults=faults)


def _remember(stand: Stand, client: Client, token: str, *, kind: str, given: dict[str, Any], expires_at: float) -> None:
    """Two tokens of one person made within a second are the same text, hence the upsert."""
    stand.store.run(
        "INSERT INTO tokens (digest, kind, client, oid, family, body, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET family = excluded.family, body = excluded.body, revoked_at = NULL",
        *(digest(token), kind, client.mnemonic, given["oid"], given["family"], pack(given), expires_at),
    )


def scopes_of(row: Row) -> set[str]:
    return set(json.loads(row["body"])["scopes"])
