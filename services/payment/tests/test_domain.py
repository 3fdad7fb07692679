"""What the bank's answers mean, and the life of an order. No I/O."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from contracts.values import PaymentFailure
from hypothesis import given
from hypothesis import strategies as st
from payment.domain import (
    OrderState,
    Snapshot,
    Verdict,
    bank_session,
    check_pause,
    classify,
    failure_group,
    is_ours,
    refund_pause,
    transition,
)
from payment.errors import IllegalTransition
from payment.gateways.alfabank.checksum import checksum, is_genuine

NEW = Snapshot("key", "number", 0, -100, 1000, "643")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "ooc7slpvc61k7sf7ma7p4hrefr"
CALLBACK = [
    ("mdOrder", "06cf5599-3f17-7c86-bdbc-bd7d00a8b38b"),
    ("operation", "approved"),
    ("orderNumber", "2003"),
    ("status", "1"),
]


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, Verdict.CREATED),
        ({"action_code": 116}, Verdict.FAILED_ATTEMPT),
        ({"order_status": 1}, Verdict.HELD),
        ({"order_status": 2, "action_code": 0}, Verdict.PAID),
        ({"order_status": 3}, Verdict.REVERSED),
        ({"order_status": 4, "approved_kopecks": 1000, "refunded_kopecks": 400}, Verdict.PARTLY_REFUNDED),
        ({"order_status": 4, "approved_kopecks": 1000, "refunded_kopecks": 1000}, Verdict.REFUNDED),
        ({"order_status": 5}, Verdict.IN_PROGRESS),
        ({"order_status": 7}, Verdict.IN_PROGRESS),
        ({"order_status": 6, "action_code": -2007}, Verdict.EXPIRED),
        ({"order_status": 6, "action_code": 4005}, Verdict.DECLINED),
        ({"order_status": 9}, Verdict.UNKNOWN),
    ],
)
def test_a_status_means_one_thing(changes: dict[str, int], verdict: Verdict) -> None:
    assert classify(replace(NEW, **changes)) is verdict  # type: ignore[arg-type]  # the test chooses the fields


@pytest.mark.parametrize("changes", [{"amount_kopecks": 999}, {"currency": "840"}, {"order_number": "other"}])
def test_another_amount_currency_or_number_is_not_ours(changes: dict[str, object]) -> None:
    assert is_ours(NEW, order_number="number", amount_kopecks=1000)
    assert not is_ours(replace(NEW, **changes), order_number="number", amount_kopecks=1000)  # type: ignore[arg-type]  # the test chooses the fields


@pytest.mark.parametrize(
    ("code", "group"),
    [
        (116, PaymentFailure.NOT_ENOUGH_MONEY),
        (71015, PaymentFailure.CARD_DATA),
        (-2006, PaymentFailure.CONFIRMATION_FAILED),
        (-20010, PaymentFailure.LIMIT),
        (907, PaymentFailure.BANK_UNAVAILABLE),
        (-2007, PaymentFailure.TIME_OVER),
        (4005, PaymentFailure.CANCELLED),
        (999, PaymentFailure.OTHER),
    ],
)
def test_r089_failures_are_shown_in_a_few_groups(code: int, group: PaymentFailure) -> None:
    assert failure_group(code) is group


def test_late_money_is_a_legal_step_and_a_second_payment_is_not() -> None:
    assert transition(OrderState.EXPIRED, OrderState.PAID) is OrderState.PAID
    with pytest.raises(IllegalTransition):
        transition(OrderState.REFUNDED, OrderState.PAID)


def test_the_bank_s_session_ends_before_the_hold() -> None:
    assert bank_session(AT + timedelta(minutes=15), AT) == timedelta(minutes=14, seconds=45)
    assert bank_session(AT + timedelta(seconds=74), AT) is None


def test_pauses_grow_and_a_refund_is_never_given_up() -> None:
    assert [check_pause(count).total_seconds() for count in (0, 3, 100)] == [15, 60, 600]
    assert refund_pause(1) == timedelta(seconds=10)
    assert (
        timedelta(minutes=50)
        < sum((refund_pause(attempt) for attempt in range(1, 9)), timedelta())
        < timedelta(hours=1)
    )
    assert refund_pause(9) == refund_pause(1000) == timedelta(days=1)


def test_the_checksum_is_the_documented_one() -> None:
    assert checksum(CALLBACK, SECRET) == "EAF2FB72CAB99FD5067F4BA493DD84F4D79C1589FDE8ED29622F0F07215AA972"


@given(st.permutations(CALLBACK))
def test_the_order_of_parameters_does_not_matter(parameters: list[tuple[str, str]]) -> None:
    proof = checksum(CALLBACK, SECRET)
    assert is_genuine([*parameters, ("checksum", proof.lower()), ("sign_alias", "any")], SECRET)


def test_an_added_changed_or_doubled_parameter_breaks_the_checksum() -> None:
    proof = ("checksum", checksum(CALLBACK, SECRET))
    assert not is_genuine([*CALLBACK, proof, ("amount", "1")], SECRET)
    assert not is_genuine([*CALLBACK[:-1], ("status", "0"), proof], SECRET)
    assert not is_genuine([*CALLBACK, proof, proof], SECRET)
    assert not is_genuine(CALLBACK, SECRET)
