"""Short-lived messages between replicas of one service."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from common.events.broadcast import Broadcast
from common.testing import TcpProxy, Vhost, eventually
from sqlalchemy import make_url

pytestmark = pytest.mark.broker


class Replica:
    """One end, with what came to it."""

    def __init__(self, url: str) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.line = Broadcast(url, "workshop.signals", self._receive)

    async def _receive(self, topic: str, body: bytes) -> None:
        # Slower than they come: order must hold all the same.
        await asyncio.sleep(0)
        self.received.append((topic, body))
        if body == b"bad":
            raise ValueError


@pytest_asyncio.fixture
async def pair(broker: Vhost) -> AsyncIterator[tuple[Replica, Replica]]:
    async with AsyncExitStack() as stack:
        replicas = Replica(broker.amqp_url), Replica(broker.amqp_url)
        for replica in replicas:
            await stack.enter_async_context(replica.line)
            await eventually(lambda replica=replica: replica.line.connected)  # type: ignore[misc]  # mypy does not infer lambdas with defaults
        yield replicas


async def test_all_who_listen_receive_in_order_and_the_others_do_not(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    await here.line.listen("topic")
    await there.line.listen("topic")
    await there.line.listen("other")
    sent = [("topic", str(number).encode()) for number in range(50)]
    for topic, body in sent:
        assert await here.line.send(topic, body)
    assert await here.line.send("other", b"for there only")
    await eventually(lambda: len(there.received) == len(sent) + 1)
    assert there.received == [*sent, ("other", b"for there only")]
    await eventually(lambda: here.received == sent)


async def test_who_stops_listening_receives_no_more(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    await there.line.listen("topic")
    await there.line.listen("end")
    await there.line.ignore("topic")
    await here.line.send("topic", b"ignored")
    await here.line.send("end", b"")
    await eventually(lambda: there.received)
    assert there.received == [("end", b"")]


async def test_one_message_that_fails_does_not_end_the_listening(pair: tuple[Replica, Replica]) -> None:
    here, there = pair
    await there.line.listen("topic")
    await here.line.send("topic", b"bad")
    await here.line.send("topic", b"good")
    await eventually(lambda: len(there.received) == 2)


async def test_topics_survive_an_outage(broker: Vhost) -> None:
    url = make_url(broker.amqp_url)
    async with TcpProxy(url.host or "", url.port or 0) as proxy:
        replica = Replica(url.set(port=proxy.port).render_as_string(hide_password=False))
        async with replica.line as line:
            await eventually(lambda: line.connected)
            await line.listen("before")
            await proxy.shut()
            await eventually(lambda: not line.connected)
            assert not await line.send("before", b"lost")
            await line.listen("meanwhile")
            await proxy.open()
            await eventually(lambda: line.connected)
            assert await line.send("before", b"1")
            assert await line.send("meanwhile", b"2")
            await eventually(lambda: replica.received == [("before", b"1"), ("meanwhile", b"2")])
