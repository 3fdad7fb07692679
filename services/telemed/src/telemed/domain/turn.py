"""Short-lived credentials for a coturn with ``use-auth-secret``."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from telemed.domain.protocol.values import IceServer

LIFETIME = timedelta(hours=1)
LIFETIME_OF_CHECK = timedelta(minutes=5)


def ice_servers(urls: Sequence[str], secret: str, *, user: str, until: datetime) -> list[IceServer]:
    """Servers for RTCPeerConnection, valid until then for this user; empty without a relay."""
    if not urls:
        return []
    username = f"{int(until.timestamp())}:{user}"
    # The TURN REST scheme requires SHA-1; as an HMAC it is sound.
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return [IceServer(urls=list(urls), username=username, credential=base64.b64encode(digest).decode())]
