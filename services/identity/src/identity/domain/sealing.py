"""Personal data at rest: sealed with AES-256-GCM, or reduced to a keyed fingerprint where only equality matters."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FORMAT = b"\x01"
_NONCE = 12


class SealBroken(Exception):
    """The bytes were not sealed by this key for this purpose."""


class Vault:
    """Made of the service's data key; the key itself is used for nothing, each use has a key derived from it."""

    def __init__(self, data_key: str) -> None:
        root = base64.b64decode(data_key, validate=True)
        self._cipher = AESGCM(_derived(root, b"mila identity sealing"))
        self._marks = _derived(root, b"mila identity fingerprints")

    def seal(self, text: str, purpose: str) -> bytes:
        """Bytes that only ``unseal`` with the same purpose opens; different each time."""
        nonce = os.urandom(_NONCE)
        return _FORMAT + nonce + self._cipher.encrypt(nonce, text.encode(), purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> str:
        """The text sealed for this purpose. Raises SealBroken."""
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            if sealed[:1] != _FORMAT:
                raise SealBroken(purpose)
            return self._cipher.decrypt(nonce, body, purpose.encode()).decode()
        except (InvalidTag, ValueError) as broken:
            raise SealBroken(purpose) from broken

    def fingerprint(self, text: str, purpose: str) -> str:
        """Equal for equal texts, and reveals nothing without the key, however few the possible texts are."""
        return hmac.new(self._marks, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def _derived(root: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=use).derive(root)


def digest(secret: str) -> bytes:
    """How a random 256-bit secret (cookie, link, state) is stored: needs no salt, has nothing to guess."""
    return hashlib.sha256(secret.encode()).digest()
