"""Visits of a patient and of a doctor."""

from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from common import clock, idempotency
from common.errors import IdentificationRequired, NotFound, TooManyRequests, problems
from common.fields import Day, Moment
from common.http import SessionDep
from common.idempotency import IdempotencyKey, IdempotencyKeyReused, Operation
from common.paging import Cursor, Limit, decode_cursor, encode_cursor
from common.rights import Doctor, Patient
from fastapi import APIRouter, Query, status

from booking import actions, errors, schemas
from booking.actions import Caller
from booking.queries import bookings as queries

router = APIRouter(tags=["bookings"])

CREATE_REFUSALS = problems(
    NotFound,
    IdentificationRequired,
    errors.SlotTaken,
    errors.SlotUnavailable,
    errors.OfferingWithdrawn,
    errors.TooManyHolds,
    errors.TooManyVisits,
    TooManyRequests,
    errors.OwnHold,
    errors.OverlappingBooking,
    IdempotencyKeyReused,
)
CONFIRM_REFUSALS = problems(
    NotFound,
    IdentificationRequired,
    errors.HoldExpired,
    errors.PaymentDue,
    errors.TooManyVisits,
    TooManyRequests,
)
MOVE_REFUSALS = problems(
    NotFound,
    IdentificationRequired,
    errors.SlotTaken,
    errors.SlotUnavailable,
    errors.NotReschedulable,
    errors.TooLateToMove,
    errors.TooManyVisits,
    TooManyRequests,
    errors.OwnHold,
    errors.OverlappingBooking,
    IdempotencyKeyReused,
)


@router.post("/bookings", status_code=status.HTTP_201_CREATED, responses=CREATE_REFUSALS)
async def create_booking(
    body: schemas.BookingCreate, patient: Patient, session: SessionDep, key: IdempotencyKey = None
) -> schemas.BookingRead:
    """Takes a slot; an online offering needs a Gosuslugi session (R034), a clinic visit does not (R036)."""
    operation = Operation(name="create_booking", key=key, person_id=patient.person_id, request=body)
    if stored := await idempotency.claim(session, operation, schemas.BookingRead):
        return stored
    made = await actions.create_booking(
        session, offering_id=body.offering_id, starts_at=body.starts_at, patient=patient
    )
    return await idempotency.store(session, operation, schemas.BookingRead.of(made))


@router.get("/bookings")
async def list_bookings(
    patient: Patient,
    session: SessionDep,
    when: schemas.When = schemas.When.UPCOMING,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> schemas.BookingPage:
    """The patient's visits to come (soonest first), or those over and cancelled (latest first) (R101).

    A password session sees visits in a clinic only, and how many others there are.
    """
    mine = queries.visits_of_patient(
        patient.person_id, upcoming_at=clock.now() if when is schemas.When.UPCOMING else None
    )
    shown, hidden = mine, 0
    if not Caller.of(patient).identified:
        shown, hidden = queries.in_clinic(mine), await queries.count_online(session, mine)
    find = queries.list_upcoming if when is schemas.When.UPCOMING else queries.list_past
    found = await find(session, shown, after=decode_cursor(cursor, Moment, UUID), limit=limit + 1)
    following = encode_cursor(found[limit - 1].starts_at, found[limit - 1].booking_id) if len(found) > limit else None
    items = [schemas.BookingRead.of(one) for one in found[:limit]]
    return schemas.BookingPage(items=items, next_cursor=following, hidden_online=hidden)


@router.get("/bookings/{booking_id}", responses=problems(NotFound, IdentificationRequired))
async def read_booking(booking_id: UUID, person: Patient, session: SessionDep) -> schemas.BookingRead:
    """A visit, for its patient and its doctor (R105)."""
    return schemas.BookingRead.of(await actions.read_booking(session, booking_id, caller=Caller.of(person)))


@router.get("/bookings/{booking_id}/cancellation", responses=problems(NotFound, IdentificationRequired))
async def preview_cancellation(booking_id: UUID, patient: Patient, session: SessionDep) -> schemas.CancellationRead:
    """What the patient would still get back now; the server's clock decides (R090, R092)."""
    found = await actions.preview_cancellation(session, booking_id, caller=Caller.of(patient))
    return schemas.CancellationRead.of(found)


@router.post(
    "/bookings/{booking_id}/cancellation",
    responses=problems(NotFound, IdentificationRequired, errors.NotCancellable, errors.RefundChanged),
)
async def cancel_booking(
    booking_id: UUID, person: Patient, session: SessionDep, body: schemas.CancellationCreate | None = None
) -> schemas.BookingRead:
    """Ends a visit and frees its slot; a held one is let go (R090, R091, R093)."""
    expected = body.expected_refund_kopecks if body else None
    made = await actions.cancel_booking(session, booking_id, caller=Caller.of(person), expected_refund_kopecks=expected)
    return schemas.BookingRead.of(made)


@router.post("/bookings/{booking_id}/confirmation", responses=CONFIRM_REFUSALS)
async def confirm_booking(booking_id: UUID, patient: Patient, session: SessionDep) -> schemas.BookingRead:
    """Says yes to an offered time of a visit without prepayment; once confirmed it answers the same again."""
    made = await actions.confirm_booking(session, booking_id, caller=Caller.of(patient))
    return schemas.BookingRead.of(made)


@router.post("/bookings/{booking_id}/rescheduling", responses=MOVE_REFUSALS)
async def reschedule_booking(
    booking_id: UUID, body: schemas.ReschedulingCreate, person: Patient, session: SessionDep, key: IdempotencyKey = None
) -> schemas.BookingRead:
    """Moves a visit, its money stays: a patient until two hours before (R090, R094), its doctor until it is over."""
    name = f"reschedule_booking:{booking_id}"
    operation = Operation(name=name, key=key, person_id=person.person_id, request=body)
    if stored := await idempotency.claim(session, operation, schemas.BookingRead):
        return stored
    moved = await actions.reschedule_booking(session, booking_id, starts_at=body.starts_at, caller=Caller.of(person))
    return await idempotency.store(session, operation, schemas.BookingRead.of(moved))


@router.get("/visits")
async def list_visits(
    doctor: Doctor,
    session: SessionDep,
    day: Annotated[Day | None, Query(alias="date")] = None,
) -> schemas.VisitDayRead:
    """The doctor's day at the clinic, cancelled visits included; today when no date is given (R170)."""
    time_zone = await queries.get_time_zone(session, doctor.doctor_id)
    day = day or clock.now().astimezone(ZoneInfo(time_zone)).date()
    found = await queries.list_visits_of_day(session, doctor.doctor_id, day=day, time_zone=time_zone)
    return schemas.VisitDayRead(time_zone=time_zone, items=[schemas.BookingRead.of(one) for one in found])
