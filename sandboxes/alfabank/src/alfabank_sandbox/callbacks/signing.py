"""The checksum of a callback: HMAC-SHA256 with the shop's secret, or RSA with SHA-512 and the gateway's key."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from ..merchants import CallbackSettings

UNSIGNED = frozenset({"checksum", "sign_alias"})


def signed_text(params: Mapping[str, str]) -> str:
    """`name;value;` of every parameter in the order of names, the checksum's own two left out."""
    return "".join(f"{name};{params[name]};" for name in sorted(params) if name not in UNSIGNED)


def hmac_checksum(params: Mapping[str, str], secret: str) -> str:
    return hmac.new(secret.encode(), signed_text(params).encode(), hashlib.sha256).hexdigest().upper()


class Signer:
    """Keeps the RSA key in the state folder, made when the first shop needs it."""

    def __init__(self, folder: Path) -> None:
        self._key_file = folder / "callback-rsa.key"
        self._certificate_file = folder / "callback-rsa.crt"
        self._key: rsa.RSAPrivateKey | None = None

    def sign(self, params: Mapping[str, str], callback: CallbackSettings) -> dict[str, str]:
        """The parameters to add."""
        if callback.checksum == "hmac":
            return {"checksum": hmac_checksum(params, callback.secret or "")}
        if callback.checksum == "rsa":
            signature = self._private_key().sign(signed_text(params).encode(), padding.PKCS1v15(), hashes.SHA512())
            return {"checksum": signature.hex().upper(), "sign_alias": callback.sign_alias}
        return {}

    def certificate(self) -> bytes:
        self._private_key()
        return self._certificate_file.read_bytes()

    def _private_key(self) -> rsa.RSAPrivateKey:
        if self._key is None:
            if not (self._key_file.exists() and self._certificate_file.exists()):
                self._make_key()
            key = serialization.load_pem_private_key(self._key_file.read_bytes(), password=None)
            assert isinstance(key, rsa.RSAPrivateKey)
            self._key = key
        return self._key

    def _make_key(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Alfabank sandbox callbacks")])
        today = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - timedelta(days=1))
            .not_valid_after(today + timedelta(days=3650))
            .sign(key, hashes.SHA256())
        )
        pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        self._key_file.write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
        self._key_file.chmod(0o600)
        self._certificate_file.write_bytes(certificate.public_bytes(pem))
