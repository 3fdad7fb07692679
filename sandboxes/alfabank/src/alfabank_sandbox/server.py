"""The web server, whose connections the faults of the stand can cut."""

import asyncio

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import create_app
from .bank import open_bank
from .settings import Settings


class CuttableProtocol(H11Protocol):
    """Gives each request its transport, because ASGI has no way to close a connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # a TCP server gets no other transport
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


def make_server(settings: Settings) -> uvicorn.Server:
    config = uvicorn.Config(
        create_app(open_bank(settings)),
        host=settings.host,
        port=settings.port,
        http=CuttableProtocol,
        access_log=False,
        log_level="info",
    )
    return uvicorn.Server(config)
