"""The certificates Gosuslugi signs its tokens with: a set in a folder, because they are rotated with little notice."""

import asyncio
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog
from common.metrics import counter
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from identity.gateways.esia import openssl

logger = structlog.get_logger(__name__)
UNKNOWN_KEY = counter("identity_esia_unknown_key_total", "Tokens of Gosuslugi no trusted certificate has signed")

RS256, GOST = "RS256", "GOST3410_2012_256"
ALGORITHMS = frozenset({RS256, GOST})


@dataclass(frozen=True)
class Certificate:
    """A file of the folder: its name and the public key in it; GOST keys stay PEM, for the openssl command."""

    file: str
    key: RSAPublicKey | bytes

    async def verifies(self, algorithm: str, signature: bytes, data: bytes) -> bool:
        """Whether this key made the signature with this algorithm."""
        if isinstance(self.key, bytes):
            return algorithm == GOST and await openssl.verifies(self.key, signature, data)
        if algorithm != RS256:
            return False
        try:
            self.key.verify(signature, data, padding.PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True


class TrustedCertificates:
    """The folder, read again whenever a file in it appears, goes or changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: Sequence[tuple[str, int, int]] | None = None
        self._certificates: tuple[Certificate, ...] = ()
        self._reading = asyncio.Lock()

    async def verifies(self, algorithm: str, signature: bytes, data: bytes) -> bool:
        """Whether any trusted key made the signature. When none did, a warning is logged: keys may be new."""
        for certificate in await self._current():
            if await certificate.verifies(algorithm, signature, data):
                return True
        UNKNOWN_KEY.inc()
        logger.error("esia_key_unknown", algorithm=algorithm, trusted=[known.file for known in self._certificates])
        return False

    async def _current(self) -> tuple[Certificate, ...]:
        async with self._reading:
            seen = await asyncio.to_thread(self._look)
            if seen != self._seen:
                self._certificates = await self._read(seen)
                self._seen = seen
                logger.info("esia_certificates_read", files=[known.file for known in self._certificates])
        return self._certificates

    def _look(self) -> Sequence[tuple[str, int, int]]:
        files = [file for file in self._folder.glob("*") if file.suffix in (".pem", ".cer")]
        stats = [(file.name, file.stat()) for file in files]
        return sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)

    async def _read(self, seen: Sequence[tuple[str, int, int]]) -> tuple[Certificate, ...]:
        found = []
        for name, _, _ in seen:
            content = await asyncio.to_thread((self._folder / name).read_bytes)
            try:
                found.append(Certificate(name, await _public_key(content)))
            except (ValueError, openssl.CommandFailed):
                # One bad file must not stop the login of everybody.
                logger.exception("esia_certificate_unreadable", file=name)
        return tuple(found)


async def _public_key(content: bytes) -> RSAPublicKey | bytes:
    pem = content if content.lstrip().startswith(b"-----BEGIN") else ssl.DER_cert_to_PEM_cert(content).encode()
    try:
        key = x509.load_pem_x509_certificate(pem).public_key()
    except (ValueError, UnsupportedAlgorithm):
        return await openssl.public_key(pem)
    if isinstance(key, RSAPublicKey):
        return key
    raise ValueError("neither RSA nor GOST")
