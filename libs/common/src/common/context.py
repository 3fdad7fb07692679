"""What a running service holds open."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from common.auth import Verifier
from common.health import Health
from common.identity import IdentityClient
from common.scanning import Scanner
from common.storage import Storage


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything a running service holds open. ``identity`` is there when the service has a secret."""

    name: str
    metadata: MetaData
    settings: Any  # the service's own ServiceSettings subclass
    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    storage: Storage
    scanner: Scanner
    identity: IdentityClient | None
    verifier: Verifier
    health: Health
    resources: Any = None
