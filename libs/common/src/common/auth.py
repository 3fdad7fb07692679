"""Who is calling and what they may do: rights are types in a route's signature.

A request carries a short-lived token made by identity and put there by the gateway; it is verified here, offline.
"""

import asyncio
import math
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Annotated, Any, Literal, Self
from uuid import UUID

import httpx
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from common import clock
from common.errors import Forbidden, IdentificationRequired, Unauthenticated, Unavailable
from common.http import ContextDep, context

ISSUER = AUDIENCE = "mila"
LEEWAY_SECONDS = 5
JWKS_FRESH_SECONDS = 600
JWKS_PAUSE_SECONDS = 5  # between two questions about keys nobody has heard of
SESSION_COOKIE = "__Host-mila"

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
    """Another room, by its name."""

    name: str


class Verifier:
    """Turns a token into who it speaks for. Subclasses say where the public keys are."""

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The public key with this id, or None when there is none."""
        raise NotImplementedError

    async def verify(self, token: str) -> Principal | ServicePrincipal:
        """Who the token speaks for. Raises Unauthenticated when it is forged, foreign, malformed or over."""
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
                options={"require": ["sub", "exp", "iat"], "verify_exp": False, "verify_iat": False},
            )
            _check_times(claims)
            return _principal(claims)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
            raise Unauthenticated from error

    async def caller(self, authorization: str) -> Principal | ServicePrincipal | None:
        """Who an ``Authorization`` header speaks for; None when it carries no token. Raises Unauthenticated."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        return await self.verify(token)

    async def is_service(self, authorization: str) -> bool:
        """Whether an ``Authorization`` header carries the genuine token of a room."""
        try:
            return isinstance(await self.caller(authorization), ServicePrincipal)
        except Unauthenticated:
            return False


class StaticVerifier(Verifier):
    """Trusts the keys it was given."""

    def __init__(self, keys: dict[str, Ed25519PublicKey]) -> None:
        self._keys = keys

    async def key(self, kid: str) -> Ed25519PublicKey | None:
        """The key with this id among the given ones."""
        return self._keys.get(kid)


class JwksVerifier(Verifier):
    """Trusts the keys that identity publishes. Fetched on first use, every ten minutes, and for an unknown key id.

    Keys once seen keep working while identity is silent; an unknown one is then Unavailable, not Unauthenticated.
    """

    def __init__(self, identity_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
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
                # Whoever waited here finds the answer the first one brought.
                if self._is_due(kid):
                    await self._fetch()
        if kid not in self._keys and not self._answered:
            raise Unavailable("identity does not answer")
        return self._keys.get(kid)

    def _is_due(self, kid: str) -> bool:
        age = time.monotonic() - self._asked_at
        return age > (JWKS_FRESH_SECONDS if kid in self._keys else JWKS_PAUSE_SECONDS)

    async def _fetch(self) -> None:
        self._asked_at = time.monotonic()
        self._answered = False
        try:
            answer = (await self._client.get(self._url)).raise_for_status().json()
            keys = {str(key["kid"]): jwt.PyJWK.from_dict(key, "EdDSA").key for key in answer["keys"]}
        except (httpx.HTTPError, jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            logger.warning("jwks_fetch_failed", reason=type(error).__name__)
            return
        self._keys, self._answered = keys, True


def _check_times(claims: dict[str, Any]) -> None:
    moment = clock.now().timestamp()
    if not claims["iat"] - LEEWAY_SECONDS <= moment < claims["exp"] + LEEWAY_SECONDS:
        raise Unauthenticated


def _principal(claims: dict[str, Any]) -> Principal | ServicePrincipal:
    subject: str = claims["sub"]
    if subject.startswith("service:"):
        return ServicePrincipal(name=subject.removeprefix("service:"))
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


async def _caller(connection: HTTPConnection) -> Principal | ServicePrincipal | None:
    return await context(connection).verifier.caller(connection.headers.get("authorization", ""))


async def anyone(request: Request, context: ContextDep) -> Principal | None:
    """The person logged in, or None."""
    caller = await _caller(request)
    return caller if isinstance(caller, Principal) else None


_session_cookie = APIKeyCookie(
    name=SESSION_COOKIE, scheme_name="session", description="Set by logging in", auto_error=False
)


async def patient(
    caller: Annotated[Principal | None, Depends(anyone)], _: Annotated[str | None, Security(_session_cookie)]
) -> Principal:
    """Any person logged in: every person is a patient. Otherwise 401."""
    if caller is None:
        raise Unauthenticated
    return caller


def _identified(caller: Principal) -> Principal:
    if caller.acr != "gosuslugi":
        raise IdentificationRequired
    return caller


async def identified_patient(caller: Annotated[Principal, Depends(patient)]) -> Principal:
    """A person who came in by Gosuslugi."""
    return _identified(caller)


async def doctor(caller: Annotated[Principal, Depends(patient)]) -> DoctorPrincipal:
    """A doctor who came in by Gosuslugi."""
    if "doctor" not in caller.roles or caller.doctor_id is None:
        raise Forbidden
    _identified(caller)
    return DoctorPrincipal(**{**vars(caller), "doctor_id": caller.doctor_id})


def _having(caller: Principal, role: str) -> Principal:
    if role not in caller.roles:
        raise Forbidden
    return caller


async def clinic_admin(caller: Annotated[Principal, Depends(patient)]) -> Principal:
    """Who runs a clinic; ``clinic_ids`` says which."""
    return _having(caller, "clinic_admin")


async def ops(caller: Annotated[Principal, Depends(patient)]) -> Principal:
    """Who keeps the platform running."""
    return _having(caller, "ops")


async def service_caller(request: Request, context: ContextDep) -> ServicePrincipal:
    """Another room, by its service token; for /internal routes only."""
    caller = await _caller(request)
    if caller is None:
        raise Unauthenticated
    if not isinstance(caller, ServicePrincipal):
        raise Forbidden
    return caller


async def authenticate_socket(websocket: WebSocket) -> Principal:
    """The person at the other end of a WebSocket, before it is accepted. Raises Unauthenticated."""
    caller = await _caller(websocket)
    if not isinstance(caller, Principal):
        raise Unauthenticated
    return caller


Anyone = Annotated[Principal | None, Depends(anyone)]
Patient = Annotated[Principal, Depends(patient)]
IdentifiedPatient = Annotated[Principal, Depends(identified_patient)]
Doctor = Annotated[DoctorPrincipal, Depends(doctor)]
ClinicAdmin = Annotated[Principal, Depends(clinic_admin)]
Ops = Annotated[Principal, Depends(ops)]
ServiceCaller = Annotated[ServicePrincipal, Depends(service_caller)]
