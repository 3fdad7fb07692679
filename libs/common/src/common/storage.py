"""Files: a folder or S3 behind one interface. Bytes pass through in pieces and are never held whole.

``put`` answers the SHA-256 of what was stored; the caller keeps it in its own row and gives it to ``open``, which
reads the file once before the first byte is served. What storage lost or changed is refused, counted and logged.
"""

import hashlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
import structlog
from obstore.store import LocalStore, S3Store

from common.errors import Refusal
from common.metrics import counter

logger = structlog.get_logger(__name__)

FILES_DAMAGED = counter("files_damaged_total", "Stored files refused at reading", ("reason",))
PIECE = 5 * 1024 * 1024  # S3 takes no smaller part, except the last
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class FileDamaged(Refusal):
    """The stored bytes are not those that were stored: they are shown to nobody, and people restore the file.

    409 and not 5xx: asking again does not help, and the service itself works.
    """


class FileMissing(Refusal):
    """The file should be in storage and is not."""


@dataclass(frozen=True)
class Stored:
    """A file as it was stored. ``sha256`` is 64 hexadecimal digits."""

    size: int
    sha256: str


class Storage:
    """Named files of one service. A key is segments of letters, digits, ``.``, ``_``, ``-`` joined by ``/``."""

    def __init__(self, url: str) -> None:
        """Opens file:///folder (made when absent) or s3://bucket/prefix (usual AWS_* credentials and endpoint)."""
        parts = urlsplit(url)
        self._store: LocalStore | S3Store
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._store = LocalStore(folder)
        elif parts.scheme == "s3":
            self._store = S3Store.from_url(url)
        else:
            raise ValueError("storage is file:///folder or s3://bucket/prefix")

    async def put(self, key: str, stream: AsyncIterator[bytes], *, content_type: str) -> Stored:
        """The file is there, whole, under the key. A broken stream leaves nothing."""
        measured = _Measured(stream)
        # A folder keeps no content type; the service that serves the file has it in its own table.
        attributes = {"Content-Type": content_type} if isinstance(self._store, S3Store) else None
        await obstore.put_async(
            self._store,
            _checked(key),
            measured,
            attributes=attributes,
            use_multipart=True,
            chunk_size=PIECE,
            max_concurrency=2,
        )
        return measured.stored

    async def open(self, key: str, *, sha256: str | None = None) -> AsyncIterator[bytes]:
        """The file's bytes in pieces, after the whole file was found to have this SHA-256.

        Without ``sha256`` (rows from before it was kept) the bytes are not checked. Raises FileMissing and FileDamaged
        before the first piece.
        """
        if sha256 is not None:
            await self._verify(key, sha256)
        return _pieces(await self._found(key))

    async def _verify(self, key: str, sha256: str) -> None:
        measured = _Measured(_pieces(await self._found(key)))
        async for _ in measured:
            pass
        if measured.stored.sha256 != sha256:
            _report("damaged", key)
            raise FileDamaged

    async def _found(self, key: str) -> "obstore.GetResult":
        try:
            return await obstore.get_async(self._store, _checked(key))
        except FileNotFoundError as error:
            _report("missing", key)
            raise FileMissing from error

    async def size(self, key: str) -> int:
        """How many bytes the file has. Raises FileMissing, which is not counted: the caller may only want to know."""
        try:
            return (await obstore.head_async(self._store, _checked(key)))["size"]
        except FileNotFoundError as error:
            raise FileMissing from error

    async def delete(self, key: str) -> None:
        """There is no such file afterwards, whether or not there was one."""
        try:
            await obstore.delete_async(self._store, _checked(key))
        except FileNotFoundError:
            return


class _Measured:
    """An iterator that remembers how much it gave and what that hashes to."""

    def __init__(self, stream: AsyncIterator[bytes]) -> None:
        self._stream = stream
        self._size = 0
        self._digest = hashlib.sha256()

    def __aiter__(self) -> "_Measured":
        return self

    async def __anext__(self) -> bytes:
        piece = await anext(self._stream)
        self._size += len(piece)
        self._digest.update(piece)
        return piece

    @property
    def stored(self) -> Stored:
        return Stored(self._size, self._digest.hexdigest())


def _report(reason: str, key: str) -> None:
    FILES_DAMAGED.labels(reason).inc()
    logger.error("stored_file_refused", reason=reason, key=key)


async def _pieces(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=256 * 1024):
        yield bytes(piece)


def _checked(key: str) -> str:
    if len(key) > 512 or not _KEY.fullmatch(key):
        raise ValueError("not a storage key")
    return key
