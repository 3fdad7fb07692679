"""A visit after it was booked: who sees it, how it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from common import clock
from common.auth import Principal
from common.errors import IdentificationRequired, NotFound
from common.metrics import gauge
from contracts.telemed import ConsultationEnded
from contracts.values import CancelledBy, CancelReason, EndReason, ExpiryReason, VisitType
from sqlalchemy.ext.asyncio import AsyncSession

from booking import domain
from booking.actions import steps
from booking.domain import ABANDONED_AFTER, LOOK_BACK, Status, Step, allows
from booking.errors import NotCancellable, RefundChanged
from booking.models import Booking
from booking.queries.bookings import find_booking, find_undecided, lock_booking, lock_past_visits

logger = structlog.get_logger(__name__)

# As many rows as one transaction of a job holds.
BATCH = 20
UNPAID = (Status.HELD, Status.EXPIRED)
REQUESTS = {CancelledBy.PATIENT: CancelReason.PATIENT_REQUEST, CancelledBy.DOCTOR: CancelReason.DOCTOR_REQUEST}
UNDECIDED = gauge("booking_undecided_visits", "Online visits too long over to be decided without people")


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks, and as whom they may act: a doctor only with a Gosuslugi session."""

    person_id: UUID
    doctor_id: UUID | None
    identified: bool

    @classmethod
    def of(cls, principal: Principal) -> "Caller":
        """What a session allows here."""
        identified = principal.acr == "gosuslugi"
        doctor_id = principal.doctor_id if identified and "doctor" in principal.roles else None
        return cls(person_id=principal.person_id, doctor_id=doctor_id, identified=identified)

    def sees(self, visit_type: VisitType) -> bool:
        """Whether the caller's own visits of this type are open to them: after a login by password, no online ones."""
        return self.identified or visit_type != VisitType.ONLINE

    def side(self, booking: Booking | None) -> CancelledBy:
        """Whose booking this is to the caller. Raises NotFound for a stranger, and for the doctor of a mere hold.

        Raises IdentificationRequired when its patient came in by password and it is one of an identified person.
        """
        if booking is not None and booking.patient_id == self.person_id:
            if not self.sees(booking.visit_type):
                raise IdentificationRequired
            return CancelledBy.PATIENT
        if booking is not None and booking.confirmed_at and booking.doctor_id == self.doctor_id:
            return CancelledBy.DOCTOR
        raise NotFound

    def may_learn_of(self, booking: Booking) -> bool:
        """Whether a refusal may say that this booking stands in the way: it is the caller's own, and not hidden."""
        return booking.patient_id == self.person_id and self.sees(booking.visit_type)


@dataclass(frozen=True, kw_only=True)
class Cancellation:
    """What cancelling now would mean to the patient: ``refund_kopecks`` would come besides what came back already."""

    allowed: bool
    refund_kopecks: int
    returned_kopecks: int
    refund_deadline_at: datetime
    server_time: datetime


async def read_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Booking:
    """The caller's own booking, as its patient or its doctor."""
    booking = await find_booking(session, booking_id)
    caller.side(booking)
    assert booking is not None
    return booking


async def own_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> tuple[Booking, CancelledBy]:
    """The caller's own booking, locked until the end of the transaction, and whose it is to them."""
    booking = await lock_booking(session, booking_id)
    side = caller.side(booking)
    assert booking is not None
    return booking, side


async def preview_cancellation(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Cancellation:
    """What the patient would still get back now, by the server's clock."""
    booking = await read_booking(session, booking_id, caller=caller)
    if booking.patient_id != caller.person_id:
        raise NotFound
    allowed = _cancellable(booking, CancelledBy.PATIENT)
    return Cancellation(
        allowed=allowed,
        refund_kopecks=steps.refund_left(booking, by=CancelledBy.PATIENT) if allowed else 0,
        returned_kopecks=booking.returned_kopecks,
        refund_deadline_at=booking.refund_deadline_at,
        server_time=clock.now(),
    )


async def cancel_booking(
    session: AsyncSession, booking_id: UUID, *, caller: Caller, expected_refund_kopecks: int | None
) -> Booking:
    """The slot is free again. A hold is let go; a patient gets back what the rule says; a doctor's refund is full."""
    booking, side = await own_booking(session, booking_id, caller=caller)
    if not _cancellable(booking, side):
        raise NotCancellable
    refund = steps.refund_left(booking, by=side)
    if expected_refund_kopecks is not None and expected_refund_kopecks != refund:
        raise RefundChanged(refund_kopecks=refund, returned_kopecks=booking.returned_kopecks)
    if booking.status in UNPAID:
        await steps.end_hold(session, booking, reason=ExpiryReason.RELEASED)
    else:
        await steps.cancel(session, booking, by=side, reason=REQUESTS[side])
    return booking


def _cancellable(booking: Booking, side: CancelledBy) -> bool:
    """A hold always, one that ran out until the start: its money may be on the way, and the patient says no to it.

    A confirmed visit by its patient until it begins, by its doctor until it is over.
    """
    if booking.status == Status.HELD:
        return True
    to_come = clock.now() < booking.starts_at
    if booking.status == Status.EXPIRED:
        return to_come
    return booking.status == Status.CONFIRMED and (side == CancelledBy.DOCTOR or to_come)


async def end_visit(session: AsyncSession, fact: ConsultationEnded) -> None:
    """The room was closed: the visit is completed, or cancelled with everything back (see ``domain.ending``)."""
    booking = await lock_booking(session, fact.booking_id)
    if booking is None or not allows(booking.status, Step.COMPLETE):
        return
    ending = domain.ending(
        started=fact.started_at is not None,
        by_doctor=fact.reason == EndReason.DOCTOR_ENDED,
        ended_at=fact.ended_at,
        during=(booking.starts_at, booking.ends_at),
        presence=_presence(fact),
    )
    if ending.cancelled is None:
        await steps.complete(session, booking, outcome=ending.outcome)
    else:
        by, reason = ending.cancelled
        await steps.cancel(session, booking, by=by, reason=reason)


def _presence(fact: ConsultationEnded) -> domain.Presence | None:
    """A producer that does not say who came knows nothing; one that says null knows that they did not."""
    if not {"patient_came_at", "doctor_came_at"} <= fact.model_fields_set:
        return None
    return domain.Presence(
        patient=fact.patient_came_at is not None,
        doctor=fact.doctor_came_at is not None,
        both_wrote=bool(fact.both_wrote),
        doctor_stayed=timedelta(seconds=fact.doctor_present_seconds or 0),
        both_stayed=timedelta(seconds=fact.both_present_seconds or 0),
    )


async def complete_clinic_visits(session: AsyncSession) -> int:
    """Visits in clinics that are over, some of them; answers how many. Money is not touched, however old they are."""
    past = await lock_past_visits(session, visit_type=VisitType.CLINIC, between=(None, clock.now()), limit=BATCH)
    for booking in past:
        await steps.complete(session, booking)
    return len(past)


async def cancel_abandoned_visits(session: AsyncSession) -> int:
    """Online visits of which nothing was heard for a day did not take place: everything goes back.

    Some of them; answers how many. Those of before the look-back are left to people.
    """
    between = clock.now() - LOOK_BACK, clock.now() - ABANDONED_AFTER
    past = await lock_past_visits(session, visit_type=VisitType.ONLINE, between=between, limit=BATCH)
    for booking in past:
        await steps.cancel(session, booking, by=CancelledBy.SYSTEM, reason=CancelReason.NOT_ENDED)
    return len(past)


async def count_undecided_visits(session: AsyncSession) -> None:
    """Online visits that ended before the look-back and wait for people: a number, and a line with the oldest."""
    count, oldest = await find_undecided(session, before=clock.now() - LOOK_BACK, limit=BATCH)
    UNDECIDED.set(count)
    if count:
        logger.error("visits_undecided", count=count, booking_ids=[str(booking_id) for booking_id in oldest])
