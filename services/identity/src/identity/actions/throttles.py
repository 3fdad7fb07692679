"""How often something may be tried: counted in the database, so that every replica counts together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from operator import itemgetter

import structlog
from common.clock import now
from common.errors import TooManyRequests
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from identity.domain.sealing import Vault
from identity.models import Throttle

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Limit:
    """At most so many tries in a window; the window begins with the first of them."""

    kind: str
    most: int
    window: timedelta


# Strangers to an account share its limits: those of one network the first, all of them together the second.
STRANGER_LOGINS = Limit("stranger_logins", 10, timedelta(minutes=15))
ACCOUNT_LOGINS = Limit("account_logins", 50, timedelta(minutes=15))
# A browser that has been in this account before has a limit of its own: guesses of others never lock its owner out.
DEVICE_LOGINS = Limit("device_logins", 10, timedelta(minutes=15))
NETWORK_LOGINS = Limit("address_logins", 60, timedelta(minutes=15))
NETWORK_LETTERS = Limit("address_letters", 20, timedelta(hours=1))
EMAIL_LETTERS = Limit("email_letters", 5, timedelta(hours=1))
NETWORK_TOKENS = Limit("address_tokens", 60, timedelta(minutes=15))
NETWORK_TRIPS = Limit("network_trips", 60, timedelta(minutes=1))

_CONSUME = text("""
    INSERT INTO throttles AS t (key, count, started_at) VALUES (:key, 1, :now)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN t.started_at > :begun_after THEN t.count + 1 ELSE 1 END,
        started_at = CASE WHEN t.started_at > :begun_after THEN t.started_at ELSE EXCLUDED.started_at END
    RETURNING count, started_at
""")


async def consume(
    sessions: async_sessionmaker[AsyncSession], *, vault: Vault, tries: Sequence[tuple[Limit, str]]
) -> None:
    """One more try is counted for each. Raises TooManyRequests, which says how long to wait, beyond the limit of any.

    Counted before the try and in a transaction of its own: a refusal rolls back the request, and must not roll
    back the count.
    """
    moment = now()
    # In one order everywhere, so that two requests never wait for each other's rows in a circle.
    wanted = sorted(((_key(vault, limit, subject), limit) for limit, subject in tries), key=itemgetter(0))
    over, wait = [], timedelta(0)
    async with sessions.begin() as session:
        for key, limit in wanted:
            values = {"key": key, "now": moment, "begun_after": moment - limit.window}
            count, started_at = (await session.execute(_CONSUME, values)).one()
            if count > limit.most:
                over.append(limit.kind)
                wait = max(wait, started_at + limit.window - moment)
    if over:
        logger.warning("limit_reached", limits=over)
        raise TooManyRequests(seconds=ceil(wait.total_seconds()))


async def reset(session: AsyncSession, *, vault: Vault, limit: Limit, subject: str) -> None:
    """The tries of this subject are forgotten: the last one was the right one."""
    await session.execute(delete(Throttle).where(Throttle.key == _key(vault, limit, subject)))


def _key(vault: Vault, limit: Limit, subject: str) -> str:
    return vault.fingerprint(subject, f"throttles.{limit.kind}")
