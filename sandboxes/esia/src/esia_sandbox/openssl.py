"""GOST cryptography by the openssl command with the gost engine: argument lists and files, never a shell."""

import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

CONFIG = Path(__file__).parent / "data" / "openssl-gost.cnf"


class CommandFailed(Exception):
    """The command said no; its words are kept for the journal."""


def run(arguments: list[str], data: bytes = b"") -> bytes:
    program = shutil.which("openssl")
    if program is None:
        raise CommandFailed("openssl is not installed")
    answer = subprocess.run(
        [program, *arguments],
        input=data,
        capture_output=True,
        env={**os.environ, "OPENSSL_CONF": str(CONFIG)},
        timeout=30,
        check=False,
    )
    if answer.returncode != 0:
        raise CommandFailed(answer.stderr.decode(errors="replace").strip()[-400:])
    return answer.stdout


@functools.cache
def gost_available() -> bool:
    try:
        return len(run(["dgst", "-md_gost12_256", "-binary"])) == 32
    except CommandFailed:
        return False


def streebog256(data: bytes) -> bytes:
    return run(["dgst", "-md_gost12_256", "-binary"], data)


def public_key_of(certificate_pem: bytes) -> bytes:
    return run(["x509", "-noout", "-pubkey"], certificate_pem)


def verify_raw(public_key_pem: bytes, data: bytes, signature: bytes) -> bool:
    """A raw 64-byte GOST R 34.10-2012-256 signature over the Streebog-256 digest of the data."""
    with tempfile.TemporaryDirectory(prefix="esia-sandbox-") as name:
        key, proof = Path(name, "key.pem"), Path(name, "signature")
        key.write_bytes(public_key_pem)
        proof.write_bytes(signature)
        try:
            run(["dgst", "-md_gost12_256", "-verify", str(key), "-signature", str(proof)], data)
        except CommandFailed:
            return False
    return True


def verify_cms(certificate_pem: bytes, data: bytes, signature: bytes) -> bool:
    """A detached CMS signature by exactly this certificate; certificates inside it are not believed."""
    with tempfile.TemporaryDirectory(prefix="esia-sandbox-") as name:
        certificate, proof, content = Path(name, "c.pem"), Path(name, "cms.der"), Path(name, "content")
        certificate.write_bytes(certificate_pem)
        proof.write_bytes(signature)
        content.write_bytes(data)
        try:
            run(
                [
                    "cms",
                    "-verify",
                    "-binary",
                    "-inform",
                    "DER",
                    "-in",
                    str(proof),
                    "-noverify",
                    "-nointern",
                    "-content",
                    str(content),
                    "-certfile",
                    str(certificate),
                    "-out",
                    os.devnull,
                ]
            )
        except CommandFailed:
            return False
    return True


def sign_raw(key_file: Path, data: bytes) -> bytes:
    return run(["dgst", "-md_gost12_256", "-sign", str(key_file)], data)


def new_gost_key() -> bytes:
    return run(["genpkey", "-algorithm", "gost2012_256", "-pkeyopt", "paramset:A"])


def self_signed(key_file: Path, subject: str, days: int) -> bytes:
    return run(
        ["req", "-x509", "-new", "-key", str(key_file), "-md_gost12_256", "-utf8", "-subj", subject, "-days", str(days)]
    )
