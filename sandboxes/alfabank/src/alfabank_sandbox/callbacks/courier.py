"""Takes waiting callbacks to the shops and comes again when it is not answered 200."""

import asyncio
import ipaddress
import logging
import time
from urllib.parse import urlsplit

import httpx

from ..clock import Clock
from ..merchants import CallbackSettings, Merchants
from ..settings import Settings
from .outbox import Callback, Outbox
from .signing import Signer

log = logging.getLogger(__name__)


class Courier:
    def __init__(
        self, *, settings: Settings, clock: Clock, outbox: Outbox, merchants: Merchants, signer: Signer
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._outbox = outbox
        self._merchants = merchants
        self._signer = signer
        self._in_flight: set[int] = set()
        self.transport: httpx.AsyncBaseTransport | None = None

    async def deliver_due(self) -> int:
        """One attempt for each callback whose time has come; how many there were."""
        callbacks = [callback for callback in self._outbox.due() if callback.id not in self._in_flight]
        if not callbacks:
            return 0
        self._in_flight.update(callback.id for callback in callbacks)
        timeout = self._settings.callback_timeout_seconds
        try:
            async with httpx.AsyncClient(
                transport=self.transport, timeout=timeout, follow_redirects=False, trust_env=False
            ) as client:
                await asyncio.gather(*(self._attempt_all(client, group) for group in _by_order(callbacks)))
        finally:
            self._in_flight.difference_update(callback.id for callback in callbacks)
        return len(callbacks)

    async def _attempt_all(self, client: httpx.AsyncClient, callbacks: list[Callback]) -> None:
        for callback in callbacks:
            await self._attempt(client, callback)

    async def _attempt(self, client: httpx.AsyncClient, callback: Callback) -> None:
        settings = self._merchants.get(callback.merchant).callback
        params = self._signed(callback, settings)
        started = time.monotonic()
        url, status, body = callback.url, None, ""
        try:
            await self._check_address(callback.url)
            if settings.method == "GET":
                response = await client.get(httpx.URL(callback.url).copy_merge_params(params))
            else:
                response = await client.post(callback.url, data=params)
            url, status, body = str(response.request.url), response.status_code, response.text
        except (httpx.HTTPError, httpx.InvalidURL, OSError, PermissionError, ValueError) as error:
            body = f"{type(error).__name__}: {error}"
        took_ms = round((time.monotonic() - started) * 1000)
        self._outbox.record(callback, url=url, status=status, body=body, took_ms=took_ms)
        self._settle(callback, delivered=status == 200)

    def _signed(self, callback: Callback, settings: CallbackSettings) -> dict[str, str]:
        if callback.checksum == "missing":
            return callback.params
        signature = self._signer.sign(callback.params, settings)
        if callback.checksum == "wrong" and "checksum" in signature:
            signature["checksum"] = "0" * len(signature["checksum"])
        return callback.params | signature

    def _settle(self, callback: Callback, *, delivered: bool) -> None:
        if delivered:
            self._outbox.settle(callback, state="delivered", due=callback.due)
        elif callback.attempts >= self._settings.callback_retries:
            self._outbox.settle(callback, state="failed", due=callback.due)
        else:
            due = self._clock.now() + self._settings.callback_retry_seconds
            self._outbox.settle(callback, state="pending", due=due)

    async def _check_address(self, url: str) -> None:
        """The bank speaks https only; the stand also speaks http, but never outside the local network."""
        parts = urlsplit(url)
        if parts.scheme == "https":
            return
        if parts.scheme != "http" or not self._settings.allow_http_callbacks or not parts.hostname:
            raise PermissionError("the address of a callback must be https")
        for address in await _addresses(parts.hostname):
            if not address.is_private and not address.is_loopback:
                raise PermissionError("http callbacks are for the local network only")


def _by_order(callbacks: list[Callback]) -> list[list[Callback]]:
    """Those of one order leave in turn: disorder is a fault to be switched on."""
    groups: dict[str, list[Callback]] = {}
    for callback in callbacks:
        groups.setdefault(callback.order_id, []).append(callback)
    return list(groups.values())


async def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    found = await asyncio.get_running_loop().getaddrinfo(host, None)
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
