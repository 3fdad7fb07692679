"""Verification of the tokens of Gosuslugi (МР В.6.4). Done here because no JWT library knows GOST signatures."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

import structlog
from common.clock import now

from identity.errors import GosuslugiFailed
from identity.gateways.esia.certificates import ALGORITHMS, TrustedCertificates

logger = structlog.get_logger(__name__)

LEEWAY_SECONDS = 30
LONGEST = 16_384


@dataclass(frozen=True)
class Expectation:
    """What a token of this kind must say: its ``sbt``, who made it, and for whom (in which claim)."""

    kind: str
    issuer: str
    audience_claim: str
    client_id: str


async def verified(token: Any, certificates: TrustedCertificates, expected: Expectation) -> dict[str, Any]:
    """The claims of a genuine token. Raises GosuslugiFailed; the log says which check it failed."""
    try:
        header, claims, signature, data = _parts(token)
    except (ValueError, binascii.Error, AttributeError) as error:
        raise _disbelieved(expected, "malformed") from error
    # Decided before any key is touched: "none" and every algorithm we did not choose are refused alike.
    if header.get("alg") not in ALGORITHMS:
        raise _disbelieved(expected, "algorithm")
    if header.get("sbt", expected.kind) != expected.kind:
        raise _disbelieved(expected, "kind")
    if not await certificates.verifies(header["alg"], signature, data):
        raise _disbelieved(expected, "signature")
    if wrong := _wrong_claim(claims, expected):
        raise _disbelieved(expected, wrong)
    return claims


def _parts(token: Any) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    if not isinstance(token, str) or len(token) > LONGEST:
        raise ValueError("not a token")
    body, _, signature = token.rpartition(".")
    first, second = body.split(".")
    header, claims = json.loads(_decoded(first)), json.loads(_decoded(second))
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise ValueError("not two objects")  # noqa: TRY004
    return header, claims, _decoded(signature), body.encode("ascii")


def _decoded(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def _wrong_claim(claims: dict[str, Any], expected: Expectation) -> str | None:
    if claims.get("iss") != expected.issuer:
        return "iss"
    meant_for = claims.get(expected.audience_claim)
    if expected.client_id not in (meant_for if isinstance(meant_for, list) else [meant_for]):
        return expected.audience_claim
    moment = now().timestamp()
    ends, begins = claims.get("exp"), claims.get("nbf", claims.get("iat"))
    if not isinstance(ends, int | float) or moment >= ends + LEEWAY_SECONDS:
        return "exp"
    if not isinstance(begins, int | float) or moment < begins - LEEWAY_SECONDS:
        return "nbf"
    return None


def _disbelieved(expected: Expectation, check: str) -> GosuslugiFailed:
    logger.error("esia_token_refused", token=expected.kind, check=check)
    return GosuslugiFailed()
