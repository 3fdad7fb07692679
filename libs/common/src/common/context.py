"""What a room is (``Service``, data) and what a running room has in its hands (``Context``).

Both are published by ``common.service``; they live here so that routes' dependencies need not import the app factory.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import APIRouter
    from sqlalchemy import MetaData
    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

    from common.auth import Verifier
    from common.events import Handler
    from common.health import Health
    from common.identity import IdentityClient
    from common.jobs import Job
    from common.scanning import Scanner
    from common.settings import ServiceSettings
    from common.storage import Storage


@dataclass(frozen=True, kw_only=True)
class Service:
    """A room's table of contents. Nothing is found by scanning: what is not listed here does not run."""

    name: str
    settings: type[ServiceSettings]
    metadata: MetaData
    title: str = ""
    routers: tuple[APIRouter, ...] = ()  # mounted under /api/<name>
    internal: tuple[APIRouter, ...] = ()  # mounted under /internal, which the gateway does not publish
    handlers: tuple[Handler[Any], ...] = ()
    jobs: tuple[Job, ...] = ()
    # Opens gateways to the outside: gets the settings, yields one typed object.
    resources: Callable[[Any], AbstractAsyncContextManager[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything a running room holds open. ``identity`` is there when the room has a service secret."""

    service: Service
    settings: Any  # the room's own ServiceSettings subclass
    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    storage: Storage
    scanner: Scanner
    identity: IdentityClient | None
    verifier: Verifier
    health: Health
    resources: Any = None
