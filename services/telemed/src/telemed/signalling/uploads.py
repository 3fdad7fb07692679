"""The upload of a file into the chat: checked, stored, shown to both."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from common import files
from common.auth import Principal
from common.context import Context
from common.errors import Invalid
from common.scanning import FileInfected, Infected, require_harmless
from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from telemed import actions
from telemed.actions import Participant
from telemed.actions.files import storage_key
from telemed.domain.files import MAX_BYTES
from telemed.domain.protocol import ChatMessage
from telemed.errors import FileTooLarge, FileTypeRefused, RoomClosed
from telemed.models import File

PIECE = 256 * 1024


async def receive_file(context: Context, caller: Principal, booking_id: UUID, request: Request) -> ChatMessage:
    """The message of the file. Rights are checked before the body is read; no transaction waits for bytes."""
    async with context.sessions.begin() as session:
        participant = await actions.admit(session, caller, booking_id)
    if participant.closed:
        raise RoomClosed
    async with request.form(max_files=1, max_fields=1) as form:
        upload, client_id = _parts(form)
        async with context.sessions.begin() as session:
            duplicate = await actions.find_duplicate(session, participant, client_id)
        return duplicate or await _store_and_send(context, participant, upload, client_id)


async def _store_and_send(
    context: Context, participant: Participant, upload: UploadFile, client_id: UUID
) -> ChatMessage:
    file = await _store(context, participant, upload)
    verdict = await actions.scan(context, file)
    if isinstance(verdict, Infected):
        async with context.sessions.begin() as session:
            await actions.drop_infected(session, context.storage, file)
        raise FileInfected
    async with context.sessions.begin() as session:
        message, _ = await actions.announce_file(session, participant, client_id=client_id, file=file, verdict=verdict)
    return message


async def _store(context: Context, participant: Participant, upload: UploadFile) -> File:
    size = upload.size or 0
    if size > MAX_BYTES:
        raise FileTooLarge
    content_type = await asyncio.to_thread(files.content_type, upload.file)
    if content_type is None:
        raise FileTypeRefused
    await require_harmless(upload.file, content_type)
    name = files.safe_name(upload.filename or "", content_type)
    async with context.sessions.begin() as session:
        file = await actions.register_file(session, participant, name=name, size=size, content_type=content_type)
    stored = await context.storage.put(storage_key(file), _pieces(upload), content_type=content_type)
    file.sha256 = stored.sha256
    return file


def _parts(form: FormData) -> tuple[UploadFile, UUID]:
    upload, client_id = form.get("file"), form.get("client_id")
    if not isinstance(upload, UploadFile) or not isinstance(client_id, str):
        raise Invalid("a form with file and client_id")
    try:
        return upload, UUID(client_id)
    except ValueError as error:
        raise Invalid("client_id is a UUID") from error


async def _pieces(upload: UploadFile) -> AsyncIterator[bytes]:
    # The parser has stored all but small files on disk.
    await upload.seek(0)
    while piece := await upload.read(PIECE):
        yield piece
