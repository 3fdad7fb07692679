"""The sockets of this process, and the broadcast to those of the other processes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol
from uuid import UUID, uuid4

import structlog
from common.clock import now
from common.context import Context
from common.events.broadcast import Broadcast
from common.metrics import counter, gauge
from common.networks import network
from sqlalchemy import event
from sqlalchemy.orm import Session

from telemed.actions.notices import Notice, take_notices
from telemed.domain.rooms import Role
from telemed.queries import rooms, seats
from telemed.settings import Settings
from telemed.signalling.limits import Allowances

EXCHANGE = "telemed.rooms"
MAX_OUTGOING = 10_000
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


class RoomSocket(Protocol):
    """A socket as the hub sees it."""

    id: UUID
    booking_id: UUID
    role: Role
    seated: bool  # holds its seat in the database

    def push(self, item: Notice | rooms.Snapshot | None) -> None:
        """Queue the item for the socket; None means that it holds no seat any more."""


class Hub:
    """Passes notices to the sockets of this process and, over the broker, of all others.

    Delivery by the broker is not guaranteed: each heartbeat compares the views of the browsers with the database.
    """

    def __init__(self, settings: Settings) -> None:
        self.replica = uuid4().hex
        self.checks: Allowances[UUID] = Allowances(CHECKS_PER_MINUTE, seconds=60)
        self.messages: Allowances[UUID] = Allowances(MESSAGES, seconds=WINDOW)
        self._connects_of_person: Allowances[UUID] = Allowances(settings.connects_per_person, seconds=WINDOW)
        self._connects_of_network: Allowances[str] = Allowances(CONNECTS_OF_NETWORK, seconds=WINDOW)
        self._settings = settings
        self._sockets: dict[UUID, set[RoomSocket]] = {}
        self._outgoing: asyncio.Queue[Notice] = asyncio.Queue(MAX_OUTGOING)
        self._broadcast = Broadcast(settings.rabbitmq_url.get_secret_value(), EXCHANGE, self._on_broadcast)
        self._topics = asyncio.Lock()
        self._pulse: asyncio.Task[None] | None = None

    def may_connect(self, person_id: UUID | None, booking_id: UUID, address: str) -> bool:
        """Whether one more socket may be opened: counted by network, by person and by room."""
        return (
            self._connects_of_network.take(network(address))
            and (person_id is None or self._connects_of_person.take(person_id))
            and len(self._sockets.get(booking_id, ())) < SOCKETS_OF_ROOM
        )

    async def join(self, socket: RoomSocket, context: Context) -> None:
        """The socket receives every notice of its room from now on."""
        here = self._sockets.setdefault(socket.booking_id, set())
        here.add(socket)
        SOCKETS.labels(socket.role).inc()
        ROOMS.set(len(self._sockets))
        if self._pulse is None:
            self._pulse = asyncio.create_task(self._heartbeat(context), name="heartbeat of the seats")
        await self._update_topic(socket.booking_id)

    async def leave(self, socket: RoomSocket) -> None:
        """The socket receives no more notices."""
        here = self._sockets.get(socket.booking_id, set())
        if socket not in here:
            return
        here.discard(socket)
        SOCKETS.labels(socket.role).dec()
        if not here:
            del self._sockets[socket.booking_id]
            await self._update_topic(socket.booking_id)
        ROOMS.set(len(self._sockets))

    def post(self, notice: Notice) -> None:
        """Send to all sockets of the room, here at once and in other processes over the broker."""
        self._deliver(notice)
        self._send(notice)

    def relay(self, notice: Notice, to: Role) -> None:
        """Send to the socket of that seat only; over the broker when it is not in this process."""
        here = [socket for socket in self._sockets.get(notice.booking_id, ()) if socket.role is to]
        for socket in here:
            socket.push(notice)
        if not here:
            self._send(notice)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Hub"]:
        """Connected to the other processes inside the block."""
        async with self._broadcast:
            sender = asyncio.create_task(self._send_outgoing(), name="notices to other processes")
            try:
                yield self
                with suppress(TimeoutError):
                    async with asyncio.timeout(DRAIN_SECONDS):
                        await self._outgoing.join()
            finally:
                tasks = [task for task in (sender, self._pulse) if task is not None]
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _update_topic(self, booking_id: UUID) -> None:
        """Listen to the room while it has a socket here. A broker that does not answer delays no socket for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(BROKER_SECONDS), self._topics:
                if booking_id in self._sockets:
                    await self._broadcast.listen(str(booking_id))
                else:
                    await self._broadcast.ignore(str(booking_id))

    def _send(self, notice: Notice) -> None:
        try:
            self._outgoing.put_nowait(notice)
        except asyncio.QueueFull:
            BROADCASTS.labels("dropped").inc()

    def _deliver(self, notice: Notice) -> None:
        for socket in self._sockets.get(notice.booking_id, ()):
            socket.push(notice)

    async def _on_broadcast(self, _: str, body: bytes) -> None:
        try:
            sender, notice = Notice.decode(body)
        except (ValueError, KeyError):
            # From a newer version of this service: the next heartbeat sends what it changed.
            BROADCASTS.labels("unreadable").inc()
            return
        if sender != self.replica:
            self._deliver(notice)

    async def _send_outgoing(self) -> None:
        while True:
            notice = await self._outgoing.get()
            try:
                sent = await self._broadcast.send(str(notice.booking_id), notice.encode(self.replica))
                BROADCASTS.labels("sent" if sent else "unsent").inc()
            except Exception:
                logger.exception("broadcast_failed")
            finally:
                self._outgoing.task_done()

    async def _heartbeat(self, context: Context) -> None:
        while True:
            await asyncio.sleep(self._settings.pulse_seconds)
            try:
                await self._compare(context)
                PULSES.labels("done").inc()
            except Exception:
                logger.exception("pulse_failed")
                PULSES.labels("failed").inc()

    async def _compare(self, context: Context) -> None:
        sockets = {socket.id: socket for here in self._sockets.values() for socket in here if socket.seated}
        if not sockets:
            return
        async with context.sessions.begin() as session:
            await seats.refresh_seats(session, list(sockets), now())
        async with context.sessions.begin() as session:
            seen = await rooms.list_snapshots(session, list(sockets))
        for socket_id, socket in sockets.items():
            socket.push(seen.get(socket_id))


@event.listens_for(Session, "after_rollback")
def _discard_recorded(session: Session) -> None:
    take_notices(session)


@event.listens_for(Session, "after_commit")
def _send_recorded(session: Session) -> None:
    for notice in take_notices(session):
        hub: Hub = session.info["resources"]
        hub.post(notice)


@asynccontextmanager
async def open_hub(settings: Any) -> AsyncIterator[Hub]:
    """The hub of one process."""
    async with Hub(settings).running() as hub:
        yield hub
