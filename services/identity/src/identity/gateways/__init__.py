"""The clients of external systems, opened when the process starts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from identity.domain.keys import Keyring
from identity.domain.passwords import Argon2, PasswordHashes
from identity.domain.sealing import Vault
from identity.gateways.esia import IdentityProvider, open_provider
from identity.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What actions need besides the database."""

    provider: IdentityProvider
    vault: Vault
    keyring: Keyring
    passwords: PasswordHashes


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Everything open while the process runs."""
    passwords = Argon2()
    try:
        async with open_provider(settings) as provider:
            vault = Vault(settings.data_key.get_secret_value())
            yield Resources(provider=provider, vault=vault, keyring=Keyring(), passwords=passwords)
    finally:
        passwords.close()
