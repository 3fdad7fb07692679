"""Recording a fact: one INSERT in the caller's transaction. The relay publishes it after the commit."""

import json
from typing import Any

from opentelemetry.propagate import inject
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import get_contextvars

from contracts import Event

CHANNEL = "outbox"

# The relay is woken by the same statement, at the commit and not before; PostgreSQL folds the wake-ups of one
# transaction into one.
RECORD = text("""
    WITH recorded AS (
        INSERT INTO outbox (id, type, aggregate_id, payload, headers)
        VALUES (:id, :type, :aggregate_id, CAST(:payload AS jsonb), CAST(:headers AS jsonb))
        RETURNING 1
    )
    SELECT pg_notify('outbox', '') FROM recorded
""")


async def record(session: AsyncSession, event: Event) -> None:
    """The fact will be published if, and only if, the session's transaction commits; at least once."""
    await session.execute(RECORD, row(event))


def row(event: Event) -> dict[str, Any]:
    """The parameters of RECORD, for a hot path that folds the statement into its own round trip."""
    return {
        "id": event.event_id,
        "type": event.wire_type,
        "aggregate_id": event.aggregate_id,
        "payload": event.model_dump_json(),
        "headers": json.dumps(origin()),
    }


def origin() -> dict[str, str]:
    """Where the current work comes from: its correlation id, and its trace when one is on."""
    headers: dict[str, str] = {}
    inject(headers)
    bound = get_contextvars()
    if correlation := bound.get("correlation_id") or bound.get("request_id"):
        headers["correlation_id"] = str(correlation)
    return headers

