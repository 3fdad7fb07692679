"""What a caller may do: rights are types in a route's signature; a route without one is visibly public."""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, SecurityScopes
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from common.auth.tokens import DoctorPrincipal, Permission, Principal, ServicePrincipal
from common.errors import Forbidden, IdentificationRequired, Unauthenticated
from common.http import context

SESSION_COOKIE = "__Host-mila"


async def _caller(connection: HTTPConnection) -> Principal | ServicePrincipal | None:
    return await (await context(connection)).verifier.caller(connection.headers.get("authorization", ""))


async def anyone(request: Request) -> Principal | None:
    """The person logged in, or None."""
    caller = await _caller(request)
    return caller if isinstance(caller, Principal) else None


_session_cookie = APIKeyCookie(
    name=SESSION_COOKIE, scheme_name="session", description="Set by logging in", auto_error=False
)


async def patient(request: Request, _: Annotated[str | None, Security(_session_cookie)]) -> Principal:
    """Any person logged in: every person is a patient. Otherwise 401."""
    caller = await _caller(request)
    if not isinstance(caller, Principal):
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


async def service_caller(request: Request) -> ServicePrincipal:
    """Another service, by its service token; for /internal routes only."""
    caller = await _caller(request)
    if caller is None:
        raise Unauthenticated
    if not isinstance(caller, ServicePrincipal):
        raise Forbidden
    return caller


async def permitted_service(
    required: SecurityScopes, caller: Annotated[ServicePrincipal, Depends(service_caller)]
) -> ServicePrincipal:
    """A service whose token carries the permission that the route requires."""
    if not caller.permissions.issuperset(required.scopes):
        raise Forbidden
    return caller


def with_permission(permission: Permission) -> Any:
    """The right of a service to one thing: ``Annotated[ServicePrincipal, with_permission("catalog:write")]``."""
    return Security(permitted_service, scopes=[permission])


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
