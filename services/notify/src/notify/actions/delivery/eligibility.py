"""Deciding whether a letter or push is sent now: when it is about to be sent, never when it is queued (R026)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.clock import now
from common.errors import Unavailable
from contracts.cards import PersonCard
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.delivery.attempts import Deferred, Skipped
from notify.domain.delivery import Channel, QuietHours, deferred_until, is_useless
from notify.domain.kinds import REMINDERS, NoticeKind
from notify.models import Notice, Preferences


@dataclass(frozen=True)
class Subject:
    """What a letter or push is about, read in one short transaction.

    ``visit`` is a row of ``queries.get_visit``, or of ``queries.get_offer`` for an offered slot; None when the kind
    needs neither and it has not arrived here.
    """

    notice: Notice
    visit: Any
    preferences: Preferences | None


async def read_subject(session: AsyncSession, notice_id: UUID) -> Subject:
    """The notice, its visit and the recipient's preferences. Raises Unavailable while the visit has not arrived."""
    notice = await session.get_one(Notice, notice_id)
    if notice.kind is NoticeKind.SLOT_OFFERED:
        offering_id, clinic_id = (UUID(notice.params[name]) for name in ("offering_id", "clinic_id"))
        visit = await queries.get_offer(session, offering_id, clinic_id)
    else:
        visit = await queries.get_visit(session, notice.booking_id) if notice.booking_id else None
    if visit is None and notice.kind.rules.needs_visit:
        # Its event may still be in the queue; the next attempt will find it.
        raise Unavailable("the visit is not known yet")
    return Subject(notice, visit, await session.get(Preferences, notice.recipient_id))


def ensure_relevant(subject: Subject) -> None:
    """Raises Skipped when the notice is no longer true or useful."""
    notice, visit, moment = subject.notice, subject.visit, now()
    hold_expires_at = notice.time_param("hold_expires_at")
    if is_useless(notice.kind, moment - notice.created_at) or (hold_expires_at and hold_expires_at <= moment):
        raise Skipped("too_late")
    if notice.kind not in REMINDERS:
        return
    starts_at = notice.time_param("starts_at")
    if visit.outcome is not None or visit.starts_at != starts_at:
        raise Skipped("visit_changed")
    if starts_at and starts_at <= moment:
        raise Skipped("too_late")


def ensure_allowed(person: PersonCard, subject: Subject, channel: Channel) -> None:
    """Raises Skipped without the person's consent or in a muted group, Deferred in quiet hours."""
    notice, preferences = subject.notice, subject.preferences
    if not person.notifications_allowed:
        raise Skipped("no_consent")
    if preferences is None:
        return
    if f"{channel}:{notice.kind.rules.group}" in preferences.muted:
        raise Skipped("muted")
    if preferences.quiet_from is not None and preferences.quiet_to is not None:
        quiet_end = QuietHours(preferences.quiet_from, preferences.quiet_to).end_after(now(), person.time_zone)
        times = (notice.time_param("starts_at"), notice.time_param("previous_starts_at"))
        until = deferred_until(notice.kind, now(), quiet_end, *times)
        if until:
            raise Deferred(until)
