"""What a room listens to: functions marked with ``@handles``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from contracts import Event

if TYPE_CHECKING:
    from common.service import Context

E_contra = TypeVar("E_contra", bound=Event, contravariant=True)


class Postpone(Exception):
    """The fact arrived before its cause: try again later. Not poison, yet not for ever."""


class WorldIsDown(Exception):
    """Something every message needs is away: the consumer pauses and nothing burns its attempts."""


class HandlerFunction(Protocol[E_contra]):
    """A handler: does its work in the session it is given and never commits."""

    async def __call__(self, session: AsyncSession, event: E_contra, /, *, context: "Context") -> None: ...


@dataclass(frozen=True)
class Handler:
    """One function listening to one type of event; its name is its key in the inbox, so renaming it replays."""

    event_type: type[Event]
    name: str
    function: HandlerFunction[Any]

    async def __call__(self, session: AsyncSession, event: Event, *, context: "Context") -> None:
        """Runs the function itself, without the inbox."""
        await self.function(session, event, context=context)


def handles(event_type: type[E_contra]) -> Callable[[HandlerFunction[E_contra]], Handler]:
    """Makes a handler of a function ``(session, event, *, context)``."""

    def mark(function: HandlerFunction[E_contra]) -> Handler:
        return Handler(event_type=event_type, name=getattr(function, "__name__", ""), function=function)

    return mark
