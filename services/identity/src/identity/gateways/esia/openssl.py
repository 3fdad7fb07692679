"""GOST cryptography by the openssl command with its gost engine: argument lists, data by stdin, never a shell."""

import asyncio
import os
import tempfile
from pathlib import Path

CONFIGURATION = Path(__file__).with_name("openssl-gost.cnf")
SECONDS = 10


class CommandFailed(Exception):
    """The command is absent, silent, or said no."""


async def openssl(*arguments: str, data: bytes = b"") -> bytes:
    """What the command wrote. Raises CommandFailed; its words may name files, never data."""
    surroundings = {"PATH": os.environ.get("PATH", os.defpath), "OPENSSL_CONF": str(CONFIGURATION)}
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            "openssl", *arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=surroundings
        )
    except OSError as error:
        raise CommandFailed("the openssl command cannot be run") from error
    try:
        async with asyncio.timeout(SECONDS):
            output, complaint = await process.communicate(data)
    except TimeoutError as error:
        raise CommandFailed(f"openssl {arguments[0]} gave no answer in {SECONDS} s") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise CommandFailed(complaint.decode(errors="replace").strip()[-300:] or f"openssl {arguments[0]} failed")
    return output


async def streebog256(data: bytes) -> bytes:
    """GOST R 34.11-2012, 256 bits."""
    return await openssl("dgst", "-md_gost12_256", "-binary", data=data)


async def sign(key_file: Path, data: bytes) -> bytes:
    """A raw GOST R 34.10-2012-256 signature, 64 bytes, in the order Gosuslugi expects."""
    return await openssl("dgst", "-md_gost12_256", "-sign", str(key_file), data=data)


async def public_key(certificate_pem: bytes) -> bytes:
    """The public key of a certificate, PEM."""
    return await openssl("x509", "-noout", "-pubkey", data=certificate_pem)


async def verifies(public_key_pem: bytes, signature: bytes, data: bytes) -> bool:
    """Whether the raw signature over the data is by this key."""
    # The command reads key and signature from files only; both are public.
    with tempfile.TemporaryDirectory(prefix="mila-esia-") as folder:
        key, proof = Path(folder, "key.pem"), Path(folder, "signature")
        await asyncio.to_thread(key.write_bytes, public_key_pem)
        await asyncio.to_thread(proof.write_bytes, signature)
        try:
            await openssl("dgst", "-md_gost12_256", "-verify", str(key), "-signature", str(proof), data=data)
        except CommandFailed:
            return False
    return True
