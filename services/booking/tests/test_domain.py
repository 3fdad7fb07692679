"""The rules, without a database."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from booking.domain import (
    TRANSITIONS,
    Hours,
    IllegalTransition,
    Status,
    Transition,
    can,
    contradict,
    new_number,
    next_status,
    refund,
    refund_deadline,
)
from contracts.values import CancelledBy, VisitType
from hypothesis import given
from hypothesis import strategies as st

START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
DEADLINE = START - timedelta(hours=2)


@pytest.mark.parametrize(("status", "transition"), list(product(Status, Transition)))
def test_every_transition_is_either_in_the_table_or_illegal(status: Status, transition: Transition) -> None:
    if (status, transition) in TRANSITIONS:
        assert next_status(status, transition) == TRANSITIONS[status, transition]
        assert can(status, transition)
        return
    assert not can(status, transition)
    with pytest.raises(IllegalTransition):
        next_status(status, transition)


def test_after_the_end_only_late_money_goes_back() -> None:
    assert [step for step in Transition if can(Status.CANCELLED, step)] == [Transition.RETURN]
    assert not any(can(Status.COMPLETED, step) for step in Transition)


@pytest.mark.parametrize("status", [Status.RELEASED, Status.DECLINED])
def test_what_its_patient_did_not_want_is_never_confirmed(status: Status) -> None:
    assert [transition for transition in Transition if can(status, transition)] == [Transition.CANCEL]


def test_exactly_two_hours_before_the_start_everything_goes_back() -> None:
    """R092."""
    assert refund(paid_kopecks=100, by=CancelledBy.PATIENT, deadline=DEADLINE, now=DEADLINE) == 100


def test_a_microsecond_later_nothing_goes_back() -> None:
    """R091, R092: 1:59:59.999999 before the start."""
    late = DEADLINE + timedelta(microseconds=1)
    assert refund(paid_kopecks=100, by=CancelledBy.PATIENT, deadline=DEADLINE, now=late) == 0


@given(
    paid=st.integers(0, 10**9),
    by=st.sampled_from([CancelledBy.DOCTOR, CancelledBy.CLINIC, CancelledBy.SYSTEM]),
    late=st.timedeltas(timedelta(days=-30), timedelta(days=30)),
)
def test_a_cancellation_by_another_side_refunds_everything(paid: int, by: CancelledBy, late: timedelta) -> None:
    """1.15: independent of the two hours."""
    assert refund(paid_kopecks=paid, by=by, deadline=DEADLINE, now=START + late) == paid


@pytest.mark.parametrize("by", CancelledBy)
def test_nothing_paid_nothing_back(by: CancelledBy) -> None:
    assert refund(paid_kopecks=0, by=by, deadline=DEADLINE, now=START - timedelta(days=1)) == 0


def test_whom_the_doctor_moved_may_step_back_until_the_start() -> None:
    assert refund_deadline(START) == refund_deadline(START, moved_by=CancelledBy.PATIENT) == DEADLINE
    assert refund_deadline(START, moved_by=CancelledBy.DOCTOR) == START


def test_a_number_can_be_read_aloud() -> None:
    numbers = {new_number() for _ in range(200)}
    assert len(numbers) > 195
    assert all(
        len(number) == 8 and number.startswith("M-") and not set(number[2:]) & set("AEIOU01L") for number in numbers
    )


CLINIC = uuid4()


def _hours(starts: int, ends: int, weekday: int = 0, **more: object) -> Hours:
    given = {"clinic_id": CLINIC, "visit_types": frozenset(VisitType), "valid_from": None, "valid_to": None, **more}
    return Hours(weekday=weekday, starts_minute=starts * 60, ends_minute=ends * 60, **given)  # type: ignore[arg-type]  # the test chooses the fields


def test_hours_that_touch_do_not_contradict() -> None:
    assert not contradict([_hours(9, 12), _hours(12, 18), _hours(9, 18, weekday=1)])


def test_hours_that_overlap_contradict() -> None:
    assert contradict([_hours(9, 12), _hours(11, 18)])


def test_hours_of_other_visits_clinics_or_seasons_may_overlap() -> None:
    online, clinic = frozenset([VisitType.ONLINE]), frozenset([VisitType.CLINIC])
    assert not contradict([_hours(9, 12, visit_types=online), _hours(9, 12, visit_types=clinic)])
    assert not contradict([_hours(9, 12), _hours(9, 12, clinic_id=uuid4())])
    summer = _hours(9, 12, valid_to=date(2026, 8, 31))
    assert not contradict([summer, _hours(9, 12, valid_from=date(2026, 9, 1))])
    assert contradict([summer, _hours(9, 12, valid_from=date(2026, 8, 31))])
