"""The information systems registered at the stand, read from the clients file."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from esia_sandbox import openssl
from esia_sandbox.errors import Misconfigured

Algorithm = Literal["GOST3410_2012_256", "RSA-SHA256", "ECDSA-SHA256"]
TokenAlgorithm = Literal["RS256", "GOST3410_2012_256"]


class ClientEntry(BaseModel):
    """One entry of the clients file."""

    model_config = ConfigDict(extra="forbid")

    mnemonic: str = Field(min_length=1)
    name: str
    redirect_uris: list[str] = Field(min_length=1)
    scopes: list[str]
    certificate: Path | None = None
    alg: Algorithm = "GOST3410_2012_256"
    cert_hash: str | None = None
    cert_hash_alg: Literal["STREEBOG256", "SHA256"] = "STREEBOG256"
    token_alg: TokenAlgorithm = "RS256"
    secret_mode: Literal["raw", "cms", "any"] = "any"
    require_trusted: bool = False
    grants: list[Literal["authorization_code", "refresh_token", "client_credentials"]] = Field(
        default=["authorization_code", "refresh_token"]
    )
    logout_uris: list[str] = Field(default=[])

    @field_validator("cert_hash")
    @classmethod
    def _is_a_digest(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[0-9A-Fa-f]{64}", value):
            raise ValueError("cert_hash must be 64 hexadecimal digits")
        return value.upper() if value else None


@dataclass(frozen=True)
class Certificate:
    pem: bytes
    der: bytes
    public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey | bytes
    digest: str
    valid_from: datetime
    valid_to: datetime

    def active_at(self, moment: float) -> bool:
        return self.valid_from <= datetime.fromtimestamp(moment, UTC) <= self.valid_to


@dataclass(frozen=True)
class Client:
    entry: ClientEntry
    certificate: Certificate | None

    @property
    def mnemonic(self) -> str:
        return self.entry.mnemonic

    def allows_redirect(self, uri: str) -> bool:
        """A registered address is exact; one that ends with an asterisk is a prefix."""
        return any(
            uri.startswith(known[:-1]) if known.endswith("*") else uri == known for known in self.entry.redirect_uris
        )

    def allows_return(self, uri: str) -> bool:
        """After logout the browser may go wherever this system lives."""
        homes = {_origin(known) for known in self.entry.redirect_uris + self.entry.logout_uris}
        return _origin(uri) in homes


def _origin(uri: str) -> tuple[str, str]:
    parts = urlsplit(uri)
    return parts.scheme, parts.netloc.lower()


def load_clients(path: Path, *, strict: bool) -> dict[str, Client]:
    try:
        entries = TypeAdapter(list[ClientEntry]).validate_python(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as problem:
        raise Misconfigured(f"clients file {path}: {problem}") from problem
    clients: dict[str, Client] = {}
    for entry in entries:
        if entry.mnemonic in clients:
            raise Misconfigured(f"clients file {path}: mnemonic {entry.mnemonic} is given twice")
        certificate = _load_certificate(entry, path.parent, strict) if entry.certificate else None
        clients[entry.mnemonic] = Client(entry, certificate)
    return clients


def _load_certificate(entry: ClientEntry, base: Path, strict: bool) -> Certificate:
    source = base / entry.certificate if entry.certificate else base
    try:
        raw = source.read_bytes()
        pem_given = raw.lstrip().startswith(b"-----BEGIN")
        parsed = x509.load_pem_x509_certificate(raw) if pem_given else x509.load_der_x509_certificate(raw)
    except (OSError, ValueError) as problem:
        raise Misconfigured(f"client {entry.mnemonic}: certificate {source}: {problem}") from problem
    pem, der = parsed.public_bytes(Encoding.PEM), parsed.public_bytes(Encoding.DER)
    return Certificate(
        pem=pem,
        der=der,
        public_key=_public_key(entry, parsed, pem, strict),
        digest=entry.cert_hash or _digest(entry, der),
        valid_from=parsed.not_valid_before_utc,
        valid_to=parsed.not_valid_after_utc,
    )


def _public_key(
    entry: ClientEntry, parsed: x509.Certificate, pem: bytes, strict: bool
) -> rsa.RSAPublicKey | ec.EllipticCurvePublicKey | bytes:
    if entry.alg == "GOST3410_2012_256":
        if openssl.gost_available():
            return openssl.public_key_of(pem)
        if strict:
            raise Misconfigured(
                f"client {entry.mnemonic} signs with GOST, but the gost engine of openssl is not installed: "
                "install libengine-gost-openssl or set ESIA_SANDBOX_SIGNATURE_CHECK=shape"
            )
        return b""
    key = parsed.public_key()
    expected = rsa.RSAPublicKey if entry.alg == "RSA-SHA256" else ec.EllipticCurvePublicKey
    if not isinstance(key, expected):
        raise Misconfigured(f"client {entry.mnemonic}: the certificate does not hold a key for {entry.alg}")
    assert isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey)
    return key


def _digest(entry: ClientEntry, der: bytes) -> str:
    if entry.cert_hash_alg == "SHA256":
        return sha256(der).hexdigest().upper()
    if not openssl.gost_available():
        raise Misconfigured(
            f"client {entry.mnemonic}: Streebog needs the gost engine of openssl; "
            'install it, or give "cert_hash" or "cert_hash_alg": "SHA256"'
        )
    return openssl.streebog256(der).hex().upper()
