"""Recording an event: one INSERT in the caller's transaction. The relay publishes it after the commit."""

import json
from typing import Any

from contracts import Event
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from common.logging import request_id
from common.metrics import EVENTS_RECORDED
from common.tracing import current_traceparent

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
    """The event will be published if, and only if, the session's transaction commits; at least once."""
    await session.execute(RECORD, row(event))
    EVENTS_RECORDED.labels(event.wire_type).inc()


def row(event: Event) -> dict[str, Any]:
    """The parameters of RECORD, for a hot path that folds the statement into its own round trip."""
    return {
        "id": event.event_id,
        "type": event.wire_type,
        "aggregate_id": event.aggregate_id,
        "payload": event.model_dump_json(),
        "headers": json.dumps(_origin()),
    }


def _origin() -> dict[str, str]:
    """The request the event comes from, and its trace when one is on."""
    known = {"correlation_id": request_id(), "traceparent": current_traceparent()}
    return {name: value for name, value in known.items() if value}
