"""How the bank proves that a callback is its own: an HMAC over all parameters but the proof itself."""

import hashlib
import hmac

UNSIGNED = frozenset({"checksum", "sign_alias"})


def checksum(parameters: list[tuple[str, str]], secret: str) -> str:
    """Upper-case hex HMAC-SHA256 of ``name;value;`` of every parameter in ASCII order of the names."""
    signed = sorted((name, value) for name, value in parameters if name not in UNSIGNED)
    text = "".join(f"{name};{value};" for name, value in signed)
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest().upper()


def is_genuine(parameters: list[tuple[str, str]], secret: str) -> bool:
    """Whether the parameters carry exactly one checksum and it is right; compared in constant time, as bytes."""
    given = [value for name, value in parameters if name == "checksum"]
    return len(given) == 1 and hmac.compare_digest(given[0].upper().encode(), checksum(parameters, secret).encode())
