"""A service's own replica of what another service published."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase


async def upsert_replica(
    session: AsyncSession, model: type[DeclarativeBase], values: dict[str, Any], *, version: int
) -> None:
    """The row holds ``values`` unless it already holds a newer version; events may come in any order.

    ``values`` names the primary key; the model has a column ``version``, the event's ``aggregate_version``.
    """
    new = insert(model).values(**values, version=version)
    table = inspect(model).local_table
    newer = new.on_conflict_do_update(
        index_elements=[column.name for column in inspect(model).primary_key],
        set_={name: new.excluded[name] for name in (*values, "version")},
        where=table.c.version < new.excluded.version,
    )
    await session.execute(newer)
