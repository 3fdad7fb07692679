"""What the tables of every service share: names of constraints, types of columns, and the plumbing tables."""

from datetime import datetime
from enum import Enum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from common.clock import now
from common.ids import new_id

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Id = Annotated[UUID, mapped_column(Uuid, primary_key=True, default=new_id)]
Kopecks = Annotated[int, mapped_column(BigInteger)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]


def _values(kind: type[Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class TypedColumns:
    """Mixed into each service's ``Base``: what a Python annotation means as a column.

    Times keep their zone, mappings are jsonb, and an enumeration is stored as its value in plain text, so that
    a new member needs no migration.
    """

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[str]: JSONB,
        Enum: EnumColumn(Enum, native_enum=False, length=64, values_callable=_values, create_constraint=False),
    }


class Timestamped:
    """Mixin: when the row was made, UTC."""

    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=now, server_default=func.now(), sort_order=1000
    )


def metadata_for(service: str) -> MetaData:
    """The metadata of one service: its own, with the naming convention every migration relies on."""
    return MetaData(naming_convention=NAMES, info={"service": service})


def messaging_tables(base: type[DeclarativeBase], *, idempotency: bool = False) -> None:
    """Adds the outbox and the inbox (and, when asked, the stored answers of repeated requests) to a service.

    Built as tables of that service's own metadata, so that several services can be loaded in one process.
    """
    _outbox(base.metadata)
    _inbox(base.metadata)
    if idempotency:
        _idempotency_keys(base.metadata)


def _outbox(metadata: MetaData) -> None:
    table = Table(
        "outbox",
        metadata,
        Column("id", Uuid, primary_key=True, comment="the event's id, and the message's"),
        Column("position", BigInteger, Identity(always=True), nullable=False),
        Column("type", Text, nullable=False),
        Column("aggregate_id", Uuid, nullable=False),
        Column("payload", JSONB, nullable=False),
        Column("headers", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
        Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
        Column("published_at", DateTime(timezone=True)),
    )
    # Only what waits is indexed: the relay's question stays cheap however long the history is.
    Index("ix_outbox_pending", table.c.position, postgresql_where=table.c.published_at.is_(None))
    Index("ix_outbox_published_at", table.c.published_at, postgresql_where=table.c.published_at.isnot(None))


def _inbox(metadata: MetaData) -> None:
    Table(
        "inbox",
        metadata,
        Column("event_id", Uuid, primary_key=True),
        Column("handler", Text, primary_key=True),
        Column("handled_at", DateTime(timezone=True), nullable=False, server_default=func.now(), index=True),
    )


def _idempotency_keys(metadata: MetaData) -> None:
    Table(
        "idempotency_keys",
        metadata,
        Column("person_id", Uuid, primary_key=True),
        Column("operation", String(64), primary_key=True),
        Column("key", String(64), primary_key=True),
        Column("fingerprint", String(64), nullable=False, comment="SHA-256 of the request body"),
        Column("answer", JSONB),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now(), index=True),
    )
