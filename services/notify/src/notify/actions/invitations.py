"""A visit as a calendar entry (iCalendar).

Calendars are shared with families and colleagues, so the entry is titled «Приём в Mila» and names no doctor, service
or speciality; it is marked private, and its link requires a login. Only a visit in a clinic names the clinic, because
its place must be known.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import IdentificationRequired, NotFound
from contracts.values import VisitType
from icalendar import Alarm, Calendar, Event, vCalAddress
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.wording import format_place
from notify.domain.delivery import VisitOutcome
from notify.models import Notice
from notify.settings import Settings

TITLE = "Приём в Mila"
ALARM_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True)
class _Entry:
    """``sequence`` is the booking's version: calendars keep the entry with the highest."""

    booking_id: UUID
    starts_at: datetime
    ends_at: datetime
    sequence: int
    location: str
    link: str
    description: str
    cancelled: bool


def build_letter_invitation(notice: Notice, visit: Any, *, to: str, settings: Settings) -> bytes | None:
    """The calendar entry attached to a letter about a booking; None for other kinds."""
    method = notice.kind.rules.calendar
    if method is None or visit is None or notice.booking_id is None:
        return None
    starts_at = datetime.fromisoformat(notice.params["starts_at"])
    link = f"{settings.patient_origin}/records/{notice.booking_id}"
    entry = _Entry(
        booking_id=notice.booking_id,
        starts_at=starts_at,
        # If the visit has moved again since, a later letter with a higher sequence corrects this.
        ends_at=starts_at + (visit.ends_at - visit.starts_at),
        sequence=notice.event_version,
        location=_location(visit),
        link=link,
        description=_description(visit, link),
        cancelled=method == "CANCEL",
    )
    return _calendar(entry, method=method, organizer=settings.mail_from, attendee=to)


async def build_invitation(session: AsyncSession, person: Principal, booking_id: UUID, *, settings: Settings) -> bytes:
    """The calendar entry of the visit as it is now. Raises NotFound for anyone but its patient and its doctor."""
    visit = await queries.get_visit(session, booking_id)
    if visit is None:
        raise NotFound
    if visit.patient_id == person.person_id:
        if visit.visit_type is VisitType.ONLINE and person.acr != "gosuslugi":
            raise IdentificationRequired
        link = f"{settings.patient_origin}/records/{booking_id}"
    elif person.doctor_id is not None and visit.doctor_id == person.doctor_id:
        link = f"{settings.doctor_origin}/visits/{booking_id}"
    else:
        raise NotFound
    entry = _Entry(
        booking_id=booking_id,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        sequence=max(visit.version, visit.end_version or 0),
        location=_location(visit),
        link=link,
        description=_description(visit, link),
        cancelled=visit.outcome is VisitOutcome.CANCELLED,
    )
    return _calendar(entry, method="PUBLISH", organizer=settings.mail_from, attendee=None)


def _location(visit: Any) -> str:
    """The clinic and its address; empty for an online visit."""
    if visit.visit_type is VisitType.ONLINE:
        return ""
    return ", ".join(filter(None, (visit.clinic_title, format_place(visit))))


def _description(visit: Any, link: str) -> str:
    lines = [f"Страница записи: {link}"]
    if visit.visit_type is not VisitType.ONLINE and visit.phone:
        lines.append(f"Телефон клиники: {visit.phone}")
    return "\n".join(lines)


def _calendar(entry: _Entry, *, method: str, organizer: str, attendee: str | None) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Mila//Visits//RU")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", f"{entry.booking_id}@mila.example")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", TITLE)
    event.add("description", entry.description)
    event.add("location", entry.location or entry.link)
    event.add("url", entry.link)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event["organizer"] = _participant(organizer)
    if attendee:
        invited = _participant(attendee)
        invited.params.update({"PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
        event["attendee"] = invited
    if not entry.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", TITLE)
        alarm.add("trigger", -ALARM_BEFORE)
        event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _participant(mailbox: str) -> vCalAddress:
    name, address = parseaddr(mailbox)
    participant = vCalAddress(f"mailto:{address}")
    if name:
        participant.params["CN"] = name
    return participant
