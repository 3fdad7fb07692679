"""An event is recorded with what made it true, or not at all."""

import asyncio

import asyncpg
import pytest
from common.context import Context
from common.events.outbox import record
from common.ids import new_id
from common.metrics import EVENTS_RECORDED
from common.testing import MakeClient, Recorded
from common.testing.workshop import Consumed, make, make_event
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession


async def test_an_event_is_there_when_its_transaction_committed(session: AsyncSession, recorded: Recorded) -> None:
    event = make_event(new_id())
    await record(session, event)
    await session.commit()
    assert await recorded(Consumed) == [event]


async def test_an_event_is_not_there_when_its_transaction_failed(context: Context, recorded: Recorded) -> None:
    async def fail() -> None:
        async with context.sessions.begin() as session:
            await make(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await recorded() == []


async def test_the_same_event_twice_is_a_mistake(session: AsyncSession) -> None:
    event = make_event(new_id())
    await record(session, event)
    with pytest.raises(IntegrityError):
        await record(session, event)


async def test_an_event_carries_the_request_it_comes_from(as_patient: MakeClient, session: AsyncSession) -> None:
    answer = await as_patient().post("/api/workshop/things", headers={"X-Request-ID": "from-the-browser-1"})
    correlation = await session.scalar(text("SELECT headers->>'correlation_id' FROM outbox"))
    assert correlation == answer.headers["X-Request-ID"]


async def test_the_commit_wakes_the_relay_once_and_not_before(context: Context, database: str) -> None:
    woken: asyncio.Queue[str] = asyncio.Queue()
    listener = await asyncpg.connect(database)
    await listener.add_listener("outbox", lambda *call: woken.put_nowait(call[3]))
    async with context.sessions.begin() as session:
        for _ in range(3):
            await make(session)
        await listener.fetchval("SELECT 1")
        assert woken.empty()
    await asyncio.wait_for(woken.get(), 5)
    await listener.fetchval("SELECT 1")
    assert woken.empty()
    await listener.close()


async def test_recorded_events_are_counted(session: AsyncSession) -> None:
    counter = EVENTS_RECORDED.labels(Consumed.wire_type)
    before = counter._value.get()
    await make(session)
    assert counter._value.get() == before + 1
