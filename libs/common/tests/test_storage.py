import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from common.errors import NotFound
from common.storage import Storage

MEGABYTE = 1024 * 1024


async def megabytes(number: int) -> AsyncIterator[bytes]:
    for index in range(number):
        yield bytes([index % 251]) * MEGABYTE


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(f"file://{tmp_path}/some%20folder")


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_a_file_comes_back_as_it_was(storage: Storage, tmp_path: Path) -> None:
    size = await storage.put("documents/2026/a.pdf", megabytes(12), content_type="application/pdf")
    read = [piece async for piece in await storage.open("documents/2026/a.pdf")]
    assert size == 12 * MEGABYTE == await storage.size("documents/2026/a.pdf")
    assert b"".join(read) == b"".join([bytes([index]) * MEGABYTE for index in range(12)])
    assert len(read) > 1
    assert (tmp_path / "some folder").stat().st_mode & 0o777 == 0o700


async def test_an_empty_file_is_a_file(storage: Storage) -> None:
    assert await storage.put("empty", megabytes(0), content_type="text/plain") == 0
    assert [piece async for piece in await storage.open("empty")] in ([], [b""])
    assert await storage.size("empty") == 0


async def test_bytes_pass_through_without_being_held(storage: Storage) -> None:
    tracemalloc.start()
    try:
        await storage.put("large", megabytes(80), content_type="video/mp4")
        async for _ in await storage.open("large"):
            pass
        assert tracemalloc.get_traced_memory()[1] < 24 * MEGABYTE
    finally:
        tracemalloc.stop()


async def test_a_broken_stream_leaves_nothing(storage: Storage, tmp_path: Path) -> None:
    async def breaks() -> AsyncIterator[bytes]:
        yield b"x" * 7 * MEGABYTE
        raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError):
        await storage.put("half", breaks(), content_type="text/plain")
    with pytest.raises(NotFound):
        await storage.open("half")
    assert files(tmp_path) == []


async def test_deleting_twice_is_deleting(storage: Storage) -> None:
    await storage.put("gone", megabytes(1), content_type="text/plain")
    await storage.delete("gone")
    await storage.delete("gone")
    with pytest.raises(NotFound):
        await storage.size("gone")


@pytest.mark.parametrize("key", ["", "/a", "a/", "../a", "a/../b", "a//b", ".a", "a\\b", "a b", "ё", "a" * 513, "a\n"])
async def test_a_key_cannot_leave_its_folder(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="storage key"):
        await storage.put(key, megabytes(1), content_type="text/plain")
    with pytest.raises(ValueError, match="storage key"):
        await storage.open(key)
    with pytest.raises(ValueError, match="storage key"):
        await storage.delete(key)


def test_other_kinds_of_storage_are_refused() -> None:
    with pytest.raises(ValueError, match="s3://"):
        Storage("ftp://example.org/x")
