"""The details of a letter, made readable: times in the zone they are lived in, money, places."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from common.clock import now
from contracts.values import CancelledBy, CancelReason, VisitType

from notify.actions.delivery.relevance import moment_of
from notify.actions.places import map_url, place_of
from notify.actions.wording import VisitDetails, format_money, format_time, format_time_there
from notify.domain import FREE_CANCELLATION
from notify.models import Notice


def visit_details(notice: Notice, known: Any, *, zone: str, addressee: str) -> VisitDetails:
    """What can be said of the visit to a reader in this zone. What is not known stays empty.

    A visit in a clinic is lived by the clinic's clock: its time comes first, the reader's own beside it.
    """
    visit_type = _visit_type(notice, known)
    at_clinic = visit_type is VisitType.CLINIC

    def spelled(moment: datetime | None) -> str:
        if moment is None:
            return ""
        return format_time_there(moment, known.time_zone, known.city) if at_clinic else format_time(moment, zone)

    starts_at = moment_of(notice, "starts_at") or getattr(known, "starts_at", None)
    deadline = starts_at - FREE_CANCELLATION if starts_at and not at_clinic else None
    own = format_time(starts_at, zone) if starts_at and at_clinic else ""
    place = place_of(known) if at_clinic else ""
    held_until = moment_of(notice, "hold_expires_at")
    return VisitDetails(
        addressee=addressee,
        service_title=known.service_title if known else "",
        clinic_title=known.clinic_title if known else "",
        visit_type=visit_type,
        when=spelled(starts_at or moment_of(notice, "opened_at")),
        own_when=own if starts_at and own and _differ(starts_at, known.time_zone, zone) else "",
        previous_when=spelled(moment_of(notice, "previous_starts_at")),
        held_until=format_time(held_until, zone) if held_until else "",
        refund_until=format_time(deadline, zone) if deadline and now() <= deadline else "",
        place=place,
        map_link=map_url(place),
        phone=getattr(known, "phone", None) or "",
        price=_money(getattr(known, "price_kopecks", 0)),
        amount=_money(notice.params.get("amount_kopecks")),
        **_returned(notice),
        **_why(notice),
    )


def _visit_type(notice: Notice, known: Any) -> VisitType | None:
    offered: VisitType | None = getattr(known, "visit_type", None)
    return VisitType(notice.params["visit_type"]) if "visit_type" in notice.params else offered


def _differ(moment: datetime, zone: str, other: str) -> bool:
    return moment.astimezone(ZoneInfo(zone)).utcoffset() != moment.astimezone(ZoneInfo(other)).utcoffset()


def _money(kopecks: int | None) -> str:
    return format_money(kopecks) if kopecks else ""


def _returned(notice: Notice) -> dict[str, Any]:
    """What came back in all; of how much, and how much is left, when the rest is still to come."""
    returned, owed = notice.params.get("returned_kopecks"), notice.params.get("owed_kopecks")
    if returned is None:
        return {}
    rest = {"returned_of": _money(returned + owed), "owed": _money(owed)} if owed else {}
    return {"returned": _money(returned), **rest}


def _why(notice: Notice) -> dict[str, Any]:
    by, reason = notice.params.get("cancelled_by"), notice.params.get("reason")
    return {
        "cancelled_by": CancelledBy(by) if by else None,
        "reason": CancelReason(reason) if reason else None,
    }
