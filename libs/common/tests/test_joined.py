"""Cabinets that became one: whose is what comes under an old id."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from common.context import Context
from common.db.base import TypedColumns, metadata_for
from common.db.joined import joined_cabinets, joined_since, note_joined, person_now
from common.ids import new_id
from common.testing import TestClock, eventually
from sqlalchemy import Table, text
from sqlalchemy.orm import DeclarativeBase


@pytest.fixture
async def table(context: Context) -> AsyncIterator[Table]:
    class Base(TypedColumns, DeclarativeBase):
        metadata = metadata_for("joined")

    made = joined_cabinets(Base, dated=True)
    async with context.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield made
    async with context.engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)


async def test_a_person_nobody_joined_stays_who_they_are(context: Context, table: Table) -> None:
    person = new_id()
    async with context.sessions.begin() as session:
        assert await person_now(session, table, person) == person


@pytest.mark.parametrize("backwards", [False, True])
async def test_a_row_of_joinings_leads_to_the_one_who_stays_in_any_order(
    context: Context, table: Table, backwards: bool
) -> None:
    first, second, last = (new_id() for _ in range(3))
    joinings = [(first, second), (second, last)]
    for joined, person_id in reversed(joinings) if backwards else joinings:
        async with context.sessions.begin() as session:
            assert await note_joined(session, table, joined=joined, person_id=person_id) == (
                last if backwards else person_id
            )
    async with context.sessions.begin() as session:
        assert [await person_now(session, table, one) for one in (first, second, last)] == [last] * 3


async def test_joining_waits_for_who_looked_a_person_up_before(context: Context, table: Table) -> None:
    joined, stays = new_id(), new_id()

    async def join() -> None:
        async with context.sessions.begin() as session:
            await note_joined(session, table, joined=joined, person_id=stays)

    async with context.sessions.begin() as session:
        assert await person_now(session, table, joined) == joined
        joining = asyncio.create_task(join())
        waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        await eventually(lambda: session.scalar(waiting))
        assert not joining.done()
    await joining
    async with context.sessions.begin() as session:
        assert await person_now(session, table, joined) == stays


async def test_joinings_are_found_by_their_time(context: Context, table: Table, clock: TestClock) -> None:
    joined, stays = new_id(), new_id()
    async with context.sessions.begin() as session:
        await note_joined(session, table, joined=joined, person_id=stays)
        before = clock.now()
        assert await joined_since(session, table, before.replace(year=before.year - 1)) == [(joined, stays)]
        assert await joined_since(session, table, before.replace(year=before.year + 1)) == []
