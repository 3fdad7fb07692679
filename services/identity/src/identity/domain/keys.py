"""The keys that sign internal tokens: which one signs, and which are published."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TOKEN_LIFE = timedelta(seconds=60)
SERVICE_TOKEN_LIFE = timedelta(minutes=5)
ROTATION = timedelta(days=30)
# A new key is published this long before it signs, so that no service meets a token whose key it could not know.
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
    """The newest key every service can know of; the very first key signs at once."""
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


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
