import hashlib
import tracemalloc
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from common.storage import FILES_DAMAGED, FileDamaged, FileMissing, Storage

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
    stored = await storage.put("documents/2026/a.pdf", megabytes(12), content_type="application/pdf")
    read = [piece async for piece in await storage.open("documents/2026/a.pdf")]
    assert stored.size == 12 * MEGABYTE == await storage.size("documents/2026/a.pdf")
    assert b"".join(read) == b"".join([bytes([index]) * MEGABYTE for index in range(12)])
    assert len(read) > 1
    assert (tmp_path / "some folder").stat().st_mode & 0o777 == 0o700


async def test_an_empty_file_is_a_file(storage: Storage) -> None:
    assert (await storage.put("empty", megabytes(0), content_type="text/plain")).size == 0
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
    with pytest.raises(FileMissing):
        await storage.open("half")
    assert files(tmp_path) == []


async def test_deleting_twice_is_deleting(storage: Storage) -> None:
    await storage.put("gone", megabytes(1), content_type="text/plain")
    await storage.delete("gone")
    await storage.delete("gone")
    with pytest.raises(FileMissing):
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


def refused(reason: str) -> float:
    return float(FILES_DAMAGED.labels(reason)._value.get())


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content[:-1],
        lambda content: content + b" ",
        lambda content: b"",
    ],
    ids=["other bytes of the same length", "cut off", "longer", "emptied"],
)
async def test_a_damaged_file_is_refused_before_its_first_byte(
    storage: Storage, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    stored = await storage.put("a", megabytes(2), content_type="text/plain")
    path = tmp_path / "some folder" / "a"
    path.write_bytes(damage(path.read_bytes()))
    before = refused("damaged")
    with pytest.raises(FileDamaged):
        await storage.open("a", sha256=stored.sha256)
    assert refused("damaged") == before + 1


async def test_a_lost_file_is_refused_and_counted(storage: Storage) -> None:
    stored = await storage.put("a", megabytes(1), content_type="text/plain")
    await storage.delete("a")
    before = refused("missing")
    with pytest.raises(FileMissing):
        await storage.open("a", sha256=stored.sha256)
    assert refused("missing") == before + 1


async def test_a_whole_file_is_served_after_its_check(storage: Storage) -> None:
    stored = await storage.put("a", megabytes(3), content_type="text/plain")
    read = b"".join([piece async for piece in await storage.open("a", sha256=stored.sha256)])
    assert len(read) == stored.size == 3 * MEGABYTE
    assert hashlib.sha256(read).hexdigest() == stored.sha256
