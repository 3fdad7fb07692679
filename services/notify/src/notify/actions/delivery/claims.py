"""Taking what is due, and writing down what became of it: two short transactions with the sending between them.

Nobody gateways is asked inside a transaction. What is taken is leased: its next attempt lies behind the lease, so that
other workers pass it by, and a worker that died gives it back by the lease running out. A crash after the sending and
before the writing sends once more (at least once, under the same Message-ID or push tag).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic
from uuid import UUID

from common.clock import now
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from notify import queries
from notify.actions.delivery.outcome import Result
from notify.domain import DeliveryState
from notify.queries import Waiting

Sessions = async_sessionmaker[AsyncSession]
# Longer than identity, the mail server and the push services may take together.
LEASE = timedelta(minutes=3)


@dataclass(frozen=True)
class Claim(Generic[Waiting]):
    """One letter or push that is this worker's until the lease is over."""

    kind: type[Waiting]
    key: UUID
    attempts: int
    leased_until: datetime


async def claim_due(sessions: Sessions, kind: type[Waiting]) -> Claim[Waiting] | None:
    """Takes the one that has waited longest; None when none is due."""
    async with sessions.begin() as session:
        waiting = await queries.due(session, kind, now())
        if waiting is None:
            return None
        waiting.attempts += 1
        waiting.next_attempt_at = now() + LEASE
        return Claim(kind, waiting.key, waiting.attempts, waiting.next_attempt_at)


async def settle(session: AsyncSession, claim: Claim[Waiting], result: Result) -> None:
    """Writes the result, unless the lease ran out and somebody else took it, or it was forgotten meanwhile."""
    waiting = await session.get(claim.kind, claim.key, with_for_update=True)
    if waiting is None or waiting.next_attempt_at != claim.leased_until:
        return
    waiting.state, waiting.outcome = result.state, result.outcome
    if result.state is DeliveryState.SENT:
        waiting.sent_at = now()
    if result.next_at is not None:
        waiting.next_attempt_at = result.next_at
    if not result.counted:
        waiting.attempts -= 1
