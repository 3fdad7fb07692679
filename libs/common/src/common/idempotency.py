"""A request sent twice is done once: the client chooses a key, the answer is stored under it.

operation = Operation(name="create_booking", key=key, person_id=patient.person_id, request=body)
if stored := await idempotency.claim(session, operation, BookingRead):
    return stored
...
return await idempotency.store(session, operation, answer)
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Header
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from common.errors import Refusal

AnswerT = TypeVar("AnswerT", bound=BaseModel)

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=64,
        pattern="^[!-~]+$",
        description="Repeat it when repeating the request: visible ASCII",
    ),
]

# The first INSERT wins; a second one at the same time waits here until the first has committed or given up.
_CLAIM = text("""
    INSERT INTO idempotency_keys (person_id, operation, key, fingerprint)
    VALUES (:person_id, :operation, :key, :fingerprint)
    ON CONFLICT DO NOTHING
    RETURNING true
""")
_STORED = text("""
    SELECT fingerprint, CAST(answer AS text) FROM idempotency_keys
    WHERE person_id = :person_id AND operation = :operation AND key = :key
""")
_STORE = text("""
    UPDATE idempotency_keys SET answer = CAST(:answer AS jsonb)
    WHERE person_id = :person_id AND operation = :operation AND key = :key
""")


class IdempotencyKeyReused(Refusal):
    """The key already belongs to a different request."""

    status = 422


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One request of one person that may arrive twice. Without a key it is simply done each time."""

    name: str
    key: str | None
    person_id: UUID
    request: BaseModel | None = None


async def claim(session: AsyncSession, operation: Operation, model: type[AnswerT]) -> AnswerT | None:
    """The answer stored for this operation, or None: then the caller performs it and stores its answer.

    A second request at the same time waits until the first has committed or failed. Raises IdempotencyKeyReused for
    the same key with another body.
    """
    if operation.key is None:
        return None
    body = operation.request.model_dump_json() if operation.request else "{}"
    fingerprint = hashlib.sha256(body.encode()).hexdigest()
    if await session.scalar(_CLAIM, {**_row(operation), "fingerprint": fingerprint}):
        return None
    stored_fingerprint, stored = (await session.execute(_STORED, _row(operation))).one()
    if stored_fingerprint != fingerprint:
        raise IdempotencyKeyReused
    return model.model_validate_json(stored)


async def store(session: AsyncSession, operation: Operation, answer: AnswerT) -> AnswerT:
    """Keeps the answer in the caller's transaction, so that a request that failed may be tried again; returns it."""
    if operation.key is not None:
        await session.execute(_STORE, {**_row(operation), "answer": answer.model_dump_json()})
    return answer


def _row(operation: Operation) -> dict[str, object]:
    return {"person_id": operation.person_id, "operation": operation.name, "key": operation.key}
