"""HTTP and sockets of telemed."""

from typing import Annotated, Any
from uuid import UUID

from common.errors import IdentificationRequired, Invalid, NotFound, TooManyRequests, problems
from common.fields import IdList
from common.files import content_disposition
from common.files_host import FilesHostDep, KeptFile
from common.http import ContextDep, SessionDep
from common.paging import Page
from common.rights import Doctor, IdentifiedPatient, Patient
from common.scanning import FileChecking, FileInfected, FileUnsafe
from common.storage import FileDamaged, FileMissing
from fastapi import APIRouter, Depends, Query, Request, WebSocket
from starlette.responses import Response, StreamingResponse

from telemed import actions, signalling
from telemed.actions import ConnectionCheck, Participant, RoomOverview
from telemed.actions.files import storage_key
from telemed.domain.files import MAX_BYTES, SHOWN_INLINE
from telemed.domain.protocol import ChatMessage
from telemed.errors import FileTooLarge, FileTypeRefused, FileUnknown, NoCall, RoomClosed, TooFast
from telemed.queries.ratings import RatingOverview
from telemed.queries.rooms import Presence
from telemed.schemas import CheckRead, MessageRead, PresenceRead, RatingCreate, RatingRead, RoomRead

MAX_ROOMS = 100
PDF = "application/pdf"
SANDBOXED = "sandbox; default-src 'none'"  # in which a browser's own PDF viewer would not start
FORM_BYTES = 1024 * 1024  # at most, around the file
UPLOAD_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file", "client_id"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "client_id": {
                        "type": "string",
                        "format": "uuid",
                        "description": "Chosen by the browser: a repeated upload is shown once",
                    },
                },
            }
        }
    },
}

router = APIRouter(tags=["telemed"])
REFUSED = (NotFound, IdentificationRequired)


async def participant(session: SessionDep, caller: Patient, booking_id: UUID) -> Participant:
    """One of the two people of the room; for anyone else it does not exist."""
    return await actions.admit(session, caller, booking_id)


ParticipantDep = Annotated[Participant, Depends(participant)]


@router.get("/rooms/{booking_id}", response_model=RoomRead, responses=problems(*REFUSED))
async def read_room(session: SessionDep, who: ParticipantDep) -> RoomOverview:
    return await actions.get_room(session, who)


@router.websocket("/rooms/{booking_id}/socket")
async def join_room(websocket: WebSocket, booking_id: UUID, context: ContextDep) -> None:
    await signalling.accept(websocket, booking_id, context)


@router.post("/rooms/{booking_id}/session-confirmations", status_code=204, responses=problems(*REFUSED))
async def confirm_session(session: SessionDep, who: ParticipantDep) -> None:
    await actions.confirm_session(session, who)


@router.post("/rooms/{booking_id}/rating", response_model=RatingRead, responses=problems(*REFUSED, NoCall))
async def rate_connection(session: SessionDep, who: ParticipantDep, body: RatingCreate) -> RatingOverview:
    return await actions.rate_connection(session, who, stars=body.stars)


@router.get("/rooms/{booking_id}/messages", response_model=Page[MessageRead], responses=problems(*REFUSED))
async def list_messages(
    session: SessionDep,
    who: ParticipantDep,
    after: Annotated[int, Query(ge=0, lt=2**31, description="Only messages after this `seq`")] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> Page[ChatMessage]:
    found = await actions.list_messages(session, who.booking_id, after=after, limit=limit)
    return Page(items=found, next_cursor=str(found[-1].seq) if len(found) == limit else None)


@router.post(
    "/rooms/{booking_id}/files",
    status_code=201,
    response_model=MessageRead,
    max_body_size=MAX_BYTES + FORM_BYTES,
    responses=problems(*REFUSED, RoomClosed, FileTooLarge, FileTypeRefused, FileUnsafe, FileInfected, TooFast, Invalid),
    openapi_extra={"requestBody": UPLOAD_BODY},
)
async def upload_file(context: ContextDep, caller: Patient, booking_id: UUID, request: Request) -> ChatMessage:
    return await signalling.receive_file(context, caller, booking_id, request)


@router.get(
    "/rooms/{booking_id}/files/{file_id}",
    response_class=StreamingResponse,
    responses=problems(*REFUSED, FileUnknown, FileChecking, FileInfected, FileDamaged, FileMissing),
)
async def download_file(
    files: FilesHostDep,
    caller: Patient,
    booking_id: UUID,
    file_id: UUID,
    inline: Annotated[bool, Query(description="Shown by the browser itself; images and PDF only")] = False,
) -> Response:
    async with files.context.sessions.begin() as session:
        await actions.admit(session, caller, booking_id)
        file = await actions.find_file(session, booking_id, file_id)
    shown = inline and file.content_type in SHOWN_INLINE
    headers = {
        "Content-Length": str(file.size),
        "Content-Disposition": content_disposition(file.name, inline=shown),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'" if shown and file.content_type == PDF else SANDBOXED,
        "Cache-Control": "private, no-store",
    }
    kept = KeptFile(key=storage_key(file), sha256=file.sha256, content_type=file.content_type, headers=headers)
    return files.answer(kept, await files.storage.open(kept.key, sha256=kept.sha256))


@router.post(
    "/checks", status_code=201, response_model=CheckRead, responses=problems(IdentificationRequired, TooManyRequests)
)
async def create_check(context: ContextDep, caller: IdentifiedPatient) -> ConnectionCheck:
    hub: signalling.Hub = context.resources
    if not hub.checks.take(caller.person_id):
        raise TooManyRequests
    return actions.create_check(context.settings, caller)


@router.websocket("/checks/socket")
async def probe_connection(websocket: WebSocket, context: ContextDep) -> None:
    await signalling.probe(websocket, context)


@router.get("/presence", response_model=Page[PresenceRead])
async def list_presence(
    session: SessionDep,
    doctor: Doctor,
    booking_ids: Annotated[IdList, Query(max_length=MAX_ROOMS, description="Up to 100 ids, separated by commas")],
) -> Page[Presence]:
    return Page(items=list(await actions.list_presence(session, doctor.doctor_id, booking_ids)))
