"""The sockets of this process, and the way to those of the others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol, cast
from uuid import UUID, uuid4

import structlog
from common.clock import now
from common.context import Context
from common.events.broadcast import Broadcast
from common.metrics import counter, gauge
from common.networks import network
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from telemed.domain.rooms import Role
from telemed.queries import rooms, seats
from telemed.settings import Settings
from telemed.signalling.limits import Allowances
from telemed.signalling.notices import Notice

EXCHANGE = "telemed.rooms"
MOST_WAITING = 10_000
WINDOW = 10  # seconds
DRAIN_SECONDS = 2
BROKER_SECONDS = 3
CHECKS_PER_MINUTE = 20  # of one person: each check asks twice
MESSAGES = 200  # of one person in ten seconds, over all their sockets of this process
CONNECTS_OF_NETWORK = 200  # in ten seconds: a clinic behind one address comes back from an outage at once
SOCKETS_OF_ROOM = 24  # at one moment: those of a network that broke linger for 45 s

SOCKETS = gauge("telemed_sockets", "Sockets open in this process", ("role",))
ROOMS = gauge("telemed_rooms", "Rooms with a socket in this process")
BROADCASTS = counter("telemed_broadcasts_total", "Notices for other processes, by outcome", ("outcome",))
PULSES = counter("telemed_pulses_total", "Heartbeats of the seats of this process, by outcome", ("outcome",))

logger = structlog.get_logger(__name__)


class Attendee(Protocol):
    """A socket as the hub sees it."""

    id: UUID
    booking_id: UUID
    role: Role
    seated: bool  # has taken its seat in the database

    def push(self, item: Notice | rooms.Snapshot | None) -> None:
        """Into the socket's own queue; None means that it holds no seat any more."""


class Hub:
    """Passes notices to the sockets of this process and, over the broker, of all others.

    The broker promises nothing here: each pulse compares what browsers were told with what the database says.
    """

    def __init__(self, settings: Settings) -> None:
        self.replica = uuid4().hex
        self.checks: Allowances[UUID] = Allowances(CHECKS_PER_MINUTE, seconds=60)
        self.messages: Allowances[UUID] = Allowances(MESSAGES, seconds=WINDOW)
        self._connects_of_person: Allowances[UUID] = Allowances(settings.connects_per_person, seconds=WINDOW)
        self._connects_of_network: Allowances[str] = Allowances(CONNECTS_OF_NETWORK, seconds=WINDOW)
        self._settings = settings
        self._present: dict[UUID, set[Attendee]] = {}
        self._outgoing: asyncio.Queue[Notice] = asyncio.Queue(MOST_WAITING)
        self._broadcast = Broadcast(settings.rabbitmq_url.get_secret_value(), EXCHANGE, self._hear)
        self._topics = asyncio.Lock()
        self._pulse: asyncio.Task[None] | None = None

    def may_connect(self, person_id: UUID | None, booking_id: UUID, address: str) -> bool:
        """Whether one more socket is let in: counted by network, by person and by room."""
        return (
            self._connects_of_network.take(network(address))
            and (person_id is None or self._connects_of_person.take(person_id))
            and len(self._present.get(booking_id, ())) < SOCKETS_OF_ROOM
        )

    async def join(self, socket: Attendee, context: Context) -> None:
        """The socket hears everything said in its room from now on."""
        here = self._present.setdefault(socket.booking_id, set())
        here.add(socket)
        SOCKETS.labels(socket.role).inc()
        ROOMS.set(len(self._present))
        if self._pulse is None:
            self._pulse = asyncio.create_task(self._beat(context), name="pulse of the seats")
        await self._follow(socket.booking_id)

    async def part(self, socket: Attendee) -> None:
        """The socket hears nothing any more."""
        here = self._present.get(socket.booking_id, set())
        if socket not in here:
            return
        here.discard(socket)
        SOCKETS.labels(socket.role).dec()
        if not here:
            del self._present[socket.booking_id]
            await self._follow(socket.booking_id)
        ROOMS.set(len(self._present))

    def post(self, notice: Notice) -> None:
        """To all sockets of the room, here at once and elsewhere soon."""
        self._hand_over(notice)
        self._send(notice)

    def relay(self, notice: Notice, to: Role) -> None:
        """To the socket of that seat only: across the processes just when it is not in this one."""
        here = [socket for socket in self._present.get(notice.booking_id, ()) if socket.role is to]
        for socket in here:
            socket.push(notice)
        if not here:
            self._send(notice)

    def tell(self, session: AsyncSession, notice: Notice) -> None:
        """Posted when the transaction commits, and only then."""
        session.sync_session.info.setdefault(_TOLD, []).append((self, notice))

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Hub"]:
        """Connected to the other processes inside the block."""
        async with self._broadcast:
            carrier = asyncio.create_task(self._carry(), name="notices to other processes")
            try:
                yield self
                with suppress(TimeoutError):
                    async with asyncio.timeout(DRAIN_SECONDS):
                        await self._outgoing.join()
            finally:
                tasks = [task for task in (carrier, self._pulse) if task is not None]
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow(self, booking_id: UUID) -> None:
        """Listens to the room while somebody is here for it. A broker that does not answer keeps nobody out."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BROKER_SECONDS), self._topics:
                if booking_id in self._present:
                    await self._broadcast.listen(str(booking_id))
                else:
                    await self._broadcast.ignore(str(booking_id))

    def _send(self, notice: Notice) -> None:
        try:
            self._outgoing.put_nowait(notice)
        except asyncio.QueueFull:
            BROADCASTS.labels("dropped").inc()

    def _hand_over(self, notice: Notice) -> None:
        for socket in self._present.get(notice.booking_id, ()):
            socket.push(notice)

    async def _hear(self, _: str, body: bytes) -> None:
        sender, notice = Notice.decode(body)
        if sender != self.replica:
            self._hand_over(notice)

    async def _carry(self) -> None:
        while True:
            notice = await self._outgoing.get()
            try:
                sent = await self._broadcast.send(str(notice.booking_id), notice.encode(self.replica))
                BROADCASTS.labels("sent" if sent else "unsent").inc()
            except Exception:
                logger.exception("broadcast_failed")
            finally:
                self._outgoing.task_done()

    async def _beat(self, context: Context) -> None:
        while True:
            await asyncio.sleep(self._settings.pulse_seconds)
            try:
                await self._compare(context)
                PULSES.labels("done").inc()
            except Exception:
                logger.exception("pulse_failed")
                PULSES.labels("failed").inc()

    async def _compare(self, context: Context) -> None:
        sockets = {socket.id: socket for here in self._present.values() for socket in here if socket.seated}
        if not sockets:
            return
        async with context.sessions.begin() as session:
            await seats.beat(session, list(sockets), now())
        async with context.sessions.begin() as session:
            seen = await rooms.snapshots(session, list(sockets))
        for socket_id, socket in sockets.items():
            socket.push(seen.get(socket_id))


_TOLD = "telemed notices"


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    for hub, notice in cast("list[tuple[Hub, Notice]]", session.info.pop(_TOLD, [])):
        hub.post(notice)


@asynccontextmanager
async def open_hub(settings: Any) -> AsyncIterator[Hub]:
    """The hub of one process."""
    async with Hub(settings).running() as hub:
        yield hub
