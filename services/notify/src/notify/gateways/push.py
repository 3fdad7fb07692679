"""Push services of browsers: an interface and its Web Push implementation (RFC 8030, 8291, 8292)."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from typing import Protocol

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pydantic import AnyHttpUrl
from webpush import WebPush, WebPushSubscription
from webpush.types import WebPushKeys
from webpush.vapid import VAPID

from notify.errors import DeviceGone, PushRefused, PushUnavailable

TIMEOUT_SECONDS = 10
# How long a push service keeps an undelivered message: a call is over soon, other news is still useful a day later.
URGENT_TTL_SECONDS, TTL_SECONDS = 600, 24 * 60 * 60
GONE = frozenset({httpx.codes.NOT_FOUND, httpx.codes.GONE})


@dataclass(frozen=True)
class Message:
    """What a browser shows: a title and the page it opens. A message replaces an earlier one with the same ``tag``."""

    title: str
    path: str
    tag: str
    urgent: bool


class PushSender(Protocol):
    """Sends messages to browsers."""

    public_key: str

    async def send(self, endpoint: str, p256dh: str, auth: str, message: Message) -> None:
        """Returns when accepted. Raises DeviceGone, PushRefused (final) or PushUnavailable (retry)."""


class WebPushSender:
    """Sends to the push service the browser named; the caller has checked that it may be called."""

    def __init__(self, key: str, contact: str, client: httpx.AsyncClient) -> None:
        number = int.from_bytes(urlsafe_b64decode(key + "=" * (-len(key) % 4)), "big")
        private = derive_private_key(number, SECP256R1())
        public = private.public_key()
        self.public_key = VAPID.get_application_server_key(public)
        self._contact = contact
        self._client = client
        self._encryption = WebPush(
            private_key=private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            public_key=public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        )

    async def send(self, endpoint: str, p256dh: str, auth: str, message: Message) -> None:
        """Returns when accepted. Raises DeviceGone (404, 410), PushRefused (3xx, 4xx) or PushUnavailable."""
        subscription = WebPushSubscription(endpoint=AnyHttpUrl(endpoint), keys=WebPushKeys(auth=auth, p256dh=p256dh))
        shown = {"title": message.title, "path": message.path, "tag": message.tag}
        ttl = URGENT_TTL_SECONDS if message.urgent else TTL_SECONDS
        encrypted = self._encryption.get(json.dumps(shown), subscription, subscriber=self._contact, ttl=ttl)
        headers = {**encrypted.headers, "urgency": "high" if message.urgent else "normal"}
        try:
            answer = await self._client.post(endpoint, content=encrypted.encrypted, headers=headers)
        except httpx.TransportError as error:
            raise PushUnavailable from error
        if answer.status_code in GONE:
            raise DeviceGone
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            raise PushUnavailable
        if not answer.is_success:
            # A redirection too: its target has not been checked against the known push services.
            raise PushRefused
