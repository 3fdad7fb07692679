"""Secrets are made once and are nobody else's to read."""

import base64
from pathlib import Path

from cryptography import x509
from dev.keys import ClientKey, data_key, secret, service_secrets


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    assert secret(tmp_path, "bank") == secret(tmp_path, "bank")
    assert secret(tmp_path, "bank") != secret(tmp_path, "mail")
    assert len(set(service_secrets(tmp_path).values())) == 8
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_the_data_key_has_32_bytes(tmp_path: Path) -> None:
    assert len(base64.b64decode(data_key(tmp_path))) == 32
    assert data_key(tmp_path) == data_key(tmp_path)


def test_the_key_for_gosuslugi_has_a_certificate_and_stays(tmp_path: Path) -> None:
    made = ClientKey.of(tmp_path)
    certificate = made.certificate.read_bytes()
    assert x509.load_pem_x509_certificate(certificate).subject.rfc4514_string() == "O=Mila,CN=MILA"
    assert made.key.stat().st_mode & 0o077 == 0
    assert ClientKey.of(tmp_path).certificate.read_bytes() == certificate
