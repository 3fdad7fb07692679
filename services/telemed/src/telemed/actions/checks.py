"""Checking one's connection before a visit."""

from common.auth import Principal
from common.clock import now

from telemed.domain import turn
from telemed.schemas import CheckView, IceServer
from telemed.settings import Settings


def offer_check(settings: Settings, caller: Principal) -> CheckView:
    """What the caller's browser needs to look for its way to a consultation, for some minutes."""
    at = now()
    until = at + turn.LIFETIME_OF_CHECK
    servers = turn.ice_servers(settings.turn_urls, settings.turn_key, user=f"check.{caller.person_id.hex}", until=until)
    return CheckView(ice_servers=[IceServer(**one) for one in servers], expires_at=until, server_time=at)
