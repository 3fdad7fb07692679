"""The client_secret: which string must have been signed, in which envelope, by whose certificate."""

import base64
import binascii
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from esia_sandbox import openssl
from esia_sandbox.clients import Certificate, Client
from esia_sandbox.settings import SignatureCheck


def decode(secret: str) -> bytes | None:
    """Padded, unpadded and plain base64 are all taken: real systems send all three."""
    text = secret.rstrip("=").replace("-", "+").replace("_", "/")
    if not re.fullmatch(r"[A-Za-z0-9+/]+", text):
        return None
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        return None


def problem_with(client: Client, secret: str, strings: list[str], *, envelope: str, mode: SignatureCheck) -> str | None:
    """Why this secret is refused, or None when it is good. Any one of the strings may have been signed."""
    if mode == "off":
        return None
    if client.certificate is None:
        return "no certificate is registered"
    if client.entry.secret_mode not in (envelope, "any"):
        return f"this system is registered with secret_mode={client.entry.secret_mode}, not {envelope}"
    signature = decode(secret)
    if signature is None:
        return "not base64"
    shape = _wrong_shape(client, client.certificate, signature, envelope)
    if shape or mode == "shape":
        return shape
    for text in strings:
        if _verified(client, client.certificate, text.encode(), signature, envelope):
            return None
    return "the signature does not verify against the registered certificate and the expected string"


def _wrong_shape(client: Client, certificate: Certificate, signature: bytes, envelope: str) -> str | None:
    if envelope == "cms":
        return None if _is_sequence(signature) else "not a DER SEQUENCE (CMS)"
    length = len(signature)
    if isinstance(certificate.public_key, rsa.RSAPublicKey):
        fits = length == certificate.public_key.key_size // 8
    elif client.entry.alg == "ECDSA-SHA256":
        fits = length == 64 or _is_sequence(signature)
    else:
        fits = length == 64
    return None if fits else f"{length} bytes are not a raw {client.entry.alg} signature"


def _is_sequence(data: bytes) -> bool:
    """One DER SEQUENCE whose length field covers the rest exactly."""
    if len(data) < 2 or data[0] != 0x30:
        return False
    if data[1] < 0x80:
        return len(data) == 2 + data[1]
    width = data[1] & 0x7F
    return len(data) == 2 + width + int.from_bytes(data[2 : 2 + width], "big")


def _verified(client: Client, certificate: Certificate, data: bytes, signature: bytes, envelope: str) -> bool:
    if envelope == "cms":
        return openssl.verify_cms(certificate.pem, data, signature)
    key = certificate.public_key
    if isinstance(key, bytes):
        return openssl.verify_raw(key, data, signature)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(_as_der(signature), data, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _as_der(signature: bytes) -> bytes:
    if len(signature) != 64:
        return signature
    return encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
