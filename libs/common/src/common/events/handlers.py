"""Handlers: functions marked with ``@handles`` that consume one type of event each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from contracts import Event
from sqlalchemy.ext.asyncio import AsyncSession

from common.context import Context

E = TypeVar("E", bound=Event)
E_contra = TypeVar("E_contra", bound=Event, contravariant=True)


class Postpone(Exception):
    """The event arrived before its cause: try again later, without using an attempt, yet not for ever."""


class HandlerFunction(Protocol[E_contra]):
    """Does its work in the session it is given and never commits."""

    async def __call__(self, session: AsyncSession, event: E_contra, /, *, context: Context) -> None: ...


@dataclass(frozen=True)
class Handler(Generic[E]):
    """One function that consumes one type of event; its name is its key in the inbox, so renaming it replays."""

    event_type: type[E]
    name: str
    function: HandlerFunction[E]

    async def __call__(self, session: AsyncSession, event: E, *, context: Any) -> None:
        """Runs the function itself, without the inbox."""
        await self.function(session, event, context=context)


def handles(event_type: type[E]) -> Callable[[HandlerFunction[E]], Handler[E]]:
    """Makes a handler of a function ``(session, event, *, context)``."""

    def mark(function: HandlerFunction[E]) -> Handler[E]:
        return Handler(event_type=event_type, name=getattr(function, "__name__", ""), function=function)

    return mark
