"""Streams that signal new notices to open pages: a commit notifies every replica, each wakes the person's streams."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

import structlog
from common.auth import Principal
from common.context import Context
from common.db.listening import listening
from common.errors import TooManyRequests
from common.metrics import gauge
from common.outage import Backoff, is_outage
from contracts.identity import SessionEnded
from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.domain.kinds import NoticeKind
from notify.models import EndedSession
from notify.settings import Settings

log = structlog.get_logger()
STREAMS = gauge("notify_streams", "Open streams of the bell")
CHANNEL = "notices"
# Executed in the transaction that changes a person's notices, so it takes effect only when that commits.
SIGNAL = f"SELECT pg_notify('{CHANNEL}', :to)"
# The longest time until a stream sees that the process shuts down. The framework sends heartbeats every 15 s.
SHUTDOWN_CHECK_SECONDS = 3.0


@dataclass(frozen=True)
class NoticeSignal:
    """The number of unread notices and the newest one; the client then requests the list again."""

    unread_count: int
    notice_id: UUID | None
    kind: NoticeKind | None


class NoticeStreams:
    """The open streams of this replica by recipient. Listens to the database while there are any."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._streams: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        while self._listening and not self._listening.done():
            self._listening.cancel()
            # Repeated: Python 3.11 loses a cancellation that meets a connection just made or refused.
            await asyncio.wait([self._listening], timeout=0.5)

    @contextmanager
    def open(self, *ids: UUID) -> Iterator[asyncio.Event]:
        """An event that is set at first, and whenever something changes for one of these ids.

        Raises TooManyRequests when the first of them has as many streams here as one person may have.
        """
        if len(self._streams[ids[0]]) >= self._settings.streams_each:
            raise TooManyRequests
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="notice-streams")
        changed = asyncio.Event()
        changed.set()
        for one in ids:
            self._streams[one].add(changed)
        STREAMS.inc()
        try:
            yield changed
        finally:
            STREAMS.dec()
            for one in ids:
                self._streams[one].discard(changed)
                if not self._streams[one]:
                    del self._streams[one]

    def _wake(self, recipient: str) -> None:
        with suppress(ValueError):
            for changed in self._streams.get(UUID(recipient), ()):
                changed.set()

    def _wake_all(self) -> None:
        for streams in self._streams.values():
            for changed in streams:
                changed.set()

    async def _listen(self) -> None:
        """Listens until cancelled; after an outage wakes every stream, because signals sent meanwhile are lost."""
        backoff = Backoff()
        while True:
            lost = asyncio.Event()
            try:
                async with listening(
                    self._settings, CHANNEL, purpose="streams", on_notify=self._wake, on_lost=lost.set
                ):
                    backoff.reset()
                    self._wake_all()
                    await lost.wait()
            except Exception as failure:
                if not is_outage(failure):
                    log.exception("notice_streams_failed")
            await asyncio.sleep(backoff.next())


def recipient_ids(person: Principal) -> tuple[UUID, ...]:
    """The ids by which notices are addressed to this person."""
    return (person.person_id, person.doctor_id) if person.doctor_id else (person.person_id,)


async def watch(changed: asyncio.Event, person: Principal, *, context: Context) -> AsyncIterator[NoticeSignal]:
    """Signals the state of the person's notices now, and again whenever it changes.

    Ends after the lifetime of a stream, with the session it was opened with, or soon after the process began to shut
    down: the browser then reconnects and authenticates again.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + context.settings.stream_seconds
    last: NoticeSignal | None = None
    while (left := until - loop.time()) > 0 and not context.health.draining:
        try:
            await asyncio.wait_for(changed.wait(), min(left, SHUTDOWN_CHECK_SECONDS))
        except TimeoutError:
            continue
        changed.clear()
        async with context.sessions() as session:
            signal = await _current_signal(session, person)
        if signal is None:
            return
        if signal != last:
            last = signal
            yield signal


async def end_session(session: AsyncSession, event: SessionEnded) -> None:
    """Ends the streams opened with this session, on every replica at the commit; no new one can be opened with it."""
    row = insert(EndedSession).values(session_id=event.session_id, ended_at=event.occurred_at)
    await session.execute(row.on_conflict_do_nothing())
    await session.execute(text(SIGNAL), {"to": str(event.person_id)})


async def forget_ended_sessions(session: AsyncSession, *, before: datetime) -> None:
    """Deletes the sessions that ended before this time."""
    await session.execute(delete(EndedSession).where(EndedSession.ended_at < before))


async def _current_signal(session: AsyncSession, person: Principal) -> NoticeSignal | None:
    """The state of the person's notices; None when the session is over."""
    if await session.get(EndedSession, person.session_id):
        return None
    own = queries.addressed_to(person)
    newest = await queries.get_newest_notice(session, own)
    return NoticeSignal(
        unread_count=await queries.count_unread(session, own),
        notice_id=newest.notice_id if newest else None,
        kind=newest.kind if newest else None,
    )
