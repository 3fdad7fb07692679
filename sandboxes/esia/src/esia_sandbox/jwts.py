"""Tokens as ESIA makes them: no kid, its own header fields, an integer subject. Faults spoil them on order."""

import base64
import binascii
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from esia_sandbox.keys import Keys, sign_rsa


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(
    keys: Keys, payload: dict[str, Any], *, kind: str, algorithm: str, faults: frozenset[str] = frozenset()
) -> str:
    header = {"ver": 1 if kind == "access" else 0, "typ": "JWT", "sbt": kind, "alg": algorithm}
    if "alg_none" in faults:
        header["alg"] = "none"
    body = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(payload).encode())}"
    if "alg_none" in faults:
        return body + "."
    if "unknown_key" in faults:
        header_alg = b64(json.dumps({**header, "alg": "RS256"}).encode())
        body = f"{header_alg}.{body.partition('.')[2]}"
        stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return f"{body}.{b64(sign_rsa(stranger, body.encode()))}"
    signature = keys.sign(algorithm, body.encode())
    if "bad_signature" in faults:
        signature = bytes([signature[0] ^ 1]) + signature[1:]
    return f"{body}.{b64(signature)}"


def spoil(payload: dict[str, Any], faults: frozenset[str]) -> dict[str, Any]:
    """The claims a fault orders to be wrong."""
    wrong = dict(payload)
    if "wrong_iss" in faults:
        wrong["iss"] = "http://somebody-else.example/"
    if "wrong_aud" in faults:
        wrong.update({name: "SOMEBODY_ELSE" for name in ("aud", "client_id") if name in wrong})
    if "expired_token" in faults:
        wrong.update({name: wrong[name] - 86400 for name in ("iat", "nbf", "exp")})
    return wrong


def read(keys: Keys, token: str) -> dict[str, Any] | None:
    """The payload of a token signed by a published key, or None."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        header, payload = (json.loads(unb64(part)) for part in parts[:2])
        signature = unb64(parts[2])
    except (ValueError, binascii.Error):
        return None
    if not isinstance(header, dict) or not isinstance(payload, dict):
        return None
    body = f"{parts[0]}.{parts[1]}".encode()
    return payload if keys.verified(str(header.get("alg")), body, signature) else None
