"""Connections and sessions of a service."""

from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from common.settings import ServiceSettings

STATEMENT_TIMEOUT = "15s"
LOCK_TIMEOUT = "5s"
IDLE_IN_TRANSACTION_TIMEOUT = "30s"


def engine(settings: ServiceSettings) -> AsyncEngine:
    """The service's pool of connections; opened lazily, so making one needs no server.

    A statement is given up after 15 s, a lock after 5 s, a forgotten transaction after 30 s. Parameters never
    appear in errors: they are people's data.
    """
    made = create_async_engine(
        make_url(settings.database_url.get_secret_value()).set(drivername="postgresql+asyncpg"),
        pool_size=settings.database_pool,
        max_overflow=settings.database_pool,
        pool_timeout=5,
        pool_recycle=1800,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={
            "timeout": 5,
            "server_settings": {
                "application_name": f"mila-{settings.name}",
                "statement_timeout": STATEMENT_TIMEOUT,
                "lock_timeout": LOCK_TIMEOUT,
                "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION_TIMEOUT,
                "jit": "off",
            },
        },
    )
    event.listen(made.sync_engine, "checkout", _refuse_closed)
    return made


def sessions(engine: AsyncEngine, resources: object = None) -> async_sessionmaker[AsyncSession]:
    """Makes sessions; objects stay readable after the commit at the edge.

    ``session.info["resources"]`` is what the service holds open, for hooks that run after a commit.
    """
    return async_sessionmaker(engine, expire_on_commit=False, info={"resources": resources})


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    # The driver already knows when the server hung up; asking it costs nothing, a ping costs a round trip.
    if connection.driver_connection.is_closed():
        raise DisconnectionError
