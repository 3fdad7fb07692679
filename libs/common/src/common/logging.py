"""Logs: one JSON object a line on stdout; ids, kinds and times, never what belongs to a person.

Third parties' log lines pass the same processors. A failure is shown by its type and where it was raised; the text of
most failures may quote a row or a request, so only texts known to be harmless are kept.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from functools import lru_cache
from types import TracebackType
from typing import Any, TextIO

import structlog
from sqlalchemy.exc import DBAPIError
from structlog.contextvars import get_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

# A key made of one of these words, alone or with others (``full_name``, ``reset_token``), is masked.
PRIVATE_WORDS = frozenset(
    {"name", "email", "mail", "phone", "snils", "inn", "address", "birth", "birthday", "gender"}
    | {"password", "token", "secret", "cookie", "authorization"}
    | {"body", "text", "title", "payload", "parameters", "query", "answer", "label"}
    | {"complaint", "complaints", "anamnesis", "examination", "diagnosis", "recommendations", "questions"}
)
MASK = "***"
FRAMES_SHOWN = 15
CAUSES_SHOWN = 4
FOREIGN_LENGTH = 300

# The texts of these speak of code and of the network, not of data.
_HARMLESS = (TypeError, AttributeError, NameError, ImportError, RuntimeError, NotImplementedError, OSError)
_ADDRESSED = re.compile(r"[^\s/@'\"<]+@")


def request_id() -> str:
    """The request (or the event) being worked on; empty outside of any."""
    return str(get_contextvars().get("request_id", ""))


def configure(service: str, *, level: str = "info", environment: str = "", stream: TextIO | None = None) -> None:
    """All loggers of the process, ours and third parties', write JSON lines to the stream (stdout)."""

    def say_where(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {"service": service, "environment": environment, **event}

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp"),
        say_where,
        show_failure,
        hide_private,
    ]
    output = stream or sys.stdout
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(output),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[shorten_foreign, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    # uvicorn's own lines are chatter; its access log would show raw paths.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).setLevel(logging.WARNING)


def hide_private(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Masks values whose key speaks of a person, a secret or a body, at any depth."""
    hidden = _hide(event)
    assert isinstance(hidden, dict)
    return hidden


def _hide(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: MASK if _is_private(str(key)) else _hide(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_hide(item) for item in value]
    if isinstance(value, bytes | bytearray):
        return MASK
    return value


@lru_cache(maxsize=4096)
def _is_private(key: str) -> bool:
    return not PRIVATE_WORDS.isdisjoint(key.lower().replace("-", "_").split("_"))


def shorten_foreign(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A third party's sentence: its first line, no longer than 300 characters, without anything before an @."""
    lines = str(event["event"]).splitlines() or [""]
    event["event"] = _ADDRESSED.sub(f"{MASK}@", lines[0])[:FOREIGN_LENGTH]
    record = event.get("_record")
    if record is not None:
        event["logger"] = record.name
    return event


def show_failure(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replaces ``exc_info`` by type, place and causes."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = describe(error)
    return event


def describe(error: BaseException, *, causes: int = CAUSES_SHOWN) -> dict[str, Any]:
    """A failure without its data: type, harmless text, SQLSTATE and constraint, frames, causes."""
    shown: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, _HARMLESS):
        shown["message"] = _ADDRESSED.sub(f"{MASK}@", str(error))[:FOREIGN_LENGTH]
    if isinstance(error, DBAPIError):
        driver = getattr(error.orig, "__cause__", None)
        shown["sqlstate"] = getattr(error.orig, "sqlstate", None)
        shown["constraint"] = getattr(driver, "constraint_name", None)
    shown["frames"] = _frames(error.__traceback__)
    if isinstance(error, BaseExceptionGroup) and causes:
        shown["exceptions"] = [describe(inner, causes=causes - 1) for inner in error.exceptions[:5]]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and causes:
        shown["cause"] = describe(cause, causes=causes - 1)
    return shown


def _frames(trace: TracebackType | None) -> list[str]:
    # Neither source lines nor locals: both may hold what people typed.
    frames = traceback.extract_tb(trace)[-FRAMES_SHOWN:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
