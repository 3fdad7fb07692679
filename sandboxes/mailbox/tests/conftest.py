"""A mailbox with its SMTP side on a free port; letters come by the standard library's client."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from mailbox_sandbox.app import create_app
from mailbox_sandbox.settings import Settings


@dataclass
class Mailbox:
    app: FastAPI
    http: httpx.AsyncClient

    async def send(self, letter: Message, *, to: list[str] | None = None) -> None:
        await asyncio.to_thread(self._send, letter, to)

    def _send(self, letter: Message, to: list[str] | None) -> None:
        host, port = self.app.state.smtp.sockets[0].getsockname()[:2]
        with smtplib.SMTP(host, port, local_hostname="client.localhost", timeout=20) as client:
            client.send_message(letter, to_addrs=to)

    async def listing(self, **params: str) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = (await self.http.get("/api/messages", params=params)).json()
        return answer

    async def newest(self) -> dict[str, Any]:
        letter_id = (await self.listing())[0]["id"]
        answer: dict[str, Any] = (await self.http.get(f"/api/messages/{letter_id}")).json()
        return answer


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state_dir=tmp_path, smtp_port=0, max_messages=5, max_message_bytes=200_000)


@pytest.fixture
async def mailbox(settings: Settings) -> AsyncIterator[Mailbox]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mail.localhost:8092") as http:
            yield Mailbox(app, http)
