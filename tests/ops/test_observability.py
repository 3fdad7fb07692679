"""The board and the alerts as files: they parse, name what exists; alerts fire and keep silent as its test says."""

import json
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import promql_parser
import pytest
import yaml
from dev.layout import SERVICES
from ops.board import ALERTS, BOARD, LOCAL, OBSERVABILITY, Query, local_configuration, queries
from prometheus_client import REGISTRY

ROOT = Path(__file__).parents[2]
RULES = [rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]]
promtool = pytest.mark.skipif(
    shutil.which("promtool") is None,
    reason="no promtool here; run: sudo apt-get install -y --no-install-recommends prometheus",
)


def metrics(expr: str) -> set[str]:
    """The names of the metrics an expression reads."""
    found: set[str] = set()

    def visit(node: object) -> None:
        if isinstance(node, promql_parser.VectorSelector) and node.name:
            found.add(node.name)

    promql_parser.walk(promql_parser.parse(expr), visit)
    return found


def known() -> set[str]:
    """What the services measure: importing a service registers its metrics."""
    for service in SERVICES:
        import_module(f"{service}.main")
    return set(REGISTRY._names_to_collectors) | {"up"}


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.panel)
def test_every_query_of_the_board_parses(query: Query) -> None:
    promql_parser.parse(query.concrete)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_alert_parses(rule: dict[str, str]) -> None:
    promql_parser.parse(rule["expr"])


def test_the_board_and_the_alerts_read_only_metrics_that_exist() -> None:
    read = set().union(*(metrics(one) for one in [*(q.concrete for q in queries()), *(rule["expr"] for rule in RULES)]))
    ours = {name for name in read if not name.startswith("rabbitmq_")}
    assert len(ours) > 20
    assert ours - known() == set()


def test_the_board_shows_what_the_fleet_lives_by() -> None:
    read = set().union(*(metrics(query.concrete) for query in queries()))
    assert read >= {
        "http_requests_total",
        "http_request_duration_seconds_bucket",
        "events_recorded_total",
        "events_published_total",
        "events_handled_total",
        "outbox_pending",
        "outbox_lag_seconds",
        "dead_letters",
        "job_runs_total",
        "booking_steps_total",
        "payment_orders_settled_total",
        "telemed_sockets",
        "telemed_calls_connected_total",
        "notify_letters_total",
    }


def test_panels_have_their_own_numbers_and_do_not_overlap() -> None:
    panels = json.loads(BOARD.read_text())["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (x, y)
        for at in (panel["gridPos"] for panel in panels)
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) == 23


def test_all_services_and_the_broker_are_watched() -> None:
    watched = {
        target
        for job in yaml.safe_load((OBSERVABILITY / "prometheus.yml").read_text())["scrape_configs"]
        for group in job["static_configs"]
        for target in group["targets"]
    }
    assert set(LOCAL) <= watched
    assert len(local_configuration()["scrape_configs"]) == 3


def test_every_alert_has_its_heading_in_the_runbook() -> None:
    lines = (ROOT / "docs" / "runbook.md").read_text().splitlines()
    headings = {line.removeprefix("## ").strip() for line in lines if line.startswith("## ")}
    assert [rule["alert"] for rule in RULES if rule["alert"] not in headings] == []
    for rule in RULES:
        assert rule["annotations"]["runbook"] == f"docs/runbook.md#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_every_alert_has_a_story() -> None:
    result = yaml.safe_load((OBSERVABILITY / "tests" / "alerts.yml").read_text())["tests"]
    fires = {case["alertname"] for test in result for case in test["alert_rule_test"] if case["exp_alerts"]}
    assert fires == {rule["alert"] for rule in RULES}


@promtool
def test_the_alerts_fire_and_keep_silent_as_their_tests_say() -> None:
    story = OBSERVABILITY / "tests" / "alerts.yml"
    result = subprocess.run(["promtool", "test", "rules", str(story)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@promtool
def test_prometheus_takes_its_configuration() -> None:
    configuration = OBSERVABILITY / "prometheus.yml"
    command = ["promtool", "check", "config", str(configuration)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
