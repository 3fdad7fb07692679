"""Short-lived credentials for a coturn with ``use-auth-secret``."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

LIFETIME = timedelta(hours=1)
LIFETIME_OF_CHECK = timedelta(minutes=5)


def ice_servers(urls: Sequence[str], secret: str, *, user: str, until: datetime) -> list[dict[str, Any]]:
    """What a browser's RTCPeerConnection is given; empty without a relay. Good until then, for this user."""
    if not urls:
        return []
    username = f"{int(until.timestamp())}:{user}"
    # SHA-1 is what the TURN REST scheme asks for; as an HMAC it is sound.
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return [{"urls": list(urls), "username": username, "credential": base64.b64encode(digest).decode()}]
