"""What several of medcard's routes need: who knows names, and a file as an answer."""

from typing import Annotated
from urllib.parse import quote

from common.errors import Unavailable
from common.http import ContextDep
from common.identity import IdentityClient
from fastapi import Depends
from fastapi.responses import StreamingResponse

from medcard.actions.documents import OpenFile
from medcard.domain import Reading

PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


async def identity_client(context: ContextDep) -> IdentityClient:
    """Who knows names."""
    if context.identity is None:
        raise Unavailable
    return context.identity


Identity = Annotated[IdentityClient, Depends(identity_client)]


def file_answer(opened: OpenFile, purpose: Reading) -> StreamingResponse:
    """The file in pieces, to be shown or kept."""
    shown = "attachment" if purpose is Reading.DOWNLOADED else "inline"
    name = quote(opened.document.file_name)
    headers = PRIVATE | {"Content-Disposition": f"{shown}; filename*=UTF-8''{name}"}
    return StreamingResponse(opened.pieces, media_type=opened.document.file_type, headers=headers)
