"""Gosuslugi (ЕСИА): the port, and the adapter that speaks to it directly by the v2/v3 protocol."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from identity.gateways.esia.certificates import TrustedCertificates
from identity.gateways.esia.direct import DirectProvider, Registration
from identity.gateways.esia.port import IdentityProvider
from identity.gateways.esia.signers import open_signer
from identity.settings import Settings

__all__ = ["IdentityProvider", "open_provider"]

TIMEOUT = httpx.Timeout(8, connect=3)


@asynccontextmanager
async def open_provider(settings: Settings) -> AsyncIterator[IdentityProvider]:
    """The direct adapter with its connections. Raises SigningImpossible when our own key cannot sign."""
    # Addresses come from settings alone: a proxy of the environment must not see tokens.
    async with (
        httpx.AsyncClient(base_url=settings.esia_url, timeout=TIMEOUT, trust_env=False) as client,
        open_signer(settings) as signer,
    ):
        registration = Registration(
            client_id=settings.esia_client_id, public_url=settings.esia_public_url, issuer=settings.esia_issuer
        )
        yield DirectProvider(client, signer, TrustedCertificates(settings.esia_certificates_dir), registration)
