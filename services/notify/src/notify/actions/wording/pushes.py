"""What a push says: a title anybody may read on a locked screen. No name, no service, no time of a visit."""

from typing import Any

from notify.kinds import NoticeKind


def push_title(kind: NoticeKind, params: dict[str, Any]) -> str:
    """The title of this notice; money that came back in part is not said to be back."""
    if kind is NoticeKind.PAYMENT_REFUNDED and params.get("owed_kopecks"):
        return "Возвращена часть денег"
    return kind.rules.push or ""
