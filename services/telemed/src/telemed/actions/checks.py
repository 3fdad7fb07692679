"""The check of a connection before a visit."""

from dataclasses import dataclass
from datetime import datetime

from common.auth import Principal
from common.clock import now

from telemed.domain import turn
from telemed.domain.protocol import IceServer
from telemed.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class ConnectionCheck:
    """What a browser needs to check its connection; without a relay the list is empty."""

    ice_servers: list[IceServer]
    expires_at: datetime
    server_time: datetime


def create_check(settings: Settings, caller: Principal) -> ConnectionCheck:
    """Relay credentials for the caller, valid for 5 minutes."""
    at = now()
    until = at + turn.LIFETIME_OF_CHECK
    servers = turn.ice_servers(settings.turn_urls, settings.turn_key, user=f"check.{caller.person_id.hex}", until=until)
    return ConnectionCheck(ice_servers=servers, expires_at=until, server_time=at)
