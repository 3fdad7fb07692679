"""A system that fails repeatedly is not asked for a while."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import pytest
from common.breaker import Breaker, BreakerOpen
from common.metrics import gauge

OPENED = gauge("test_breaker_open", "1 while open")


class Silent(Exception):
    """The system did not answer."""


class Refused(Exception):
    """The system said no."""


@dataclass
class Time:
    now: float = 100.0


@pytest.fixture
def moment() -> Time:
    return Time()


@pytest.fixture
def breaker(moment: Time) -> Breaker:
    return Breaker(Silent, TimeoutError, most=2, seconds=10, opened=OPENED, clock=lambda: moment.now)


def ask(breaker: Breaker, outcome: type[BaseException] | None = None) -> None:
    with breaker.asking():
        if outcome:
            raise outcome


def fail(breaker: Breaker, outcome: type[BaseException] = Silent) -> None:
    with pytest.raises(outcome):
        ask(breaker, outcome)


def shown() -> float:
    [sample] = next(iter(OPENED.collect())).samples
    return sample.value


def test_it_opens_after_failures_in_a_row_only(breaker: Breaker) -> None:
    fail(breaker)
    ask(breaker)
    fail(breaker)
    ask(breaker)
    fail(breaker)
    fail(breaker, TimeoutError)
    assert shown() == 1
    with pytest.raises(BreakerOpen):
        ask(breaker)


def test_a_refusal_is_an_answer(breaker: Breaker) -> None:
    fail(breaker)
    for _ in range(5):
        fail(breaker, Refused)
    fail(breaker)
    ask(breaker)


@pytest.mark.parametrize("outcome", [None, Refused, Silent])
def test_after_its_time_one_request_tries_and_the_others_are_refused(
    breaker: Breaker, moment: Time, outcome: type[Exception] | None
) -> None:
    fail(breaker)
    fail(breaker)
    moment.now += 10
    with suppress(Silent, Refused), breaker.asking():
        with pytest.raises(BreakerOpen):
            ask(breaker)
        if outcome:
            raise outcome
    assert shown() == (outcome is Silent)
    if outcome is Silent:
        with pytest.raises(BreakerOpen):
            ask(breaker)
        moment.now += 10
    ask(breaker)


def test_a_try_that_was_abandoned_is_made_again_later(breaker: Breaker, moment: Time) -> None:
    fail(breaker)
    fail(breaker)
    moment.now += 10
    fail(breaker, asyncio.CancelledError)
    with pytest.raises(BreakerOpen):
        ask(breaker)
    moment.now += 20
    ask(breaker)
    assert shown() == 0
