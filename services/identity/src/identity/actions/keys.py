"""Signing keys: made, remembered, rotated, published; and the tokens they sign."""

import hmac
from uuid import uuid4

import structlog
from common.auth import Principal, ServicePrincipal, issued
from common.clock import now
from common.errors import Unauthenticated
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from identity import queries
from identity.domain import keys
from identity.domain.keys import Key
from identity.domain.sealing import Vault
from identity.gateways import Resources
from identity.models import SigningKey
from identity.settings import Settings

logger = structlog.get_logger(__name__)
PURPOSE = "signing_keys.private"


async def known_keys(sessions: async_sessionmaker[AsyncSession], resources: Resources) -> tuple[Key, ...]:
    """All keys, from memory while it is young. In an empty database the first key is made.

    Opens a transaction of its own, so that memory never holds a key whose making was rolled back.
    """
    ring, moment = resources.keyring, now()
    if not ring.fresh(moment):
        async with sessions.begin() as session:
            rows = await queries.signing_keys(session)
            if not rows:
                await rotate(session, vault=resources.vault)
                rows = await queries.signing_keys(session)
            ring.keys = tuple(_opened(row, resources.vault) for row in rows)
        ring.loaded_at = moment
    return ring.keys


async def rotate(session: AsyncSession, *, vault: Vault) -> None:
    """There is a key younger than 30 days, and none that nobody needs any more. The second caller changes nothing."""
    await queries.lock_signing_keys(session)
    moment = now()
    created = [row.created_at for row in await queries.signing_keys(session)]
    if keys.rotation_due(max(created, default=None), moment):
        kid = str(uuid4())
        private = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        session.add(SigningKey(kid=kid, private_sealed=vault.seal(private, PURPOSE), created_at=moment))
        await session.flush()
        logger.info("signing_key_created", kid=kid)
    if relieved := keys.outdated(created, moment):
        await session.execute(delete(SigningKey).where(SigningKey.created_at < relieved))


async def signing_key(sessions: async_sessionmaker[AsyncSession], resources: Resources) -> Key:
    """The key that signs now."""
    return keys.signing(await known_keys(sessions, resources), now())


async def person_token(sessions: async_sessionmaker[AsyncSession], resources: Resources, bearer: Principal) -> str:
    """A token of a session, good for a minute."""
    key = await signing_key(sessions, resources)
    return issued(bearer, key=key.private, kid=key.kid, life=keys.TOKEN_LIFE)


async def service_token(
    sessions: async_sessionmaker[AsyncSession],
    resources: Resources,
    *,
    name: str,
    secret: str,
    settings: Settings,
) -> str:
    """A token for a service that knows its secret, with the permissions granted to it. Raises Unauthenticated."""
    kept = settings.service_secrets.get(name)
    # Compared even for a name that does not exist, so that the time of an answer does not reveal names.
    genuine = hmac.compare_digest((kept.get_secret_value() if kept else "").encode(), secret.encode())
    if not genuine or kept is None or not kept.get_secret_value():
        raise Unauthenticated
    key = await signing_key(sessions, resources)
    service = ServicePrincipal(name=name, permissions=settings.service_permissions.get(name, frozenset()))
    return issued(service, key=key.private, kid=key.kid, life=keys.SERVICE_TOKEN_LIFE)


def _opened(row: SigningKey, vault: Vault) -> Key:
    private = bytes.fromhex(vault.unseal(row.private_sealed, PURPOSE))
    return Key(row.kid, Ed25519PrivateKey.from_private_bytes(private), row.created_at)
