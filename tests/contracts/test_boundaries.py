"""No input makes any service fail: every operation of every OpenAPI document, with values at and beyond their edges.

Two sources of requests: a fixed list of extremes put into every parameter and field in turn, and what schemathesis
makes of the schemas, valid and invalid. Both are the same at each run.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import structlog
from boundaries.values import Call, Operation
from boundaries.world import Running, running
from dev.layout import SERVICES
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

EXAMPLES = 3
ENDS = ("/cancellation", "/revocation", "/logout")
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of requests: their lines would hide what failed."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("critical"))
    yield
    structlog.configure(wrapper_class=before)


@pytest.fixture(scope="module", params=SERVICES)
def service(request: pytest.FixtureRequest, postgres_server: str, tmp_path_factory: Any) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    with running(request.param, postgres_server, str(folder)) as found:
        yield found


def operations(service: Running) -> Iterator[Operation]:
    document = service.app.openapi()
    for path, methods in document["paths"].items():
        for method in methods:
            if method in METHODS:
                yield Operation(document, path, method, service.ids)


def in_order(service: Running) -> list[Operation]:
    """Something is made first; what ends it comes last."""
    found = list(operations(service))
    for operation in found:
        if operation.method == "POST":
            call = operation.sensible()
            service.learn(service.request("patient", call.method, call.url, **call.sent()))
    return sorted(found, key=lambda one: one.method == "DELETE" or one.path.endswith(ENDS))


def roles(service: Running, call: Call) -> list[str]:
    """Those who get further than the rights; a stranger where nobody does."""
    answers = {role: service.request(role, call.method, call.url, **call.sent()) for role in service.clients}
    found = [role for role, answer in answers.items() if answer.status_code not in (401, 403)]
    return found or ["anonymous"]


def wrong(service: Running, answer: httpx.Response) -> str | None:
    """What is wrong with an answer. The bank, Gosuslugi and all other services are away, so 503 may be right."""
    if failures := list(service.database_failures):
        service.database_failures.clear()
        return f"the database gave up: {failures}"
    if answer.status_code >= 500 and answer.status_code != 503:
        return f"{answer.status_code}"
    if answer.status_code >= 400 and answer.headers["content-type"] != "application/problem+json":
        return f"{answer.status_code} is {answer.headers['content-type']}"
    return None


def test_no_extreme_value_makes_a_service_fail(service: Running) -> None:
    found: list[str] = []
    for operation in in_order(service):
        allowed = cycle(roles(service, operation.sensible()))
        for call in operation.at_the_edge():
            role = next(allowed)
            answer = service.request(role, call.method, call.url, **call.sent())
            if problem := wrong(service, answer):
                found.append(f"{call.method} {call.template} by {role}, {call.place}: {problem}")
    assert not found, "\n".join(found)


def test_nothing_a_schema_allows_or_forbids_makes_a_service_fail(service: Running) -> None:
    found: list[str] = []
    document = schemathesis.openapi.from_dict(service.app.openapi())
    for result in document.get_all_operations():
        if not isinstance(result, Ok):
            pytest.fail(str(result.err()))
        operation = result.ok()
        sensible = Operation(service.app.openapi(), operation.path, operation.method, service.ids).sensible()
        allowed = cycle(roles(service, sensible))
        for mode in GenerationMode:
            for problem in generated(service, operation, mode, allowed):
                found.append(f"{operation.method} {operation.path}, {mode.value}: {problem}")
    assert not found, "\n".join(found)


def generated(service: Running, operation: Any, mode: GenerationMode, allowed: Iterator[str]) -> list[str]:
    found: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        sent = case.as_transport_kwargs(base_url="http://localhost:8080")
        request = {name: sent[name] for name in ("params", "headers", "json", "data", "files") if sent.get(name)}
        headers = {name: str(value).encode(errors="replace") for name, value in dict(request.pop("headers")).items()}
        body = request.pop("data", None)
        if isinstance(body, bytes | str):
            request["content"] = body
        answer = service.request(next(allowed), case.method, sent["url"], headers=headers, **request)
        if problem := wrong(service, answer):
            found.append(f"{problem}: {case.formatted_path} {case.query} {str(case.body)[:200]}")

    try:
        send()
    except Unsatisfiable:
        # A schema that everything fits (or nothing) has no examples of that kind.
        return found
    return found
