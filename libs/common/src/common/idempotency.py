"""A request sent twice is done once: the key a client chose, the answer it was given."""

import hashlib
from collections.abc import Awaitable, Callable
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


async def once(
    session: AsyncSession,
    *,
    key: str | None,
    person_id: UUID,
    operation: str,
    body: BaseModel,
    answer: Callable[[], Awaitable[AnswerT]],
    model: type[AnswerT],
) -> AnswerT:
    """Calls ``answer`` unless this person's request with this key was answered before; then that answer again.

    The answer is kept by the caller's transaction, so a request that failed may be tried again with its key. Without
    a key the request is simply done. Raises IdempotencyKeyReused for the same key with another body.
    """
    if key is None:
        return await answer()
    mine = {"person_id": person_id, "operation": operation, "key": key}
    fingerprint = hashlib.sha256(body.model_dump_json().encode()).hexdigest()
    if await session.scalar(_CLAIM, {**mine, "fingerprint": fingerprint}):
        given = await answer()
        await session.execute(_STORE, {**mine, "answer": given.model_dump_json()})
        return given
    stored_fingerprint, stored = (await session.execute(_STORED, mine)).one()
    if stored_fingerprint != fingerprint:
        raise IdempotencyKeyReused
    return model.model_validate_json(stored)
