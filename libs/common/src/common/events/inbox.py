"""Handled once: the note that a handler has seen an event commits together with what the handler did."""

import asyncio
from typing import Any

from contracts import Event
from sqlalchemy import text

from common.context import Context
from common.events.handlers import Handler

HANDLER_SECONDS = 60

_TAKE = text("INSERT INTO inbox (event_id, handler) VALUES (:event_id, :handler) ON CONFLICT DO NOTHING RETURNING 1")


class HandlerTooSlow(Exception):
    """A handler did not end within a minute: it is waiting for something it should not."""


async def handle_once(handler: Handler[Any], event: Event, context: Context) -> bool:
    """One transaction: the handler's work is done exactly once per event. False: it was done before.

    Whatever the handler raises is raised, with nothing committed.
    """
    try:
        async with asyncio.timeout(HANDLER_SECONDS) as limit, context.sessions.begin() as session:
            if not await session.scalar(_TAKE, {"event_id": event.event_id, "handler": handler.name}):
                return False
            await handler(session, event, context=context)
    except TimeoutError:
        if limit.expired():
            raise HandlerTooSlow(handler.name) from None
        raise
    return True
