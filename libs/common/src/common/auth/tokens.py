"""Short-lived tokens made by identity and put into requests by the gateway; verified here, offline."""

import asyncio
import math
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self
from uuid import UUID

import httpx
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from common import clock
from common.errors import Unauthenticated, Unavailable

ISSUER = AUDIENCE = "mila"
LEEWAY_SECONDS = 5
TOKENS_REMEMBERED = 2048
JWKS_FRESH_SECONDS = 600
JWKS_MIN_REFRESH_SECONDS = 5  # between two requests because of unknown keys

Permission = Literal[
    "catalog:write",
    "contacts:read",
    "people:read",
    "people:write",
    "schedule:write",
    "staff:write",
    "verifications:read",
]

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Principal:
    """A person who is logged in. ``acr`` is how they came in; ``given_name`` is how to address them."""

    person_id: UUID
    session_id: UUID
    full_name: str
    given_name: str
    roles: frozenset[str]
    acr: Literal["gosuslugi", "password"]
    doctor_id: UUID | None = None
    clinic_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class DoctorPrincipal(Principal):
    """A person who came in by Gosuslugi and is a doctor."""

    doctor_id: UUID


@dataclass(frozen=True, kw_only=True)
class ServicePrincipal:
    """Another service: its name, for logs, and the permissions that identity's configuration grants it."""

    name: str
    permissions: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class _Verified:
    """What a genuine token says."""

    caller: Principal | ServicePrincipal
    issued_at: float
    expires_at: float

    def now(self) -> Principal | ServicePrincipal:
        """The caller, while the token's time lasts by our clock."""
        if not self.issued_at - LEEWAY_SECONDS <= clock.now().timestamp() < self.expires_at + LEEWAY_SECONDS:
            raise Unauthenticated
        return self.caller


class Verifier:
    """Turns a token into who it speaks for. Subclasses say where the public keys are.

    A signature is looked at once: the gateway shows the same token for some seconds, and the look costs as much as the
    rest of a small request.
    """

    def __init__(self) -> None:
        self._verified: dict[str, _Verified] = {}

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The public key with this id, or None when there is none."""
        raise NotImplementedError

    async def verify(self, token: str) -> Principal | ServicePrincipal:
        """Who the token speaks for. Raises Unauthenticated when it is forged, foreign, malformed or over."""
        known = self._verified.get(token)
        if known is None:
            known = await self._verify(token)
            if len(self._verified) >= TOKENS_REMEMBERED:
                self._verified.clear()
            self._verified[token] = known
        return known.now()

    async def _verify(self, token: str) -> _Verified:
        try:
            key = await self.key(str(jwt.get_unverified_header(token).get("kid")))
            if key is None:
                raise Unauthenticated
            claims = jwt.decode(
                token,
                key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                issuer=ISSUER,
                # The times are ours to judge, by the clock that tests can stop.
                options={"require": ["sub", "exp", "iat"], "verify_exp": False, "verify_iat": False},
            )
            caller = _principal(claims)
            return _Verified(caller=caller, issued_at=float(claims["iat"]), expires_at=float(claims["exp"]))
        except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
            raise Unauthenticated from error

    async def caller(self, authorization: str) -> Principal | ServicePrincipal | None:
        """Who an ``Authorization`` header speaks for; None when it carries no token. Raises Unauthenticated."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        return await self.verify(token)

    async def is_service(self, authorization: str) -> bool:
        """Whether an ``Authorization`` header carries the genuine token of a service."""
        try:
            return isinstance(await self.caller(authorization), ServicePrincipal)
        except Unauthenticated:
            return False


class StaticVerifier(Verifier):
    """Trusts the keys it was given."""

    def __init__(self, keys: dict[str, Ed25519PublicKey]) -> None:
        super().__init__()
        self._keys = keys

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The key with this id among the given ones."""
        return self._keys.get(kid)


class JwksVerifier(Verifier):
    """Trusts the keys that identity publishes. Fetched on first use, every ten minutes, and for an unknown key id.

    Keys once seen keep working while identity is silent; an unknown one is then Unavailable, not Unauthenticated.
    """

    def __init__(self, identity_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        super().__init__()
        self._url = f"{identity_url}/api/identity/jwks"
        self._client = httpx.AsyncClient(timeout=3, transport=transport, trust_env=False)
        self._keys: dict[str, Ed25519PublicKey] = {}
        self._asked_at = -math.inf
        self._answered = False
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The published key with this id. Raises Unavailable when it is unknown and identity does not answer."""
        if self._is_due(kid):
            async with self._lock:
                # The callers that waited here find the answer the first one brought.
                if self._is_due(kid):
                    await self._fetch()
        if kid not in self._keys and not self._answered:
            raise Unavailable("identity does not answer")
        return self._keys.get(kid)

    def _is_due(self, kid: str) -> bool:
        age = time.monotonic() - self._asked_at
        return age > (JWKS_FRESH_SECONDS if kid in self._keys else JWKS_MIN_REFRESH_SECONDS)

    async def _fetch(self) -> None:
        try:
            answer = (await self._client.get(self._url)).raise_for_status().json()
            keys = {str(key["kid"]): jwt.PyJWK.from_dict(key, "EdDSA").key for key in answer["keys"]}
        except (httpx.HTTPError, jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            logger.warning("jwks_fetch_failed", reason=type(error).__name__)
            self._answered = False
        else:
            self._keys, self._answered = keys, True
        finally:
            # Only now: until the answer is here, every caller that needs it waits for it.
            self._asked_at = time.monotonic()


def _principal(claims: dict[str, Any]) -> Principal | ServicePrincipal:
    subject: str = claims["sub"]
    if subject.startswith("service:"):
        return ServicePrincipal(
            name=subject.removeprefix("service:"), permissions=frozenset(claims.get("permissions") or ())
        )
    if claims["acr"] not in ("gosuslugi", "password"):
        raise ValueError("unknown way in")
    doctor_id = claims.get("doctor_id")
    return Principal(
        person_id=UUID(subject),
        session_id=UUID(claims["sid"]),
        full_name=claims["name"],
        given_name=claims["given_name"],
        roles=frozenset(claims["roles"]),
        acr=claims["acr"],
        doctor_id=UUID(doctor_id) if doctor_id else None,
        clinic_ids=frozenset(UUID(clinic) for clinic in claims.get("clinic_ids") or ()),
    )
