"""Bodies of notify's requests and answers."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from notify.domain import NoticeKind


class NoticeFilters(BaseModel):
    """The query string of the list of notices."""

    unread: bool = False
    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class NoticeView(BaseModel):
    """A notice; its client words ``kind`` with ``params`` (times ISO 8601, money in kopecks)."""

    model_config = ConfigDict(from_attributes=True)

    notice_id: UUID
    kind: NoticeKind
    booking_id: UUID | None
    document_id: UUID | None
    created_at: datetime
    read_at: datetime | None
    params: dict[str, Any]


class NoticeList(BaseModel):
    items: list[NoticeView]
    next_cursor: UUID | None
    unread_count: int
