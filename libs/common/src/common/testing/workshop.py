"""The smallest whole service: it makes things, publishes them, and notes those it consumed.

The plumbing is tested on it, not on a real service. It borrows its events from contracts.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from contracts.identity import GosuslugiLinked, UserRegistered
from contracts.values import LoginMethod, VisitType
from fastapi import APIRouter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped

from common.context import Context
from common.db.base import Id, Kopecks, Timestamped, TypedColumns, messaging_tables, metadata_for
from common.events import Handler, handles
from common.events.outbox import record
from common.http import SessionDep
from common.ids import new_id
from common.rights import Anyone, Doctor, Ops, Patient, ServiceCaller
from common.service import Service
from common.settings import ServiceSettings

Consumed = UserRegistered
Unconsumed = GosuslugiLinked


class Base(TypedColumns, DeclarativeBase):
    """The tables of the workshop."""

    metadata = metadata_for("workshop")


class Thing(Timestamped, Base):
    """Something made; has one column of each kind."""

    __tablename__ = "things"

    id: Mapped[Id]
    price_kopecks: Mapped[Kopecks]
    visit_type: Mapped[VisitType]
    notes: Mapped[dict[str, Any]]


class Sighting(Base):
    """One row each time a handler did its work: two for one event would be a repeated effect."""

    __tablename__ = "sightings"

    id: Mapped[Id]
    thing_id: Mapped[UUID]
    reader: Mapped[str]


messaging_tables(Base, idempotency=True)

router = APIRouter()
internal = APIRouter()


@router.post("/things", status_code=201)
async def make_thing(session: SessionDep, patient: Patient) -> dict[str, UUID]:
    """A thing and its event."""
    return {"id": await make(session)}


@router.get("/caller")
async def see_caller(caller: Anyone) -> dict[str, Any]:
    """Who calls, as the service sees them."""
    return {"acr": caller.acr, "roles": sorted(caller.roles), "name": caller.full_name} if caller else {}


@router.get("/doctor-only")
async def see_doctors_page(doctor: Doctor) -> dict[str, UUID]:
    """For doctors."""
    return {"doctor_id": doctor.doctor_id}


@router.get("/ops-only")
async def see_ops_page(ops: Ops) -> dict[str, str]:
    """For those who keep it running."""
    return {}


@internal.get("/things")
async def see_things(caller: ServiceCaller) -> dict[str, str]:
    """For other services."""
    return {"caller": caller.name}


@handles(Consumed)
async def note_sighting(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
    """Writes down that the event was handled, and by which service."""
    session.add(Sighting(thing_id=event.aggregate_id, reader=context.name))


def service(*handlers: Handler[Any], name: str = "workshop", consuming: bool = True) -> Service:
    """A workshop of this name, with these handlers instead of its own, or with none."""
    settings = type("Settings", (ServiceSettings,), {"name": name, "__module__": __name__})
    return Service(
        name=name,
        settings=settings,
        metadata=Base.metadata,
        routers=(router,),
        internal=(internal,),
        handlers=(handlers or (note_sighting,)) if consuming else (),
    )


async def make(session: AsyncSession) -> UUID:
    """A thing and its event, not committed."""
    thing = Thing(id=new_id(), price_kopecks=100, visit_type=VisitType.ONLINE, notes={"colour": "red"})
    session.add(thing)
    await record(session, make_event(thing.id))
    return thing.id


async def make_committed(context: Context, number: int = 1) -> list[UUID]:
    """So many things and their events, one transaction each."""
    made = []
    for _ in range(number):
        async with context.sessions.begin() as session:
            made.append(await make(session))
    return made


def make_event(thing_id: UUID) -> UserRegistered:
    """The event that a thing was made."""
    return Consumed(aggregate_id=thing_id, person_id=thing_id, method=LoginMethod.GOSUSLUGI)


async def sightings(context: Context) -> Sequence[UUID]:
    """What was handled, once per time."""
    async with context.sessions() as session:
        return (await session.scalars(text("SELECT thing_id FROM sightings"))).all()


async def pending(context: Context) -> int:
    """How many events wait for the relay."""
    async with context.sessions() as session:
        waiting = await session.scalar(text("SELECT count(*) FROM outbox WHERE published_at IS NULL"))
        return int(waiting or 0)
