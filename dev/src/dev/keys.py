"""Secrets of a local fleet: made once, kept in the state folder, never in the project."""

import base64
import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.layout import SERVICES

GOST_CONFIGURATION = """openssl_conf = settings
[settings]
engines = engines
[engines]
gost = gost
[gost]
engine_id = gost
default_algorithms = ALL
"""
YEARS_10 = "3650"


def secret(folder: Path, name: str) -> str:
    """The secret of this name; made at the first call."""
    path = folder / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if name not in known:
        known[name] = secrets.token_urlsafe(32)
        write_private(path, json.dumps(known, indent=1))
    return known[name]


def data_key(folder: Path) -> str:
    """32 bytes for encryption at rest, in base64."""
    path = folder / "data.key"
    if not path.exists():
        write_private(path, base64.b64encode(secrets.token_bytes(32)).decode())
    return path.read_text()


def service_secrets(folder: Path) -> Mapping[str, str]:
    """What each service, and the loader of demo data, earns its tokens with."""
    return {name: secret(folder, f"service_{name}") for name in (*SERVICES, "demo")}


def write_private(path: Path, text: str) -> None:
    """Replace the file in one step; only we may read it."""
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    fresh.replace(path)


@dataclass(frozen=True)
class ClientKey:
    """The key Gosuslugi knows us by. Without the GOST engine it is RSA, for the sandbox only."""

    gost: bool
    key: Path
    certificate: Path

    @classmethod
    def of(cls, folder: Path) -> "ClientKey":
        gost = gost_available(folder)
        kind = "gost" if gost else "rsa"
        made = cls(gost, folder / f"gosuslugi-{kind}.key", folder / f"gosuslugi-{kind}.pem")
        if not made.certificate.exists():
            made._make(folder)
        return made

    def _make(self, folder: Path) -> None:
        kind = ["gost2012_256", "-pkeyopt", "paramset:A"] if self.gost else ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
        digest = "-md_gost12_256" if self.gost else "-sha256"
        _openssl(folder, "genpkey", "-algorithm", *kind, "-out", str(self.key))
        self.key.chmod(0o600)
        subject = ["-subj", "/CN=MILA/O=Mila", "-days", YEARS_10]
        _openssl(folder, "req", "-x509", "-new", "-key", str(self.key), digest, *subject, "-out", str(self.certificate))


def gost_available(folder: Path) -> bool:
    try:
        _openssl(folder, "dgst", "-md_gost12_256", "-binary")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _openssl(folder: Path, *arguments: str) -> None:
    configuration = folder / "openssl-gost.cnf"
    configuration.write_text(GOST_CONFIGURATION)
    command = [shutil.which("openssl") or "openssl", *arguments]
    environment = {**os.environ, "OPENSSL_CONF": str(configuration)}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
