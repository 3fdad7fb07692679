"""The scanner client against a real clamd, where one is installed, with a signature database of one line."""

import asyncio
import io
import os
import shutil
import zipfile
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from common.scanning import Clean, Infected, NotScanned, Scanner

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
STREAM_MAX_BYTES = 1024 * 1024
START_SECONDS = 30.0

pytestmark = pytest.mark.skipif(CLAMD is None, reason="clamd is not installed")


def tcp(folder: Path, port: int) -> tuple[str, str]:
    return f"TCPSocket {port}\nTCPAddr 127.0.0.1", f"tcp://127.0.0.1:{port}"


def unix(folder: Path, port: int) -> tuple[str, str]:
    return f"LocalSocket {folder}/clamd.sock", f"unix://{folder}/clamd.sock"


async def ready(scanner: Scanner) -> bool:
    return not isinstance(await scanner.scan(chunks(b"ready?")), NotScanned)


async def chunks(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 65_536):
        yield content[start : start + 65_536]


def zipped(content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("inner", content)
    return archive.getvalue()


@pytest_asyncio.fixture(params=[tcp, unix])
async def scanner(request: pytest.FixtureRequest, tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Scanner]:
    listen, url = request.param(tmp_path, unused_tcp_port)
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    config = tmp_path / "clamd.conf"
    user = "User root\n" if os.geteuid() == 0 else ""
    size = f"StreamMaxLength {STREAM_MAX_BYTES}"
    config.write_text(f"DatabaseDirectory {tmp_path}/db\nForeground yes\n{user}{size}\n{listen}\n")
    process = await asyncio.create_subprocess_exec(str(CLAMD), "-c", str(config), stdout=asyncio.subprocess.DEVNULL)
    try:
        client = Scanner(url)
        async with asyncio.timeout(START_SECONDS):
            while not await ready(client):
                assert process.returncode is None, "clamd ended while it started"
                await asyncio.sleep(0.1)  # the pause of a bounded wait
        yield client
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def test_verdicts_of_a_real_clamd(scanner: Scanner) -> None:
    infected = Infected("Eicar-Test-Signature.UNOFFICIAL")
    assert await scanner.scan(chunks(EICAR)) == infected
    assert await scanner.scan(chunks(b"%PDF-1.4 " + EICAR)) == infected
    assert await scanner.scan(chunks(zipped(zipped(EICAR)))) == infected
    assert await scanner.scan(chunks(b"")) == Clean()
    assert await scanner.scan(chunks(os.urandom(STREAM_MAX_BYTES))) == Clean()
    assert isinstance(await scanner.scan(chunks(os.urandom(2 * STREAM_MAX_BYTES))), NotScanned)


async def test_many_files_at_once_are_each_answered(scanner: Scanner) -> None:
    files = [EICAR if number % 4 == 0 else os.urandom(100_000) for number in range(24)]
    verdicts = await asyncio.gather(*(scanner.scan(chunks(file)) for file in files))
    assert [isinstance(verdict, Infected) for verdict in verdicts] == [number % 4 == 0 for number in range(24)]
