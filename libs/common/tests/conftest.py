"""The plumbing is tested on the smallest whole service; the edge also on services that a test makes up."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import jwt
import pytest
from common import clock
from common.auth import StaticVerifier
from common.service import Service
from common.settings import ServiceSettings
from common.testing import workshop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr

ORIGIN = "http://localhost:8080"


@pytest.fixture(scope="session")
def service() -> Service:
    return workshop.service()


class TestedSettings(ServiceSettings):
    """Settings of a service made up by a test."""

    name: ClassVar[str] = "testing"


@pytest.fixture
def service_settings(tmp_path: Path) -> TestedSettings:
    """Complete settings that point at nothing that answers."""
    return TestedSettings(
        database_url=SecretStr("postgresql://nobody:x@127.0.0.1:1/nothing"),
        rabbitmq_url=SecretStr("amqp://nobody:x@127.0.0.1:1/"),
        identity_url="http://127.0.0.1:1",
        public_origins=(ORIGIN,),
        patient_origin=ORIGIN,
        doctor_origin="http://doctor.localhost:8080",
        storage_url=f"file://{tmp_path}/storage",
        port=1,
    )


@pytest.fixture
async def fresh_database(postgres_server: str) -> AsyncIterator[str]:
    """The address of an empty database, dropped afterwards."""
    name = f"common_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(postgres_server)
    await admin.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(postgres_server)._replace(path=f"/{name}").geturl()
    finally:
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.close()


@pytest.fixture(scope="session")
def signing_key() -> Ed25519PrivateKey:
    """Identity's key, as far as these tests go; its id is ``k1``."""
    return Ed25519PrivateKey.generate()


@pytest.fixture
def verifier(signing_key: Ed25519PrivateKey) -> StaticVerifier:
    """Trusts the signing key."""
    return StaticVerifier({"k1": signing_key.public_key()})


@pytest.fixture
def token(signing_key: Ed25519PrivateKey) -> Callable[..., str]:
    """Makes a patient's token; keyword arguments replace claims, None removes them."""

    def make(*, key: Any = signing_key, kid: str = "k1", **claims: Any) -> str:
        moment = int(clock.now().timestamp())
        whole = {
            "iss": "mila", "aud": "mila", "sub": str(uuid4()), "sid": str(uuid4()), "name": "Иванов Иван Иванович",
            "given_name": "Иван Иванович", "roles": ["patient"], "acr": "gosuslugi", "iat": moment, "exp": moment + 60,
            **claims,
        }  # fmt: skip
        kept = {name: value for name, value in whole.items() if value is not None}
        return jwt.encode(kept, key, algorithm="EdDSA", headers={"kid": kid})

    return make
