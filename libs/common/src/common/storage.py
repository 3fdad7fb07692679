"""Files: a folder here, S3 there, one interface. Bytes pass through in pieces and are never held whole."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, S3Store

from common.errors import NotFound

PIECE = 5 * 1024 * 1024  # S3 takes no smaller part, except the last
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class Storage:
    """Named files of one room. A key is segments of letters, digits, ``.``, ``_``, ``-`` joined by ``/``."""

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

    async def put(self, key: str, stream: AsyncIterator[bytes], *, content_type: str) -> int:
        """The file is there, whole, under the key; answers its size in bytes. A broken stream leaves nothing."""
        counted = _Counted(stream)
        # A folder keeps no content type; whoever serves the file has it in its own table.
        attributes = {"Content-Type": content_type} if isinstance(self._store, S3Store) else None
        await obstore.put_async(
            self._store,
            _checked(key),
            counted,
            attributes=attributes,
            use_multipart=True,
            chunk_size=PIECE,
            max_concurrency=2,
        )
        return counted.size

    async def open(self, key: str) -> AsyncIterator[bytes]:
        """The file's bytes in pieces. Raises NotFound before the first piece when there is no such file."""
        try:
            found = await obstore.get_async(self._store, _checked(key))
        except FileNotFoundError as error:
            raise NotFound from error
        return _pieces(found)

    async def size(self, key: str) -> int:
        """How many bytes the file has. Raises NotFound."""
        try:
            return (await obstore.head_async(self._store, _checked(key)))["size"]
        except FileNotFoundError as error:
            raise NotFound from error

    async def delete(self, key: str) -> None:
        """There is no such file afterwards, whether or not there was one."""
        try:
            await obstore.delete_async(self._store, _checked(key))
        except FileNotFoundError:
            return


class _Counted:
    """An iterator that remembers how much it gave."""

    def __init__(self, stream: AsyncIterator[bytes]) -> None:
        self._stream = stream
        self.size = 0

    def __aiter__(self) -> "_Counted":
        return self

    async def __anext__(self) -> bytes:
        piece = await anext(self._stream)
        self.size += len(piece)
        return piece


async def _pieces(found: "obstore.GetResult") -> AsyncIterator[bytes]:
    async for piece in found.stream(min_chunk_size=256 * 1024):
        yield bytes(piece)


def _checked(key: str) -> str:
    if len(key) > 512 or not _KEY.fullmatch(key):
        raise ValueError("not a storage key")
    return key
