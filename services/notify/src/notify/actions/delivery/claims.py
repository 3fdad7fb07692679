"""Claiming a due delivery and saving its result: two short transactions with the sending between them.

No external system is called inside a transaction. A claimed delivery is leased: its next attempt is set behind the
lease, so that other workers skip it, and when a worker dies the lease expires. A crash after the sending and before the
saving sends once more (at least once, under the same Message-ID or push tag).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic
from uuid import UUID

from common.clock import now
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from notify import queries
from notify.actions.delivery.attempts import Result
from notify.domain.delivery import DeliveryState
from notify.queries import QueuedDelivery

Sessions = async_sessionmaker[AsyncSession]
# Longer than identity, the mail server and the push services may take together.
LEASE = timedelta(minutes=3)


@dataclass(frozen=True)
class Claim(Generic[QueuedDelivery]):
    """One letter or push that is this worker's until the lease expires."""

    kind: type[QueuedDelivery]
    key: UUID
    attempts: int
    leased_until: datetime


async def claim_due(sessions: Sessions, kind: type[QueuedDelivery]) -> Claim[QueuedDelivery] | None:
    """Claims the delivery that has been due longest; None when none is due."""
    async with sessions.begin() as session:
        due = await queries.lock_due_delivery(session, kind, now())
        if due is None:
            return None
        due.attempts += 1
        due.next_attempt_at = now() + LEASE
        return Claim(kind, due.key, due.attempts, due.next_attempt_at)


async def save_result(session: AsyncSession, claim: Claim[QueuedDelivery], result: Result) -> None:
    """Saves the result, unless the lease expired and another worker took over, or the delivery was deleted."""
    delivery = await session.get(claim.kind, claim.key, with_for_update=True)
    if delivery is None or delivery.next_attempt_at != claim.leased_until:
        return
    delivery.state, delivery.outcome = result.state, result.outcome
    if result.state is DeliveryState.SENT:
        delivery.sent_at = now()
    if result.next_at is not None:
        delivery.next_attempt_at = result.next_at
    if not result.counted:
        delivery.attempts -= 1
