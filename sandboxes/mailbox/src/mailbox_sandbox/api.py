"""The mailbox for programs: /api/messages and the switch of faults."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from .letter import Letter, read_letter
from .smtp import TRY_LATER
from .store import Envelope, Store

router = APIRouter()


async def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


StoreDep = Annotated[Store, Depends(_store)]


class Fault(BaseModel):
    """A number refuses that many letters with 451; a code refuses all (or `count`); 0 or null ends it.

    `delay_seconds` is how long the word on each letter takes; a day is never.
    """

    model_config = ConfigDict(extra="forbid")

    reject: Annotated[int, Field(strict=True, ge=0, le=1000)] | Literal["451", "550"] | None = None
    count: int | None = Field(default=None, ge=1)
    delay_seconds: float = Field(default=0, ge=0, le=86_400)


def summary(envelope: Envelope) -> dict[str, Any]:
    described = asdict(envelope)
    return {"from": described.pop("sender"), "to": described.pop("recipients"), **described}


def detail(envelope: Envelope, letter: Letter) -> dict[str, Any]:
    return summary(envelope) | {
        "html": letter.html,
        "text": letter.text,
        "links": letter.links,
        "headers": [{"name": name, "value": value} for name, value in letter.headers],
        "attachments": [
            {
                "name": attachment.name,
                "type": attachment.type,
                "size": len(attachment.content),
                "url": f"/messages/{envelope.id}/attachments/{place}",
            }
            for place, attachment in enumerate(letter.attachments)
        ],
    }


def found(store: Store, letter_id: int) -> tuple[Envelope, bytes]:
    kept = store.find(letter_id)
    if kept is None:
        raise HTTPException(404, "no such message")
    return kept


@router.get("/api/messages")
async def list_messages(store: StoreDep, to: str = "", subject: str = "") -> list[dict[str, Any]]:
    return [summary(envelope) for envelope in store.listing(to=to, subject=subject)]


@router.get("/api/messages/{letter_id}")
async def read_message(letter_id: int, store: StoreDep) -> dict[str, Any]:
    envelope, raw = found(store, letter_id)
    return detail(envelope, read_letter(raw))


@router.delete("/api/messages", status_code=204)
async def clear_messages(store: StoreDep, to: str = "") -> Response:
    store.clear(to=to)
    return Response(status_code=204)


def _present_fault(store: Store) -> dict[str, Any]:
    code, remaining = store.fault() or (None, None)
    return {"reject": code, "count": remaining, "delay_seconds": store.delay_seconds}


@router.get("/api/faults")
async def read_fault(store: StoreDep) -> dict[str, Any]:
    return _present_fault(store)


@router.post("/api/faults")
async def set_fault(fault: Fault, store: StoreDep) -> dict[str, Any]:
    store.delay_seconds = fault.delay_seconds
    if not fault.reject:
        store.set_fault(None)
    elif isinstance(fault.reject, int):
        store.set_fault(TRY_LATER, fault.reject)
    else:
        store.set_fault(fault.reject, fault.count)
    return _present_fault(store)
