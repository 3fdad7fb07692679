"""Waiting for a condition, never for a time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable

import pytest

STEP_SECONDS = 0.02


async def eventually(condition: Callable[[], object | Awaitable[object]], *, within: float = 15) -> None:
    """Returns as soon as the condition (sync or async) is true; fails the test after ``within`` seconds."""
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    while True:
        answer = condition()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return
        if loop.time() > until:
            pytest.fail(f"not true within {within} s: {inspect.getsource(condition).strip()}")
        await asyncio.sleep(STEP_SECONDS)
