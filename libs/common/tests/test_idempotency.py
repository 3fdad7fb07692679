"""A request sent twice is done once."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from common import idempotency
from common.db.base import messaging_tables
from common.idempotency import IdempotencyKeyReused, Operation
from pydantic import BaseModel
from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

Sessions = async_sessionmaker[AsyncSession]
PERSON = uuid4()


class Order(BaseModel):
    amount: int


class Receipt(BaseModel):
    number: UUID
    amount: int


@pytest.fixture
async def sessions(fresh_database: str) -> AsyncIterator[Sessions]:
    class Base(DeclarativeBase):
        metadata = MetaData()

    messaging_tables(Base, idempotency=True)
    engine: AsyncEngine = create_async_engine(fresh_database.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(text("CREATE TABLE orders (number uuid)"))
    yield async_sessionmaker(engine, expire_on_commit=False)
    await engine.dispose()


async def order(
    sessions: Sessions,
    key: str | None,
    *,
    amount: int = 5,
    person: UUID = PERSON,
    operation: str = "order",
    slow: bool = False,
) -> Receipt:
    async with sessions.begin() as session:
        asked = Operation(name=operation, key=key, person_id=person, request=Order(amount=amount))
        if stored := await idempotency.claim(session, asked, Receipt):
            return stored
        number = uuid4()
        await session.execute(text("INSERT INTO orders VALUES (:number)"), {"number": number})
        if slow:
            await asyncio.sleep(0.05)
        if amount < 0:
            raise RuntimeError
        return await idempotency.store(session, asked, Receipt(number=number, amount=amount))


async def made(sessions: Sessions) -> int:
    async with sessions() as session:
        return int(await session.scalar(text("SELECT count(*) FROM orders")) or 0)


async def test_the_same_request_gets_the_same_answer(sessions: Sessions) -> None:
    first = await order(sessions, "k")
    assert await order(sessions, "k") == first
    assert await made(sessions) == 1


async def test_twenty_at_the_same_time_are_one(sessions: Sessions) -> None:
    answers = await asyncio.gather(*(order(sessions, "k", slow=True) for _ in range(20)))
    assert len({answer.number for answer in answers}) == 1
    assert await made(sessions) == 1


async def test_a_key_is_for_one_body_one_person_one_operation(sessions: Sessions) -> None:
    await order(sessions, "k")
    with pytest.raises(IdempotencyKeyReused) as refused:
        await order(sessions, "k", amount=6)
    assert (refused.value.status, refused.value.code) == (422, "idempotency_key_reused")
    await order(sessions, "k", person=uuid4())
    await order(sessions, "k", operation="refund")
    assert await made(sessions) == 3


async def test_a_failed_request_may_be_tried_again_with_its_key(sessions: Sessions) -> None:
    with pytest.raises(RuntimeError):
        await order(sessions, "k", amount=-1)
    await order(sessions, "k", amount=7)
    assert await made(sessions) == 1


async def test_without_a_key_every_request_is_done(sessions: Sessions) -> None:
    await order(sessions, None)
    await order(sessions, None)
    assert await made(sessions) == 2
