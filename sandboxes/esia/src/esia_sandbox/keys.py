"""The stand's own signing keys and the folder of certificates it publishes, as ESIA rotates them."""

import io
import os
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from esia_sandbox import openssl
from esia_sandbox.errors import Misconfigured

DAYS = 365 * 3
KINDS = {"RS256": "rsa", "GOST3410_2012_256": "gost"}


class Keys:
    """keys/<kind>-<number>.key is secret; certificates/esia-<kind>-<number>.pem is published."""

    def __init__(self, state: Path) -> None:
        self._lock = threading.Lock()
        self._secret, self._public = state / "keys", state / "certificates"
        self._secret.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._public.mkdir(parents=True, exist_ok=True)

    def prepare(self, algorithms: set[str]) -> None:
        """At the first start a key of each needed kind is made; later starts find them."""
        for algorithm in sorted(algorithms):
            if algorithm == "GOST3410_2012_256" and not openssl.gost_available():
                raise Misconfigured("token_alg GOST3410_2012_256 needs libengine-gost-openssl")
            if not self._numbers(KINDS[algorithm]):
                self._make(KINDS[algorithm], 1)

    def rotate(self, *, overlap: bool) -> list[str]:
        """A new key of every kind in use. With overlap the previous certificate stays published."""
        with self._lock:
            for kind in KINDS.values():
                numbers = self._numbers(kind)
                if not numbers:
                    continue
                self._make(kind, numbers[-1] + 1)
                kept = {numbers[-1] + 1, numbers[-1]} if overlap else {numbers[-1] + 1}
                for number in set(numbers) - kept:
                    self._key_file(kind, number).unlink(missing_ok=True)
                    self._certificate_file(kind, number).unlink(missing_ok=True)
        return sorted(path.name for path in self.published())

    def published(self) -> list[Path]:
        return sorted(self._public.glob("esia-*.pem"))

    def sign(self, algorithm: str, data: bytes) -> bytes:
        kind = KINDS[algorithm]
        with self._lock:
            numbers = self._numbers(kind)
            if not numbers:
                self._make(kind, 1)
                numbers = [1]
            key_file = self._key_file(kind, numbers[-1])
            if kind == "gost":
                return openssl.sign_raw(key_file, data)
            return sign_rsa(_load_rsa(key_file), data)

    def verified(self, algorithm: str, data: bytes, signature: bytes) -> bool:
        """True when any published certificate of this kind confirms the signature."""
        kind = KINDS.get(algorithm)
        return any(
            _confirms(path.read_bytes(), algorithm, data, signature)
            for path in self.published()
            if path.name.startswith(f"esia-{kind}-")
        )

    def current_der(self) -> bytes:
        kind = "rsa" if self._numbers("rsa") else "gost"
        return _to_der(self._certificate_file(kind, self._numbers(kind)[-1]))

    def archive(self) -> bytes:
        """What ESIA serves as esia.zip: every published certificate in DER."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
            for path in self.published():
                bundle.writestr(f"{path.stem}.cer", _to_der(path))
        return buffer.getvalue()

    def _numbers(self, kind: str) -> list[int]:
        return sorted(int(path.stem.rpartition("-")[2]) for path in self._secret.glob(f"{kind}-*.key"))

    def _key_file(self, kind: str, number: int) -> Path:
        return self._secret / f"{kind}-{number:04}.key"

    def _certificate_file(self, kind: str, number: int) -> Path:
        return self._public / f"esia-{kind}-{number:04}.pem"

    def _make(self, kind: str, number: int) -> None:
        """The certificate appears before the key becomes current: nobody meets a token without one."""
        fresh = self._secret / f"{kind}.new"
        key_pem = openssl.new_gost_key() if kind == "gost" else new_rsa_pem()
        fresh.touch(mode=0o600)
        fresh.write_bytes(key_pem)
        name = f"ESIA sandbox {kind} {number}"
        certificate = openssl.self_signed(fresh, f"/CN={name}", DAYS) if kind == "gost" else _issue(fresh, name)
        target = self._certificate_file(kind, number)
        partial = target.with_suffix(".partial")
        partial.write_bytes(certificate)
        os.replace(partial, target)
        os.replace(fresh, self._key_file(kind, number))


def new_rsa_pem() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def sign_rsa(key: rsa.RSAPrivateKey, data: bytes) -> bytes:
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _load_rsa(path: Path) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _issue(key_file: Path, common_name: str) -> bytes:
    key = _load_rsa(key_file)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def _confirms(certificate_pem: bytes, algorithm: str, data: bytes, signature: bytes) -> bool:
    if algorithm == "GOST3410_2012_256":
        return openssl.verify_raw(openssl.public_key_of(certificate_pem), data, signature)
    key = x509.load_pem_x509_certificate(certificate_pem).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _to_der(path: Path) -> bytes:
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(serialization.Encoding.DER)
