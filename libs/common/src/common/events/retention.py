"""How long the plumbing remembers: published facts a week, handled ones a month, repeated requests three days."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from common.context import Context
from common.jobs import every

# Small bites: a delete never holds its locks for long.
BITE = 10_000

_OUTBOX = text("""
    DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE published_at < now() - interval '7 days' ORDER BY published_at LIMIT :bite)
""")
_INBOX = text("""
    DELETE FROM inbox WHERE (event_id, handler) IN (
        SELECT event_id, handler FROM inbox WHERE handled_at < now() - interval '30 days'
        ORDER BY handled_at LIMIT :bite)
""")

_KEYS = text("""
    DELETE FROM idempotency_keys WHERE (person_id, operation, key) IN (
        SELECT person_id, operation, key FROM idempotency_keys WHERE created_at < now() - interval '3 days'
        ORDER BY created_at LIMIT :bite)
""")


@every(seconds=600)
async def prune_outbox(session: AsyncSession, *, context: Context) -> None:
    """Published facts older than a week are gone; the waiting stay however old."""
    await session.execute(_OUTBOX, {"bite": BITE})


@every(seconds=600)
async def prune_inbox(session: AsyncSession, *, context: Context) -> None:
    """Handled facts are forgotten after a month, long after any broker could deliver them again."""
    await session.execute(_INBOX, {"bite": BITE})


@every(seconds=600)
async def prune_idempotency_keys(session: AsyncSession, *, context: Context) -> None:
    """Answers kept for repeated requests are gone after three days; a client has long stopped repeating."""
    if "idempotency_keys" in context.metadata.tables:
        await session.execute(_KEYS, {"bite": BITE})


JOBS = (prune_outbox, prune_inbox, prune_idempotency_keys)
