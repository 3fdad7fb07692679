"""A visit as a calendar entry.

Calendars are shared with families and colleagues, so the entry says only «Приём в Mila»: no doctor, no service, no
speciality; it is marked private, and its link asks for a login. Only a visit in a clinic names the clinic: one must
know where to go.
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
from notify.actions.places import place_of
from notify.domain import VisitOutcome
from notify.models import Notice
from notify.settings import Settings

TITLE = "Приём в Mila"
REMINDED_BEFORE = timedelta(minutes=30)


@dataclass(frozen=True)
class _Entry:
    """``sequence`` is the booking's version: it rises with every change, so calendars know which entry is newer."""

    booking_id: UUID
    starts_at: datetime
    ends_at: datetime
    sequence: int
    location: str
    link: str
    description: str
    cancelled: bool


def letter_invitation(notice: Notice, known: Any, *, to: str, settings: Settings) -> bytes | None:
    """What a letter about a booking carries; None when it is about something else."""
    method = notice.kind.rules.calendar
    if method is None or known is None or notice.booking_id is None:
        return None
    starts_at = datetime.fromisoformat(notice.params["starts_at"])
    link = f"{settings.patient_origin}/records/{notice.booking_id}"
    entry = _Entry(
        booking_id=notice.booking_id,
        starts_at=starts_at,
        # The visit may have moved again meanwhile: then a later letter with a higher sequence says so.
        ends_at=starts_at + (known.ends_at - known.starts_at),
        sequence=notice.fact_version,
        location=_location(known),
        link=link,
        description=_description(known, link),
        cancelled=method == "CANCEL",
    )
    return _calendar(entry, method=method, organizer=settings.mail_from, attendee=to)


async def invitation(session: AsyncSession, person: Principal, booking_id: UUID, *, settings: Settings) -> bytes:
    """The visit as it stands now, to be put into a calendar by hand. Raises NotFound for whoever has no part in it."""
    known = await queries.about_visit(session, booking_id)
    if known is None:
        raise NotFound
    if known.patient_id == person.person_id:
        if known.visit_type is VisitType.ONLINE and person.acr != "gosuslugi":
            raise IdentificationRequired
        link = f"{settings.patient_origin}/records/{booking_id}"
    elif person.doctor_id is not None and known.doctor_id == person.doctor_id:
        link = f"{settings.doctor_origin}/visits/{booking_id}"
    else:
        raise NotFound
    entry = _Entry(
        booking_id=booking_id,
        starts_at=known.starts_at,
        ends_at=known.ends_at,
        sequence=max(known.version, known.end_version or 0),
        location=_location(known),
        link=link,
        description=_description(known, link),
        cancelled=known.outcome is VisitOutcome.CANCELLED,
    )
    return _calendar(entry, method="PUBLISH", organizer=settings.mail_from, attendee=None)


def _location(known: Any) -> str:
    """Where to go; a visit online has its link for that."""
    if known.visit_type is VisitType.ONLINE:
        return ""
    return ", ".join(filter(None, (known.clinic_title, place_of(known))))


def _description(known: Any, link: str) -> str:
    lines = [f"Страница записи: {link}"]
    if known.visit_type is not VisitType.ONLINE and known.phone:
        lines.append(f"Телефон клиники: {known.phone}")
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
        alarm.add("trigger", -REMINDED_BEFORE)
        event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _participant(mailbox: str) -> vCalAddress:
    name, address = parseaddr(mailbox)
    made = vCalAddress(f"mailto:{address}")
    if name:
        made.params["CN"] = name
    return made
