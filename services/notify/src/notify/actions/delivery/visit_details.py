"""The details of a visit as a letter shows them: times in the right zone, money, places."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from common.clock import now
from contracts.values import CancelledBy, CancelReason, VisitType

from notify.actions.wording import VisitDetails, format_clinic_time, format_money, format_place, format_time, map_url
from notify.domain.delivery import FREE_CANCELLATION
from notify.models import Notice


def build_visit_details(notice: Notice, visit: Any, *, zone: str, addressee: str) -> VisitDetails:
    """The details of the visit for a reader in this time zone; what is not known stays empty.

    The time of a visit in a clinic is shown in the clinic's zone first, then in the reader's.
    """
    visit_type = _visit_type(notice, visit)
    at_clinic = visit_type is VisitType.CLINIC

    def formatted(moment: datetime | None) -> str:
        if moment is None:
            return ""
        return format_clinic_time(moment, visit.time_zone, visit.city) if at_clinic else format_time(moment, zone)

    starts_at = notice.time_param("starts_at") or getattr(visit, "starts_at", None)
    deadline = starts_at - FREE_CANCELLATION if starts_at and not at_clinic else None
    other_zone = starts_at and at_clinic and _offsets_differ(starts_at, visit.time_zone, zone)
    place = format_place(visit) if at_clinic else ""
    held_until = notice.time_param("hold_expires_at")
    return VisitDetails(
        addressee=addressee,
        service_title=visit.service_title if visit else "",
        clinic_title=visit.clinic_title if visit else "",
        visit_type=visit_type,
        when=formatted(starts_at or notice.time_param("opened_at")),
        when_for_reader=format_time(starts_at, zone) if starts_at and other_zone else "",
        previous_when=formatted(notice.time_param("previous_starts_at")),
        held_until=format_time(held_until, zone) if held_until else "",
        refund_until=format_time(deadline, zone) if deadline and now() <= deadline else "",
        place=place,
        map_link=map_url(place),
        phone=getattr(visit, "phone", None) or "",
        price=_money(getattr(visit, "price_kopecks", 0)),
        amount=_money(notice.params.get("amount_kopecks")),
        **_returned(notice),
        **_cancellation(notice),
    )


def _visit_type(notice: Notice, visit: Any) -> VisitType | None:
    booked: VisitType | None = getattr(visit, "visit_type", None)
    return VisitType(notice.params["visit_type"]) if "visit_type" in notice.params else booked


def _offsets_differ(moment: datetime, zone: str, other: str) -> bool:
    return moment.astimezone(ZoneInfo(zone)).utcoffset() != moment.astimezone(ZoneInfo(other)).utcoffset()


def _money(kopecks: int | None) -> str:
    return format_money(kopecks) if kopecks else ""


def _returned(notice: Notice) -> dict[str, Any]:
    """The sum returned so far; with the total and the remainder while a remainder is owed."""
    returned, owed = notice.params.get("returned_kopecks"), notice.params.get("owed_kopecks")
    if returned is None:
        return {}
    remainder = {"returned_of": _money(returned + owed), "owed": _money(owed)} if owed else {}
    return {"returned": _money(returned), **remainder}


def _cancellation(notice: Notice) -> dict[str, Any]:
    by, reason = notice.params.get("cancelled_by"), notice.params.get("reason")
    return {
        "cancelled_by": CancelledBy(by) if by else None,
        "reason": CancelReason(reason) if reason else None,
    }
