"""HTTP of the other end of a link. Public: the link is the right; it travels in bodies and headers, never in a path."""

from typing import Annotated
from uuid import UUID

from common.errors import NotFound, TooManyRequests, Unavailable, problems
from common.files_host import FilesHostDep
from common.http import ContextDep, SessionDep
from fastapi import APIRouter, Header
from fastapi.responses import Response, StreamingResponse

from medcard import actions
from medcard.domain import AccessAction
from medcard.errors import (
    ShareCodeRequired,
    ShareCodeWrong,
    ShareExpired,
    ShareLocked,
    ShareUnknown,
    ShareWithdrawn,
    ViewingOver,
)
from medcard.routes.answers import UNREADABLE, Identity, file_answer
from medcard.schemas import SharedDocumentsRead, ShareSessionCreate, ShareSessionRead

router = APIRouter(prefix="/shared", tags=["sharing"])
Key = Annotated[str, Header(alias="X-Share-Key", max_length=100, description="`key` of an opening")]


@router.post(
    "/openings",
    status_code=201,
    responses=problems(
        ShareUnknown, ShareExpired, ShareWithdrawn, ShareLocked, ShareCodeRequired, ShareCodeWrong, TooManyRequests
    ),
)
async def open_share(context: ContextDep, body: ShareSessionCreate) -> ShareSessionRead:
    opened = await actions.open_link(context.sessions, token=body.token, code=body.code or "")
    return ShareSessionRead.model_validate(opened)


@router.get("/documents", responses=problems(ViewingOver, Unavailable))
async def list_shared_documents(context: ContextDep, identity: Identity, key: Key) -> SharedDocumentsRead:
    return SharedDocumentsRead.of(await actions.show_shared(context.sessions, identity, key))


@router.get(
    "/documents/{document_id}/file",
    responses=problems(ViewingOver, NotFound, *UNREADABLE),
    response_class=StreamingResponse,
)
async def read_shared_file(
    session: SessionDep, files: FilesHostDep, key: Key, document_id: UUID, purpose: AccessAction = AccessAction.VIEWED
) -> Response:
    opened = await actions.open_shared_file(session, files.storage, key=key, document_id=document_id, action=purpose)
    return file_answer(files, opened, purpose)
