"""Troubles on order: slow, broken, silent or lying answers, so that clients can be tested against them."""

import asyncio
import fnmatch
import random
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from esia_sandbox.errors import CODES, Refusal
from esia_sandbox.store import Store

NICKNAMES = {
    "ac": "/aas/oauth2/*ac",
    "te": "/aas/oauth2/*te",
    "rs": "/rs/*",
    "login": "/login*",
    "consent": "/consent",
    "logout": "/idp/ext/Logout",
    "public": "/public/*",
}
ACTIONS = {
    "delay", "http_500_html", "http_503", "drop_connection", "bad_signature", "wrong_aud", "wrong_iss",
    "expired_token", "wrong_state_echo", "no_id_token", "string_expires_in", "alg_none", "unknown_key",
}  # fmt: skip
BROKEN_PAGE = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>500</h1></body></html>"


class Fault(BaseModel):
    """`times` counts down and goes; without it the fault stays, met with the given probability."""

    model_config = ConfigDict(extra="forbid")

    match: str = Field(min_length=1)
    action: str
    times: int | None = Field(default=None, gt=0)
    probability: float = Field(default=1.0, gt=0, le=1)

    @field_validator("action")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value in ACTIONS or re.fullmatch(r"delay:\d+(\.\d+)?", value):
            return value
        if value.startswith("error:") and value[6:].removeprefix("ESIA-") in CODES:
            return value
        raise ValueError(f"unknown action {value!r}")


class Faults:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, faults: list[Fault]) -> None:
        with self._store.transaction():
            for fault in faults:
                self._store.run(
                    "INSERT INTO faults (pattern, action, times, probability) VALUES (?, ?, ?, ?)",
                    *(fault.match, fault.action, fault.times, fault.probability),
                )

    def clear(self) -> None:
        self._store.run("DELETE FROM faults")

    def all(self) -> list[dict[str, Any]]:
        return self._store.all("SELECT id, pattern AS match, action, times, probability FROM faults")

    def take(self, path: str) -> list[str]:
        """The actions that befall this request; a counted fault is spent by it."""
        if self._store.one("SELECT 1 FROM faults LIMIT 1") is None:
            return []
        with self._store.transaction():
            struck = [fault for fault in self.all() if _befalls(fault, path)]
            for fault in struck:
                self._store.run("UPDATE faults SET times = times - 1 WHERE id = ?", fault["id"])
            self._store.run("DELETE FROM faults WHERE times <= 0")
        return [fault["action"] for fault in struck]


def _befalls(fault: dict[str, Any], path: str) -> bool:
    pattern = NICKNAMES.get(fault["match"], fault["match"])
    return fnmatch.fnmatchcase(path, pattern) and random.random() < fault["probability"]


class FaultMiddleware:
    """Faults of the transport happen here; those of the content are left for the endpoint in the state."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app, self._faults = app, faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(("/__sandbox", "/livez", "/readyz")):
            await self._app(scope, receive, send)
            return
        actions = await run_in_threadpool(self._faults.take, scope["path"])
        scope.setdefault("state", {})["faults"] = frozenset(actions)
        for action in actions:
            if action.startswith("delay"):
                await asyncio.sleep(float(action.partition(":")[2] or 5))
        if "drop_connection" in actions:
            await _drop(receive)
        elif "http_500_html" in actions:
            await HTMLResponse(BROKEN_PAGE, 500)(scope, receive, send)
        elif "http_503" in actions:
            await PlainTextResponse("Service Unavailable", 503, {"Retry-After": "1"})(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _drop(receive: Receive) -> None:
    """Under uvicorn the receiver belongs to the request cycle, which holds the socket."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionResetError("the connection was ordered to drop")
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        continue


def refuse_if_ordered(faults: frozenset[str]) -> None:
    """An `error:<code>` fault refuses with its code."""
    for action in faults:
        if action.startswith("error:"):
            raise Refusal(action[6:], "ordered by a fault")
