"""Files on a host of their own, where no session, no page and no other file of ours is: a hostile one finds nothing.

What a page fetches it gets at once: bytes read by a script run nothing. A person who navigates to a file (a tab, a
frame, a download) is sent on to ``files_origin`` with a ticket that is sealed, opens one file and lasts a minute. Its
holder needs no session: one that ends within that minute does not close it.
"""

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from cryptography.fernet import Fernet, InvalidToken
from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel

from common.clock import now
from common.context import Context
from common.errors import NotFound, problems
from common.http import ContextDep
from common.storage import FileDamaged, FileMissing, Storage

TICKET_SECONDS = 60

router = APIRouter(tags=["files"])


class KeptFile(BaseModel):
    """A file in storage, and the headers of its answer."""

    key: str
    sha256: str | None
    content_type: str
    headers: dict[str, str]


@router.get("/files/{ticket}", response_class=StreamingResponse, responses=problems(NotFound, FileDamaged, FileMissing))
async def open_ticket(
    context: ContextDep, ticket: Annotated[str, Path(max_length=8000, pattern="^[A-Za-z0-9_=-]+$")]
) -> StreamingResponse:
    """The file of a ticket, for anyone who holds it. The gateway publishes this route on the host of files only."""
    seal = _seal(context)
    if seal is None:
        raise NotFound
    try:
        kept = KeptFile.model_validate_json(
            seal.decrypt_at_time(ticket, ttl=TICKET_SECONDS, current_time=int(now().timestamp()))
        )
    except InvalidToken as error:
        raise NotFound from error
    pieces = await context.storage.open(kept.key, sha256=kept.sha256)
    return StreamingResponse(pieces, media_type=kept.content_type, headers=kept.headers)


@dataclass(frozen=True, kw_only=True)
class FilesHost:
    """The files of a service, for one request."""

    context: Context
    navigates: bool

    @property
    def storage(self) -> Storage:
        """Where they are."""
        return self.context.storage

    def answer(self, kept: KeptFile, pieces: AsyncIterator[bytes]) -> Response:
        """The file in pieces, or for a navigation the way to the host of files."""
        return self.sent_on(kept) or StreamingResponse(pieces, media_type=kept.content_type, headers=kept.headers)

    def sent_on(self, kept: KeptFile) -> Response | None:
        """The way to the host of files for a navigation; None for a page that fetches, or without such a host.

        The caller has found that the reader may see the file.
        """
        seal = _seal(self.context)
        if seal is None or not self.navigates:
            return None
        ticket = seal.encrypt_at_time(kept.model_dump_json().encode(), int(now().timestamp())).decode()
        address = f"{self.context.settings.files_origin}/{self.context.name}/{ticket}"
        return RedirectResponse(address, status_code=303, headers={"Referrer-Policy": "no-referrer"})


async def _files(context: ContextDep, request: Request) -> FilesHost:
    return FilesHost(context=context, navigates=request.headers.get("sec-fetch-mode") == "navigate")


FilesHostDep = Annotated[FilesHost, Depends(_files)]


def _seal(context: Context) -> Fernet | None:
    """Every replica of a service makes the same key of the secret they share; None: files have no host of their own."""
    secret = context.settings.service_secret
    if not context.settings.files_origin or secret is None:
        return None
    key = hmac.digest(secret.get_secret_value().encode(), b"tickets of files", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
