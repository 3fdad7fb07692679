"""The SMTP server: accepts everything, unless a fault makes it refuse or slow."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session

from .settings import Settings
from .store import Store

TRY_LATER = "451"
NO_SUCH_BOX = "550"


class Sink:
    """451 is said after the letter, 550 at its recipient, as real servers do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        fault = self._store.fault()
        if fault is not None and fault[0] == NO_SUCH_BOX:
            self._store.use_fault()
            return "550 5.1.1 No such mailbox (a fault of the stand)"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - likewise
        await asyncio.sleep(self._store.delay_seconds)
        fault = self._store.fault()
        if fault is not None and fault[0] == TRY_LATER:
            self._store.use_fault()
            return "451 4.3.0 Try again later (a fault of the stand)"
        raw = envelope.content or b""
        assert isinstance(raw, bytes)
        number = self._store.add(sender=envelope.mail_from or "", recipients=list(envelope.rcpt_tos), raw=raw)
        return f"250 2.0.0 Kept as {number}"


async def serve_smtp(settings: Settings, store: Store) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    sink = Sink(store)

    def protocol() -> SMTP:
        return SMTP(
            sink,
            hostname="mail.localhost",
            ident="mailbox stand",
            data_size_limit=settings.max_message_bytes,
            enable_SMTPUTF8=True,
            loop=loop,
        )

    return await loop.create_server(protocol, settings.host, settings.smtp_port)
