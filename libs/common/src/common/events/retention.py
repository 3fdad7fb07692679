"""Retention: published events a week, handled ones a month, answers to repeated requests three days."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from common.context import Context
from common.jobs import every

# Small batches: a delete never holds its locks for long.
BATCH_SIZE = 10_000

_OUTBOX = text("""
    DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE published_at < now() - interval '7 days' ORDER BY published_at LIMIT :batch)
""")
_INBOX = text("""
    DELETE FROM inbox WHERE (event_id, handler) IN (
        SELECT event_id, handler FROM inbox WHERE handled_at < now() - interval '30 days'
        ORDER BY handled_at LIMIT :batch)
""")

_KEYS = text("""
    DELETE FROM idempotency_keys WHERE (person_id, operation, key) IN (
        SELECT person_id, operation, key FROM idempotency_keys WHERE created_at < now() - interval '3 days'
        ORDER BY created_at LIMIT :batch)
""")


@every(seconds=600)
async def prune_outbox(session: AsyncSession, *, context: Context) -> None:
    """Published events older than a week are gone; unpublished ones stay however old."""
    await session.execute(_OUTBOX, {"batch": BATCH_SIZE})


@every(seconds=600)
async def prune_inbox(session: AsyncSession, *, context: Context) -> None:
    """Handled events are forgotten after a month, long after any broker could deliver them again."""
    await session.execute(_INBOX, {"batch": BATCH_SIZE})


@every(seconds=600)
async def prune_idempotency_keys(session: AsyncSession, *, context: Context) -> None:
    """Answers kept for repeated requests are gone after three days; a client has long stopped repeating."""
    if "idempotency_keys" in context.metadata.tables:
        await session.execute(_KEYS, {"batch": BATCH_SIZE})


JOBS = (prune_outbox, prune_inbox, prune_idempotency_keys)
