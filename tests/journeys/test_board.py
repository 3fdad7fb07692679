"""The board of the fleet, asked by a real Prometheus: after a visit and a refund no panel is empty."""

import shutil
from collections.abc import Callable

import pytest
from dev.errors import CliError
from dev.layout import Layout
from dev.packages import install
from journeys.actors import Doctor, Patient
from journeys.sandboxes import Sandboxes
from journeys.test_money import test_r090_a_timely_cancel_brings_the_money_back as cancel_in_time
from journeys.test_whole_visit import test_the_whole_visit as walk_the_whole_visit
from ops.board import watching

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def _prometheus_is_installed() -> None:
    if shutil.which("prometheus"):
        return
    try:
        install(Layout.here(), "the judge of the board", "prometheus")
    except CliError as error:
        pytest.skip(str(error))


def test_every_panel_of_the_board_shows_something(
    patient: Patient, new_patient: Callable[..., Patient], doctor: Doctor, sandboxes: Sandboxes
) -> None:
    """Where too little has happened yet, a refund and a visit happen first: both are stories of their own."""
    with watching() as prometheus:
        if prometheus.silent():
            cancel_in_time(new_patient("refunded"), sandboxes)
        if prometheus.silent(within=10):
            walk_the_whole_visit(patient, doctor, sandboxes)
        assert prometheus.silent(within=30) == []
        assert {rule["health"] for group in prometheus.api("rules")["groups"] for rule in group["rules"]} == {"ok"}
