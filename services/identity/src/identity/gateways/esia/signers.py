"""Who signs our requests to Gosuslugi. The key never enters this process but for the development signer."""

import base64
import binascii
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import httpx
import structlog
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from identity.gateways.esia import openssl
from identity.settings import Settings

logger = structlog.get_logger(__name__)

RAW_LENGTH = 64


class SigningImpossible(Exception):
    """No signature could be made: the key, the command or the signing service is at fault."""


class Signer(Protocol):
    """Signs bytes with the key whose certificate is registered at Gosuslugi."""

    certificate_hash: str

    async def sign(self, data: bytes) -> bytes:
        """The raw signature. Raises SigningImpossible."""
        ...


class GostSigner:
    """GOST R 34.10-2012-256 by openssl and its gost engine; the key stays in its file."""

    def __init__(self, key_file: Path, certificate_hash: str) -> None:
        self.certificate_hash = certificate_hash
        self._key_file = key_file

    async def sign(self, data: bytes) -> bytes:
        """64 bytes. Raises SigningImpossible."""
        try:
            signature = await openssl.sign(self._key_file, data)
        except openssl.CommandFailed as error:
            raise SigningImpossible(str(error)) from error
        return _raw(signature)


class RemoteSigner:
    """A certified signing service: POST the bytes, receive the signature in base64."""

    def __init__(self, client: httpx.AsyncClient, url: str, certificate_hash: str) -> None:
        self.certificate_hash = certificate_hash
        self._client = client
        self._url = url

    async def sign(self, data: bytes) -> bytes:
        """64 bytes. Raises SigningImpossible."""
        try:
            answer = await self._client.post(
                self._url, content=data, headers={"Content-Type": "application/octet-stream"}
            )
            answer.raise_for_status()
            return _raw(base64.b64decode(answer.text.strip(), validate=True))
        except (httpx.HTTPError, binascii.Error) as error:
            raise SigningImpossible(f"the signing service: {type(error).__name__}") from error


class DevelopmentSigner:
    """RSA with SHA-256, for a sandbox whose client is registered so. Gosuslugi itself refuses it."""

    def __init__(self, key: RSAPrivateKey, certificate_hash: str) -> None:
        self.certificate_hash = certificate_hash
        self._key = key

    async def sign(self, data: bytes) -> bytes:
        """PKCS #1 v1.5 over SHA-256."""
        return self._key.sign(data, padding.PKCS1v15(), SHA256())


def _raw(signature: bytes) -> bytes:
    if len(signature) != RAW_LENGTH:
        raise SigningImpossible(f"{len(signature)} bytes are not a raw GOST signature")
    return signature


@asynccontextmanager
async def open_signer(settings: Settings) -> AsyncIterator[Signer]:
    """The signer chosen by settings, tried once if its key is here. Raises SigningImpossible."""
    if settings.esia_signer == "remote":
        async with httpx.AsyncClient(timeout=httpx.Timeout(5, connect=2), trust_env=False) as client:
            yield RemoteSigner(client, str(settings.esia_remote_signer_url), await _certificate_hash(settings))
        return
    signer = await _local(settings)
    await signer.sign(b"a key that cannot sign is found out at start, not by the first patient")
    yield signer


async def _local(settings: Settings) -> Signer:
    assert settings.esia_key_file is not None, "the settings have made sure"
    if settings.esia_signer == "gost":
        return GostSigner(settings.esia_key_file, await _certificate_hash(settings))
    # Loud on purpose: this line in a production log is an incident.
    logger.warning("development_signer_in_use", algorithm="RSA-SHA256")
    key = load_pem_private_key(settings.esia_key_file.read_bytes(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise SigningImpossible("the development signer needs an RSA key")
    return DevelopmentSigner(key, settings.esia_certificate_hash or hashlib.sha256(_der(settings)).hexdigest().upper())


async def _certificate_hash(settings: Settings) -> str:
    """Streebog-256 of the certificate's DER, upper hexadecimal, as Gosuslugi demands it."""
    if settings.esia_certificate_hash:
        return settings.esia_certificate_hash
    if settings.esia_certificate_file is None:
        raise SigningImpossible("ESIA_CERTIFICATE_HASH or ESIA_CERTIFICATE_FILE is needed")
    try:
        return (await openssl.streebog256(_der(settings))).hex().upper()
    except openssl.CommandFailed as error:
        raise SigningImpossible(f"ESIA_CERTIFICATE_HASH cannot be computed here: {error}") from error


def _der(settings: Settings) -> bytes:
    assert settings.esia_certificate_file is not None, "the settings have made sure"
    found = settings.esia_certificate_file.read_bytes()
    if found.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_certificate(found).public_bytes(Encoding.DER)
    return found
