"""Whether a person wants to be told now. Asked when a letter or push leaves, never when it is queued (R026)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common.clock import now
from common.errors import Unavailable
from contracts.cards import PersonCard
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.delivery.office import Held, NotWanted
from notify.domain import Channel, QuietHours, held_until, is_useless
from notify.kinds import REMINDERS, NoticeKind
from notify.models import Notice, Preferences


@dataclass(frozen=True)
class Subject:
    """What a letter or push is about, read in one short transaction; ``known`` is the visit or the offered time."""

    notice: Notice
    known: Any
    wishes: Preferences | None


async def read_subject(session: AsyncSession, notice_id: UUID) -> Subject:
    """The notice and all that is known here of what it is about. Raises Unavailable: not yet."""
    notice = await session.get_one(Notice, notice_id)
    if notice.kind is NoticeKind.SLOT_OFFERED:
        offering_id, clinic_id = (UUID(notice.params[name]) for name in ("offering_id", "clinic_id"))
        known = await queries.about_offer(session, offering_id, clinic_id)
    else:
        known = await queries.about_visit(session, notice.booking_id) if notice.booking_id else None
    if known is None and notice.kind.rules.needs_visit:
        # The event may still be on its way; the next attempt will find it.
        raise Unavailable("the visit is not known yet")
    return Subject(notice, known, await session.get(Preferences, notice.recipient_id))


def require_true(subject: Subject) -> None:
    """Raises NotWanted when what was to be told is true or useful no longer."""
    notice, known, moment = subject.notice, subject.known, now()
    held = moment_of(notice, "hold_expires_at")
    if is_useless(notice.kind, moment - notice.created_at) or (held and held <= moment):
        raise NotWanted("too_late")
    if notice.kind not in REMINDERS:
        return
    starts_at = moment_of(notice, "starts_at")
    if known.outcome is not None or known.starts_at != starts_at:
        raise NotWanted("visit_changed")
    if starts_at and starts_at <= moment:
        raise NotWanted("too_late")


def require_willing(person: PersonCard, subject: Subject, channel: Channel) -> None:
    """The person wants this now by this way. Raises NotWanted or, in quiet hours, Held."""
    notice, wishes = subject.notice, subject.wishes
    if not person.notifications_allowed:
        raise NotWanted("no_consent")
    if wishes is None:
        return
    if f"{channel}:{notice.kind.rules.group}" in wishes.muted:
        raise NotWanted("muted")
    if wishes.quiet_from is not None and wishes.quiet_to is not None:
        end = QuietHours(wishes.quiet_from, wishes.quiet_to).end_after(now(), person.time_zone)
        times = (moment_of(notice, "starts_at"), moment_of(notice, "previous_starts_at"))
        until = held_until(notice.kind, now(), end, *times)
        if until:
            raise Held(until)


def moment_of(notice: Notice, name: str) -> datetime | None:
    """A time among the notice's params."""
    return datetime.fromisoformat(notice.params[name]) if name in notice.params else None
