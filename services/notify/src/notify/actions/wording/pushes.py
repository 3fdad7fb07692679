"""Titles of pushes, fit for a locked screen: no name, no service, no time of a visit."""

from typing import Any

from notify.domain.kinds import NoticeKind


def push_title(kind: NoticeKind, params: dict[str, Any]) -> str:
    """The title of this notice; a partial refund is named as such."""
    if kind is NoticeKind.PAYMENT_REFUNDED and params.get("owed_kopecks"):
        return "Возвращена часть денег"
    return kind.rules.push or ""
