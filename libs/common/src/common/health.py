"""Is the process alive, and may traffic come: each part is asked at the moment of the probe."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Check = Callable[[], Awaitable[None]]
CHECK_SECONDS = 2.0


@dataclass
class Health:
    """The checks of a process, run at each readiness probe.

    Requests and events are apart: while the broker is away, a process that does both goes on answering requests.
    ``draining`` is set when the process was asked to stop: it still answers, and wants no new work.
    """

    draining: bool = False
    _checks: dict[str, Check] = field(default_factory=dict)
    _of_worker: set[str] = field(default_factory=set)

    def check(self, name: str, question: Check, *, of_worker: bool = False) -> None:
        """Asked at each readiness probe; raising means no, and the type of the failure becomes the reason.

        ``of_worker``: only events and jobs wait for it, requests do not.
        """
        self._checks[name] = question
        if of_worker:
            self._of_worker.add(name)

    async def readiness(self, *, worker: bool = True) -> tuple[bool, dict[str, str]]:
        """Whether work may come, and what each part says: ``ok`` or a reason. Takes 2 s at most.

        Without ``worker`` only what requests need decides; the worker's parts are shown all the same.
        """
        names = list(self._checks)
        answers = await asyncio.gather(*(_ask(self._checks[name]) for name in names))
        said = dict(zip(names, answers, strict=True))
        if self.draining:
            said["process"] = "draining"
        aside = set() if worker else self._of_worker
        return all(answer == "ok" for name, answer in said.items() if name not in aside), said


async def _ask(question: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await question()
    except NotReady as reason:
        return str(reason)
    except Exception as error:
        return f"failed: {type(error).__name__}"
    return "ok"


class NotReady(Exception):
    """Raised by a check that knows why; the text is the answer of the probe."""
