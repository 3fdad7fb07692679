"""Pictures of doctors: files beside the database, one per doctor."""

from collections.abc import AsyncIterator
from uuid import UUID

from common.storage import Storage


async def store_portrait(storage: Storage, doctor_id: UUID, picture: bytes) -> None:
    """The doctor's picture is this SVG from now on."""

    async def whole() -> AsyncIterator[bytes]:
        yield picture

    await storage.put(_key(doctor_id), whole(), content_type="image/svg+xml")


async def open_portrait(storage: Storage, doctor_id: UUID) -> bytes:
    """The picture. Raises NotFound when there is none."""
    return b"".join([chunk async for chunk in await storage.open(_key(doctor_id))])


def _key(doctor_id: UUID) -> str:
    return f"portraits/{doctor_id}.svg"
