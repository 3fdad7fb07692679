"""Whether a person wants to be told now. Asked when a letter or push leaves, never when it is queued (R026)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from common.clock import now
from common.errors import Unavailable
from common.identity import PersonCard
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.delivery.office import Held, NotWanted, Office
from notify.domain import (
    GROUPS,
    REMINDERS,
    WITHOUT_VISIT,
    Channel,
    Group,
    NoticeKind,
    QuietHours,
    held_until,
    is_useless,
)
from notify.models import Notice, Preferences


async def subject_of(session: AsyncSession, notice: Notice) -> Any:
    """What is known of the visit or the offered time; None when nothing needs to be. Raises Unavailable: not yet."""
    if notice.kind is NoticeKind.SLOT_OFFERED:
        offering_id, clinic_id = (UUID(notice.params[name]) for name in ("offering_id", "clinic_id"))
        known = await queries.about_offer(session, offering_id, clinic_id)
    else:
        known = await queries.about_visit(session, notice.booking_id) if notice.booking_id else None
    if known is None and notice.kind not in WITHOUT_VISIT:
        # The fact may still be on its way; the next attempt will find it.
        raise Unavailable("the visit is not known yet")
    return known


def require_true(notice: Notice, known: Any) -> None:
    """Raises NotWanted when what was to be told is true or useful no longer."""
    moment = now()
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


async def willing(session: AsyncSession, office: Office, notice: Notice, channel: Channel) -> PersonCard:
    """The person, who wants this now by this way. Raises NotWanted or, in quiet hours, Held."""
    person = await office.identity.person(notice.recipient_id)
    if not person.notifications_allowed:
        raise NotWanted("no_consent")
    wishes = await session.get(Preferences, notice.recipient_id)
    if wishes is None:
        return person
    if f"{channel}:{GROUPS.get(notice.kind, Group.VISITS)}" in wishes.muted:
        raise NotWanted("muted")
    if wishes.quiet_from is not None and wishes.quiet_to is not None:
        end = QuietHours(wishes.quiet_from, wishes.quiet_to).end_after(now(), person.time_zone)
        times = (moment_of(notice, "starts_at"), moment_of(notice, "previous_starts_at"))
        until = held_until(notice.kind, now(), end, *times)
        if until:
            raise Held(until)
    return person


def moment_of(notice: Notice, name: str) -> datetime | None:
    """A time among the notice's params."""
    return datetime.fromisoformat(notice.params[name]) if name in notice.params else None
