"""/rs/prns/{oid}: the personal data a token may see, and not a field more."""

import hashlib
import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from esia_sandbox import scopes, tokens
from esia_sandbox.errors import Refusal
from esia_sandbox.faults import refuse_if_ordered
from esia_sandbox.persons import Element, Person
from esia_sandbox.stand import Stand, TheFaults, TheStand
from esia_sandbox.store import pack

router = APIRouter()

# The name of a collection in `embed=` and in the person's file → its path.
EMBEDDED = {
    "contacts": "ctts",
    "addresses": "addrs",
    "documents": "docs",
    "kids": "kids",
    "vehicles": "vhls",
    "roles": "roles",
    "organizations": "orgs",
}
IN_FILE = {path: "orgs" if name == "organizations" else name for name, path in EMBEDDED.items()}


class Denied(Exception):
    """The codes of these answers are not published; the statuses are."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def denied_response(_: Request, denied: Exception) -> Response:
    assert isinstance(denied, Denied)
    headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'} if denied.status == 401 else {}
    return JSONResponse({"code": f"ESIA-{denied.code}", "message": denied.message}, denied.status, headers)


@router.get("/rs/prns/{oid}")
def person(request: Request, oid: int, stand: TheStand, faults: TheFaults) -> Response:
    found, allowed = _admit(request, stand, oid, faults)
    body = _person(stand, found, allowed)
    base = f"{_base(request)}/rs/prns/{oid}"
    for name in _embedded(request):
        collection, _, elements = name.partition(".")
        path = EMBEDDED.get(collection)
        if path and _opens(path, allowed):
            body[collection] = _collection(found, path, allowed, None if elements else f"{base}/{path}")
    return JSONResponse(body)


@router.get("/rs/prns/{oid}/{path}")
def collection(request: Request, oid: int, path: str, stand: TheStand, faults: TheFaults) -> Response:
    found, allowed = _admit(request, stand, oid, faults)
    _require(path, allowed)
    address = f"{_base(request)}/rs/prns/{oid}/{path}"
    in_place = "elements" in _embedded(request)
    return JSONResponse(_collection(found, path, allowed, None if in_place else address))


@router.get("/rs/prns/{oid}/{path}/{element_id}")
def element(request: Request, oid: int, path: str, element_id: str, *, stand: TheStand, faults: TheFaults) -> Response:
    found, allowed = _admit(request, stand, oid, faults)
    _require(path, allowed)
    for item in _elements(found, path, allowed):
        if str(item["id"]) == element_id:
            return JSONResponse(item)
    raise Denied(404, "005003", "Запись не найдена")


def _admit(request: Request, stand: Stand, oid: int, faults: frozenset[str]) -> tuple[Person, set[str]]:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    row = tokens.bearer_of(stand, token.strip()) if scheme.lower() == "bearer" else None
    outcome = "answered" if row else "401"
    stand.journal.write({"endpoint": request.url.path, "query": request.url.query, "outcome": outcome})
    if row is None:
        raise Denied(401, "005010", "Маркер доступа недействителен, отозван или просрочен")
    try:
        refuse_if_ordered(faults)
    except Refusal as refusal:
        raise Denied(400, refusal.code, refusal.text) from refusal
    found = stand.persons.find(oid)
    if found is None:
        raise Denied(404, "005003", "Пользователь не найден")
    if row["oid"] != oid:
        raise Denied(403, "005004", "Маркер выдан для другого пользователя")
    return found, tokens.scopes_of(row)


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _embedded(request: Request) -> list[str]:
    """embed=(contacts.elements,addresses.elements) → its names."""
    match = re.fullmatch(r"\((.*)\)", request.query_params.get("embed", ""))
    return [name.strip() for name in match.group(1).split(",")] if match else []


def _opens(path: str, allowed: set[str]) -> bool:
    return any(scopes.has(allowed, name) for name in scopes.COLLECTIONS[path])


def _require(path: str, allowed: set[str]) -> None:
    if path not in scopes.COLLECTIONS:
        raise Denied(404, "005003", "Такого раздела нет")
    if not _opens(path, allowed):
        raise Denied(403, "005004", "Область доступа маркера не включает этот раздел")


def _person(stand: Stand, found: Person, allowed: set[str]) -> dict[str, Any]:
    fields = found.model_dump(by_alias=True, exclude_none=True)
    main = next((item for item in found.documents if item.get("type") in {"RF_PASSPORT", "FID_DOC"}), None)
    if main:
        fields["rIdDoc"] = main["id"]
    body: dict[str, Any] = {
        name: fields[name]
        for name, scope in scopes.PERSON_FIELDS.items()
        if name in fields and scopes.has(allowed, scope)
    }
    body |= {
        "stateFacts": ["EntityRoot"],
        "trusted": found.trusted,
        "status": found.status,
        "verifying": False,
        "updatedOn": stand.persons.updated_at(found.oid),
        "containsUpCfmCode": False,
    }
    return _tagged(body)


def _collection(found: Person, path: str, allowed: set[str], address: str | None) -> dict[str, Any]:
    """With an address the elements are its URLs, to be fetched one by one; without one they stand in place."""
    elements = _elements(found, path, allowed)
    listed = elements if address is None else [f"{address}/{item['id']}" for item in elements]
    return _tagged({"stateFacts": ["hasSize"], "size": len(elements), "elements": listed})


def _elements(found: Person, path: str, allowed: set[str]) -> list[Element]:
    items: list[Element] = getattr(found, IN_FILE[path])
    if path == "kids":
        return [_tagged(_kid(item, allowed)) for item in items]
    if path == "ctts":
        items = [item for item in items if any(scopes.has(allowed, s) for s in scopes.of_contact(item["type"]))]
    if path == "docs":
        items = [item for item in items if _document_seen(item, allowed)]
    return [_tagged({"stateFacts": ["Identifiable"], **item}) for item in items]


def _document_seen(item: Element, allowed: set[str]) -> bool:
    scope = scopes.DOCUMENTS.get(str(item.get("type")))
    return scope is not None and scopes.has(allowed, scope)


def _kid(item: Element, allowed: set[str]) -> Element:
    seen = {name: item[name] for name, scope in scopes.KID_FIELDS.items() if name in item and scope in allowed}
    documents = [
        document
        for document in item.get("documents", [])
        if scopes.KID_DOCUMENTS.get(str(document.get("type"))) in allowed
    ]
    shown: Element = {"stateFacts": ["Identifiable"], "id": item["id"], **seen}
    if documents:
        shown["documents"] = {"stateFacts": ["hasSize"], "size": len(documents), "elements": documents}
    return shown


def _tagged(body: Element) -> Element:
    return {**body, "eTag": hashlib.sha256(pack(body).encode()).hexdigest()[:40].upper()}
