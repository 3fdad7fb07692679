"""Where a notice leads in the patient's app."""

from notify.domain import NoticeKind
from notify.models import Notice

# Somebody waits there.
TO_THE_ROOM = frozenset({NoticeKind.DOCTOR_CALLING, NoticeKind.CHAT_MESSAGE})


def path_of(notice: Notice) -> str:
    """The path of the page, without an origin."""
    if notice.kind is NoticeKind.CONCLUSION_READY:
        return f"/medcards/{notice.document_id}"
    if notice.kind is NoticeKind.SLOT_OFFERED:
        return f"/booking/{notice.booking_id}"
    if notice.kind is NoticeKind.SHARE_OPENED:
        return "/medcards/shares"
    if notice.kind in TO_THE_ROOM:
        return f"/records/{notice.booking_id}/room"
    return f"/records/{notice.booking_id}"
