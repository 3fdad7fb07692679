import asyncio

import pytest
from common import health
from common.health import Health, NotReady


async def well() -> None:
    return None


async def test_ready_when_every_part_is_well() -> None:
    state = Health()
    state.check("database", well)
    state.check("broker", well)
    assert await state.readiness() == (True, {"database": "ok", "broker": "ok"})


async def test_not_ready_says_why_without_the_text_of_failures() -> None:
    async def fails() -> None:
        raise ConnectionRefusedError("secret host")

    async def knows() -> None:
        raise NotReady("the database is not migrated")

    state = Health()
    state.check("database", fails)
    state.check("migrations", knows)
    assert await state.readiness() == (
        False,
        {
            "database": "failed: ConnectionRefusedError",
            "migrations": "the database is not migrated",
        },
    )


async def test_a_silent_part_does_not_hold_up_the_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(health, "CHECK_SECONDS", 0.01)
    state = Health()
    state.check("database", hangs)
    assert await state.readiness() == (False, {"database": "failed: TimeoutError"})


async def test_requests_are_answered_while_the_worker_waits_for_the_broker() -> None:
    async def waits() -> None:
        raise NotReady("relay waits")

    state = Health()
    state.check("database", well)
    state.check("events", waits, of_worker=True)
    said = {"database": "ok", "events": "relay waits"}
    assert await state.readiness(worker=False) == (True, said)
    assert await state.readiness(worker=True) == (False, said)


async def test_a_draining_process_wants_no_new_work() -> None:
    state = Health(draining=True)
    assert await state.readiness() == (False, {"process": "draining"})
