"""Is the process alive, and may traffic come. Parts that run on their own report here."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Check = Callable[[], Awaitable[None]]
CHECK_SECONDS = 2.0


@dataclass
class Health:
    """What the parts of a process last said about themselves, and questions to ask at the moment of asking.

    Requests and events are apart: while the broker is away, a process that does both goes on answering requests.
    ``draining`` is set when the process was told to stop: it still answers, and wants no new work.
    """

    draining: bool = False
    _reports: dict[str, str] = field(default_factory=dict)
    _checks: dict[str, Check] = field(default_factory=dict)
    _of_worker: set[str] = field(default_factory=set)

    def report(self, name: str, ok: bool, reason: str = "") -> None:
        """The part called ``name`` is well, or why it is not (an English reason without data)."""
        self._reports[name] = "ok" if ok else reason or "failed"

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
        said = {**self._reports, **dict(zip(names, answers, strict=True))}
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
    """Raised by a check that knows why; the text is shown to whoever probes."""
