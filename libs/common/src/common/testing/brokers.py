"""A private corner of the broker for each test, and services that really run on it."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from yarl import URL

from common.context import Context
from common.events import Handler
from common.events.topology import declare
from common.events.worker import Worker
from common.testing.waiting import eventually


@dataclass(frozen=True)
class Vhost:
    """A virtual host of its own: queues of one test never meet another's."""

    amqp_url: str
    name: str
    _management: httpx.Client

    def queues(self) -> dict[str, int]:
        """The queues and how many messages each holds, read from the broker's own statistics (seconds old)."""
        answer = self._management.get(f"/api/queues/{quote(self.name, safe='')}").raise_for_status()
        return {queue["name"]: queue.get("messages", 0) for queue in answer.json()}

    def delete_queue(self, name: str) -> None:
        """The queue is gone with all it held."""
        self._management.delete(f"/api/queues/{quote(self.name, safe='')}/{name}").raise_for_status()


@pytest.fixture
def broker(rabbitmq_server: Any) -> Iterator[Vhost]:
    """A fresh virtual host on the session's private node; gone after the test."""
    address = URL(rabbitmq_server.management_url)
    login = (address.user or "", address.password or "")
    name = f"test-{uuid4().hex[:12]}"
    bare = str(address.with_user(None))
    with httpx.Client(base_url=bare, auth=login, timeout=30, trust_env=False) as management:
        management.put(f"/api/vhosts/{name}").raise_for_status()
        rights = {"configure": ".*", "write": ".*", "read": ".*"}
        management.put(f"/api/permissions/{name}/{login[0]}", json=rights).raise_for_status()
        yield Vhost(str(URL(rabbitmq_server.amqp_url).with_path(f"/{name}")), name, management)
        management.delete(f"/api/vhosts/{name}")


@asynccontextmanager
async def running_worker(context: Context, *handlers: Handler[Any]) -> AsyncIterator[Worker]:
    """The relay and, when there are handlers, the consumer at work, connected; stopped in order at the end."""
    # As migrating does before any worker starts.
    retries = len(context.settings.retry_delays)
    await declare(context.name, handlers, context.settings.rabbitmq_url.get_secret_value(), retries=retries)
    async with Worker(context, handlers) as worker:
        await eventually(lambda: not worker.reasons())
        yield worker
