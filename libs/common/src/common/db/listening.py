"""NOTIFY of PostgreSQL: a connection outside the pool that listens as long as it lives."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import asyncpg

from common.settings import ServiceSettings


@asynccontextmanager
async def listening(
    settings: ServiceSettings,
    channel: str,
    *,
    purpose: str,
    on_notify: Callable[[str], None],
    on_lost: Callable[[], None],
) -> AsyncIterator[asyncpg.Connection]:
    """``on_notify(payload)`` is called for every NOTIFY on the channel, ``on_lost()`` when the connection ends.

    A NOTIFY sent while nobody listens is lost, so its reader also looks after each new connection.
    The connection may be used for statements too. Raises what asyncpg raises when the server is away.
    """
    database = await asyncpg.connect(
        settings.database_url.get_secret_value(),
        timeout=5,
        command_timeout=30,
        server_settings={"application_name": f"mila-{settings.name}-{purpose}", "jit": "off"},
    )
    try:
        database.add_termination_listener(lambda _: on_lost())
        await database.add_listener(channel, lambda _connection, _pid, _channel, payload: on_notify(str(payload)))
        yield database
    finally:
        with suppress(Exception):
            await database.close(timeout=5)
