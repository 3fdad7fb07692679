"""Clients of a service under test, each with a genuine token of a key the app trusts."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta
from typing import Literal
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from common.auth import Permission, Principal, ServicePrincipal, StaticVerifier, issued
from common.ids import new_id

PATIENT_ORIGIN = "http://localhost:8080"
DOCTOR_ORIGIN = "http://doctor.localhost:8080"
TOKEN_LIFE = timedelta(minutes=1)
_KID = "test"
_KEY = Ed25519PrivateKey.generate()

VERIFIER = StaticVerifier({_KID: _KEY.public_key()})


def token(principal: Principal | ServicePrincipal) -> str:
    """As identity makes them: valid for a minute from the clock's now."""
    return issued(principal, key=_KEY, kid=_KID, life=TOKEN_LIFE)


class _Bearer(httpx.Auth):
    """A fresh token with each request, so that a test may move the clock."""

    def __init__(self, principal: Principal | ServicePrincipal) -> None:
        self._principal = principal

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {token(self._principal)}"
        yield request


class Client(httpx.AsyncClient):
    """Somebody's browser, speaking to the app without a network. ``principal`` is who; None is a stranger."""

    def __init__(self, app: FastAPI, principal: Principal | ServicePrincipal | None, origin: str) -> None:
        super().__init__(
            transport=httpx.ASGITransport(app),
            base_url=origin,
            headers={} if isinstance(principal, ServicePrincipal) else {"Origin": origin},
            auth=_Bearer(principal) if principal else None,
        )
        self._principal = principal

    @property
    def principal(self) -> Principal:
        """The person whose browser this is."""
        assert isinstance(self._principal, Principal)
        return self._principal

    @property
    def person_id(self) -> UUID:
        """The person's id."""
        return self.principal.person_id

    @property
    def doctor_id(self) -> UUID:
        """The doctor's id."""
        assert self.principal.doctor_id is not None
        return self.principal.doctor_id

    @property
    def authorization(self) -> str:
        """The header value, for a WebSocket."""
        assert self._principal is not None
        return f"Bearer {token(self._principal)}"


MakeClient = Callable[..., Client]


class ClientFactory:
    """Makes clients of one app."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._opened: list[Client] = []

    def anonymous(self) -> Client:
        """Nobody yet."""
        return self._open(None)

    def as_patient(
        self,
        person_id: UUID | None = None,
        *,
        acr: Literal["gosuslugi", "password"] = "gosuslugi",
        name: str = "Петрова Анна Сергеевна",
    ) -> Client:
        """A person who came in by Gosuslugi."""
        return self._open(_person(person_id, name, acr=acr))

    def as_password_patient(self, person_id: UUID | None = None, *, name: str = "Петрова Анна Сергеевна") -> Client:
        """A person who came in with a password and is not identified."""
        return self._open(_person(person_id, name, acr="password"))

    def as_doctor(
        self,
        doctor_id: UUID | None = None,
        *,
        person_id: UUID | None = None,
        name: str = "Смирнов Игорь Олегович",
        acr: Literal["gosuslugi", "password"] = "gosuslugi",
    ) -> Client:
        """A doctor, at the doctors' address."""
        person = _person(person_id, name, acr=acr, roles={"patient", "doctor"})
        return self._open(replace(person, doctor_id=doctor_id or new_id()), DOCTOR_ORIGIN)

    def as_clinic_admin(self, *clinic_ids: UUID, person_id: UUID | None = None) -> Client:
        """Who runs these clinics (a new one when none is given)."""
        person = _person(person_id, "Орлова Вера Павловна", roles={"patient", "clinic_admin"})
        return self._open(replace(person, clinic_ids=frozenset(clinic_ids or (new_id(),))), DOCTOR_ORIGIN)

    def as_ops(self, person_id: UUID | None = None) -> Client:
        """Who keeps the platform running."""
        return self._open(_person(person_id, "Белов Лев Юрьевич", roles={"patient", "ops"}))

    def as_service(self, name: str, *permissions: Permission) -> Client:
        """Another service, for /internal routes."""
        return self._open(ServicePrincipal(name=name, permissions=frozenset(permissions)))

    async def leave(self) -> None:
        """Closes all that was opened."""
        for client in self._opened:
            await client.aclose()

    def _open(self, principal: Principal | ServicePrincipal | None, origin: str = PATIENT_ORIGIN) -> Client:
        client = Client(self._app, principal, origin)
        self._opened.append(client)
        return client


def _person(
    person_id: UUID | None,
    name: str,
    *,
    acr: Literal["gosuslugi", "password"] = "gosuslugi",
    roles: set[str] | None = None,
) -> Principal:
    return Principal(
        person_id=person_id or new_id(),
        session_id=new_id(),
        full_name=name,
        given_name=" ".join(name.split()[1:]),
        roles=frozenset(roles or {"patient"}),
        acr=acr,
    )
