import io
import json
import logging as stdlib
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from common import logging
from sqlalchemy.exc import IntegrityError


@pytest.fixture
def lines() -> Iterator[Any]:
    stream = io.StringIO()
    root = stdlib.getLogger()
    before = root.handlers[:], root.level
    logging.configure("booking", environment="test", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()
    stdlib.captureWarnings(False)
    root.handlers[:], level = before
    root.setLevel(level)


def test_a_line_is_json_with_time_level_service_and_request(lines: Any) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r-1", correlation_id="c-1"):
        structlog.get_logger().info("booking_confirmed", booking_id="42")
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "service": "booking", "environment": "test", "level": "info", "event": "booking_confirmed",
        "request_id": "r-1", "correlation_id": "c-1", "booking_id": "42",
    }  # fmt: skip


def test_what_belongs_to_a_person_is_masked_at_any_depth(lines: Any) -> None:
    structlog.get_logger().info(
        "happened",
        full_name="Иванов",
        email="a@b.c",
        snils="112-233-445 95",
        reset_token="t",
        raw=b"bytes",
        inner={"Set-Cookie": "c", "items": [{"phone": "+7"}], "kind": "kept"},
    )
    (line,) = lines()
    assert line["inner"]["kind"] == "kept"
    said = json.dumps(line, ensure_ascii=False)
    for secret in ("Иванов", "a@b.c", "112-233", '"t"', "bytes", '"c"', "+7"):
        assert secret not in said


def test_a_failure_shows_type_place_and_constraint_but_no_values(lines: Any) -> None:
    class Driver(Exception):
        sqlstate = "23505"
        constraint_name = "uq_people_email"

    def insert() -> None:
        secret = "Key (email)=(a@b.c)"
        original = Driver(secret)
        original.__cause__ = Driver(secret)
        raise IntegrityError("INSERT", {"email": secret}, original)

    try:
        insert()
    except IntegrityError:
        structlog.get_logger().exception("request_failed")
    (line,) = lines()
    shown = line["exception"]
    assert (shown["type"], shown["sqlstate"], shown["constraint"]) == (
        "sqlalchemy.exc.IntegrityError", "23505", "uq_people_email",
    )  # fmt: skip
    assert shown["frames"][-1].endswith(" insert")
    assert "a@b.c" not in json.dumps(line)


def test_causes_and_groups_are_shown_and_harmless_texts_kept(lines: Any) -> None:
    try:
        try:
            raise ValueError("112-233-445 95")
        except ValueError as error:
            raise RuntimeError("no such route") from ExceptionGroup("several", [error, KeyError("a@b.c")])
    except RuntimeError:
        structlog.get_logger().exception("failed")
    (line,) = lines()
    shown = line["exception"]
    assert shown["message"] == "no such route"
    assert [inner["type"] for inner in shown["cause"]["exceptions"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert "112-233" not in json.dumps(line)


def test_third_parties_lines_pass_the_same_way_and_lose_their_tails(lines: Any) -> None:
    stdlib.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task Key (email)=(a@b.c)>")
    stdlib.getLogger("aiormq").warning("cannot connect to amqp://mila:hush@127.0.0.1")
    stdlib.getLogger("httpx").info("HTTP Request: GET http://esia/?code=secret")
    stdlib.getLogger("uvicorn.access").info('"GET /api/people/ivanov"')
    first, second = lines()
    assert (first["event"], first["logger"], first["level"], first["service"]) == (
        "Task exception was never retrieved", "asyncio", "error", "booking",
    )  # fmt: skip
    assert second["event"] == "cannot connect to amqp://***@127.0.0.1"


def test_the_request_id_outside_of_a_request_is_empty() -> None:
    assert logging.request_id() == ""
