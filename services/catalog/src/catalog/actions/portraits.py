"""Pictures of doctors: files beside the database, one per doctor."""

from collections.abc import AsyncIterator
from uuid import UUID

from common.errors import NotFound
from common.storage import FileMissing, Storage


async def store_portrait(storage: Storage, doctor_id: UUID, picture: bytes) -> None:
    """The doctor's picture is this SVG from now on."""

    async def whole() -> AsyncIterator[bytes]:
        yield picture

    await storage.put(_key(doctor_id), whole(), content_type="image/svg+xml")


async def open_portrait(storage: Storage, doctor_id: UUID) -> bytes:
    """The picture. Raises NotFound when there is none."""
    key = _key(doctor_id)
    try:
        # Not every doctor has a picture: no file is lost when there is none.
        await storage.size(key)
    except FileMissing as error:
        raise NotFound from error
    return b"".join([chunk async for chunk in await storage.open(key)])


def _key(doctor_id: UUID) -> str:
    return f"portraits/{doctor_id}.svg"
