"""/__sandbox: the hand that moves the stand in tests. Without ADMIN_TOKEN it does not exist."""

import secrets
import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from esia_sandbox import autologin
from esia_sandbox.errors import Misconfigured
from esia_sandbox.faults import Fault
from esia_sandbox.persons import Person
from esia_sandbox.stand import TheStand


def _guard(request: Request, stand: TheStand) -> None:
    token = stand.settings.admin_token
    if not token:
        raise HTTPException(404)
    given = request.headers.get("x-sandbox-token") or request.headers.get("authorization", "")[len("Bearer ") :]
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise HTTPException(401)


router = APIRouter(prefix="/__sandbox", dependencies=[Depends(_guard)])
Fields = Annotated[dict[str, Any], Body()]


class Rotation(BaseModel):
    overlap: bool = True


class Shift(BaseModel):
    offset: float


class Autologin(BaseModel):
    """Either the authorization address the system made (`url`), or a `client` on whose behalf one is made."""

    model_config = ConfigDict(extra="forbid")

    person: int | str
    decision: Literal["grant", "refuse"] = "grant"
    url: str | None = None
    client: str | None = None
    redirect_uri: str | None = None
    scopes: list[str] | None = None
    access_type: Literal["online", "offline"] = "online"
    state: str = Field(default_factory=lambda: str(uuid.uuid4()))


def _save(stand: TheStand, fields: dict[str, Any]) -> dict[str, Any]:
    try:
        person = Person.model_validate(fields)
        stand.persons.save(person)
    except ValidationError as problem:
        raise HTTPException(422, problem.errors(include_url=False, include_context=False)) from problem
    except Misconfigured as problem:
        raise HTTPException(409, str(problem)) from problem
    return person.model_dump(by_alias=True, exclude_none=True)


@router.get("/persons")
def persons(stand: TheStand) -> list[dict[str, Any]]:
    return [person.model_dump(by_alias=True, exclude_none=True) for person in stand.persons.all()]


@router.post("/persons", status_code=201)
def add_person(stand: TheStand, fields: Fields) -> dict[str, Any]:
    fields.setdefault("oid", stand.persons.next_oid())
    if stand.persons.find(fields["oid"]) is not None:
        raise HTTPException(409, "this oid exists; PATCH it")
    return _save(stand, fields)


@router.patch("/persons/{oid}")
def change_person(stand: TheStand, oid: int, fields: Fields) -> dict[str, Any]:
    """The fields given replace those of the person; null takes an optional one away."""
    known = stand.persons.find(oid)
    if known is None:
        raise HTTPException(404)
    merged = known.model_dump(by_alias=True, exclude_none=True) | fields | {"oid": oid}
    return _save(stand, merged)


@router.get("/grants")
def grants(stand: TheStand, client: str = "", oid: int = 0) -> list[dict[str, Any]]:
    return [vars(grant) for grant in stand.consents.all() if client in ("", grant.client) and oid in (0, grant.oid)]


@router.delete("/grants")
def revoke_grants(stand: TheStand, client: str = "", oid: int = 0) -> dict[str, int]:
    chosen = [grant["id"] for grant in grants(stand, client, oid)]
    return {"revoked": sum(stand.consents.revoke(grant_id) for grant_id in chosen)}


@router.post("/rotate-key")
def rotate_key(stand: TheStand, rotation: Rotation) -> dict[str, list[str]]:
    return {"published": stand.keys.rotate(overlap=rotation.overlap)}


@router.post("/clock")
def shift_clock(stand: TheStand, shift: Shift) -> dict[str, float]:
    stand.clock.shift(shift.offset)
    return {"offset": shift.offset, "now": stand.clock.now()}


@router.post("/reset", status_code=204)
def reset(stand: TheStand) -> None:
    stand.reset()


@router.get("/journal")
def journal(stand: TheStand, limit: int = 100) -> list[dict[str, Any]]:
    """The latest first."""
    return stand.journal.latest(min(limit, 2000))


@router.get("/faults")
def faults(stand: TheStand) -> list[dict[str, Any]]:
    return stand.faults.all()


@router.post("/faults", status_code=201)
def add_faults(stand: TheStand, ordered: list[Fault]) -> list[dict[str, Any]]:
    stand.faults.add(ordered)
    return stand.faults.all()


@router.delete("/faults", status_code=204)
def clear_faults(stand: TheStand) -> None:
    stand.faults.clear()


@router.post("/autologin")
def log_in_headless(stand: TheStand, order: Autologin) -> dict[str, str]:
    """The address the browser would come back to, with no browser."""
    if isinstance(order.person, int):
        person = stand.persons.find(order.person)
    else:
        person = stand.persons.find_by_login(order.person)
    if person is None:
        raise HTTPException(404, "no such person")
    try:
        if order.url is not None:
            visit = autologin.visit_by_url(stand, order.url)
        else:
            visit = autologin.visit_by_client(stand, order.model_dump())
        return {"url": autologin.decide(stand, visit, person, order.decision)}
    except autologin.Answered as answered:
        return {"url": answered.target}
    except autologin.Impossible as impossible:
        raise HTTPException(422, str(impossible)) from impossible
