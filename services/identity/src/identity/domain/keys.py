"""The keys that sign internal tokens: which one signs, which are published, and how a token is made."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ISSUER = AUDIENCE = "mila"
TOKEN_LIFE = timedelta(seconds=60)
SERVICE_TOKEN_LIFE = timedelta(minutes=5)
ROTATION = timedelta(days=30)
# A new key is published this long before it signs, so that no room meets a token whose key it could not know.
ANNOUNCED = timedelta(minutes=5)
# How long an outdated key stays published: longer than any token and any copy of the list lives.
FAREWELL = timedelta(hours=1)
CACHED = timedelta(seconds=30)


@dataclass(frozen=True)
class Key:
    """One Ed25519 pair."""

    kid: str
    private: Ed25519PrivateKey = field(repr=False)
    created_at: datetime


@dataclass
class Keyring:
    """What this process remembers of the table of keys, so that a session is exchanged without asking for them."""

    keys: tuple[Key, ...] = ()
    loaded_at: datetime | None = None

    def fresh(self, now: datetime) -> bool:
        """Whether the memory is young enough to be used."""
        return self.loaded_at is not None and bool(self.keys) and abs(now - self.loaded_at) < CACHED


def signing(keys: Sequence[Key], now: datetime) -> Key:
    """The newest key every room can know of; the very first key signs at once."""
    by_age = sorted(keys, key=lambda key: key.created_at)
    announced = [key for key in by_age if key.created_at <= now - ANNOUNCED]
    return announced[-1] if announced else by_age[0]


def rotation_due(newest: datetime | None, now: datetime) -> bool:
    """Whether a new key has to be made."""
    return newest is None or newest <= now - ROTATION


def outdated(created: Sequence[datetime], now: datetime) -> datetime | None:
    """Keys made before this moment have not signed for longer than any token lives; None when there are none."""
    relieved = sorted((moment for moment in created if moment <= now - ANNOUNCED - FAREWELL), reverse=True)
    return relieved[0] if relieved else None


def jwk(key: Key) -> dict[str, str]:
    """The public half, as RFC 8037 writes it."""
    public = _encoded(key.private.public_key().public_bytes_raw())
    return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": key.kid, "x": public}


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """Who a token speaks for."""

    person_id: UUID
    session_id: UUID
    full_name: str
    given_name: str
    acr: str
    roles: Sequence[str]
    doctor_id: UUID | None = None
    clinic_ids: Sequence[str] = ()


def person_token(key: Key, bearer: Bearer, now: datetime) -> str:
    """A token of a session, good for a minute."""
    claims: dict[str, Any] = {
        "sub": str(bearer.person_id),
        "sid": str(bearer.session_id),
        "name": bearer.full_name,
        "given_name": bearer.given_name,
        "acr": bearer.acr,
        "roles": list(bearer.roles),
    }
    if bearer.doctor_id:
        claims["doctor_id"] = str(bearer.doctor_id)
    if bearer.clinic_ids:
        claims["clinic_ids"] = list(bearer.clinic_ids)
    return _signed(key, claims, now, TOKEN_LIFE)


def service_token(key: Key, name: str, now: datetime) -> str:
    """A token of another room."""
    return _signed(key, {"sub": f"service:{name}", "roles": ["service"]}, now, SERVICE_TOKEN_LIFE)


def _signed(key: Key, claims: dict[str, Any], now: datetime, life: timedelta) -> str:
    # Written here rather than by a library: two base64 parts and a signature, on the hottest path of the fleet.
    issued = int(now.timestamp())
    whole = {"iss": ISSUER, "aud": AUDIENCE, **claims, "iat": issued, "exp": issued + int(life.total_seconds())}
    parts = ({"alg": "EdDSA", "typ": "JWT", "kid": key.kid}, whole)
    body = ".".join(_encoded(json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode()) for part in parts)
    return f"{body}.{_encoded(key.private.sign(body.encode()))}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
