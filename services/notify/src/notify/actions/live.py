"""The bell rings while the page is open: a commit wakes the replicas, they wake the streams of that person."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
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
from notify.models import EndedSession
from notify.schemas import NoticeSignal
from notify.settings import Settings

log = structlog.get_logger()
STREAMS = gauge("notify_streams", "Open streams of the bell")
CHANNEL = "notices"
# Sent by the transaction that changes what is under the bell, and so only when it commits.
WAKE_STREAMS = f"SELECT pg_notify('{CHANNEL}', :to)"
# How often a stream looks whether the process is about to stop. Heartbeats are the framework's, every 15 s.
LOOK_UP_SECONDS = 3.0


class NoticeStreams:
    """The open streams of this replica, by whom they belong to. Listens to the database while there are any."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._streams: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        while self._listening and not self._listening.done():
            self._listening.cancel()
            # Asked again: Python 3.11 loses a cancellation that meets a connection just made or refused.
            await asyncio.wait([self._listening], timeout=0.5)

    @contextmanager
    def place(self, *ids: UUID) -> Iterator[asyncio.Event]:
        """An event set whenever something changes for one of these ids, and at first.

        Raises TooManyRequests when the first of them has as many streams here as one person may have.
        """
        if len(self._streams[ids[0]]) >= self._settings.streams_each:
            raise TooManyRequests
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="streams")
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

    def _wake_streams(self, recipient: str) -> None:
        with suppress(ValueError):
            for changed in self._streams.get(UUID(recipient), ()):
                changed.set()

    def _ring_all(self) -> None:
        for streams in self._streams.values():
            for changed in streams:
                changed.set()

    async def _listen(self) -> None:
        """Listens for ever; after an outage every stream looks, because notifications sent meanwhile are lost."""
        backoff = Backoff()
        while True:
            lost = asyncio.Event()
            try:
                async with listening(
                    self._settings, CHANNEL, purpose="streams", on_notify=self._wake_streams, on_lost=lost.set
                ):
                    backoff.reset()
                    self._ring_all()
                    await lost.wait()
            except Exception as failure:
                if not is_outage(failure):
                    log.exception("bells_failed")
            await asyncio.sleep(backoff.next())


def ids_of(person: Principal) -> tuple[UUID, ...]:
    """Under which ids notices come to this person."""
    return (person.person_id, person.doctor_id) if person.doctor_id else (person.person_id,)


async def watch(changed: asyncio.Event, person: Principal, *, context: Context) -> AsyncIterator[NoticeSignal]:
    """What is under the bell now, and again when it changes.

    Ends with the life of a stream, with the session it was opened with, or soon after the process was asked to stop:
    the browser comes back and proves again who it is.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + context.settings.stream_seconds
    last: NoticeSignal | None = None
    while (left := until - loop.time()) > 0 and not context.health.draining:
        try:
            await asyncio.wait_for(changed.wait(), min(left, LOOK_UP_SECONDS))
        except TimeoutError:
            continue
        changed.clear()
        async with context.sessions() as session:
            ring = await _look(session, person)
        if ring is None:
            return
        if ring != last:
            last = ring
            yield ring


async def end_session(session: AsyncSession, event: SessionEnded) -> None:
    """Streams opened with this session end on every replica as soon as this commits, and none is opened with it."""
    row = insert(EndedSession).values(session_id=event.session_id, ended_at=event.occurred_at)
    await session.execute(row.on_conflict_do_nothing())
    await session.execute(text(WAKE_STREAMS), {"to": str(event.person_id)})


async def forget_ended_sessions(session: AsyncSession, *, before: datetime) -> None:
    """Forgets the sessions whose tokens are long over."""
    await session.execute(delete(EndedSession).where(EndedSession.ended_at < before))


async def _look(session: AsyncSession, person: Principal) -> NoticeSignal | None:
    """What is under the bell; None when the session is over."""
    if await queries.session_ended(session, person.session_id):
        return None
    mine = queries.addressed_to(person)
    newest = await queries.newest(session, mine)
    return NoticeSignal(
        unread_count=await queries.unread_count(session, mine),
        notice_id=newest.notice_id if newest else None,
        kind=newest.kind if newest else None,
    )
