"""HTTP at the edge of a room: dependencies of routes, and the layers every request passes."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection
from sqlalchemy.ext.asyncio import AsyncSession

from common.context import Context

def context(connection: HTTPConnection) -> Context:
    """What the running room holds open."""
    held: Context = connection.app.state.context
    return held


ContextDep = Annotated[Context, Depends(context)]


async def session(context: ContextDep) -> AsyncIterator[AsyncSession]:
    """One request, one transaction: committed before the answer leaves, rolled back by any exception."""
    async with context.sessions.begin() as current:
        yield current


# The scope is what puts the commit before the answer; without it a client could see 201 for a row that is not there.
SessionDep = Annotated[AsyncSession, Depends(session, scope="function")]
