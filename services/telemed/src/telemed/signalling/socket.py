"""One socket: a reader that only listens, and a loop that owns all state and alone answers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import structlog
from common.clock import now
from common.context import Context
from common.errors import Refusal
from common.ids import new_id
from common.metrics import counter
from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.websockets import WebSocket, WebSocketDisconnect

from telemed import actions
from telemed.actions import Participant
from telemed.domain import turn
from telemed.domain.rooms import Departure
from telemed.errors import TooFast
from telemed.queries.rooms import Snapshot, snapshot
from telemed.signalling import messages, notices
from telemed.signalling.endings import Close, Ending, Farewell, Gone
from telemed.signalling.hub import Hub
from telemed.signalling.notices import Body, Notice
from telemed.signalling.sessions import SessionWatch, Verdict
from telemed.signalling.told import Told

MOST_WAITING = 256
WRITE_SECONDS = 5
CATCH_UP_AT_ONCE = 200
GOING_AWAY = 1001  # the page was left or reloaded
_KNOWN_CODES = frozenset({*Close, GOING_AWAY, 1005, 1006, 1009, 1012})

SAID = counter("telemed_socket_messages_total", "Messages from browsers, by type and outcome", ("type", "outcome"))
ENDINGS = counter("telemed_socket_endings_total", "Sockets that ended, by close code", ("code",))

logger = structlog.get_logger(__name__)

Handler = Callable[["Socket", Any], Awaitable[None]]


class Socket:
    """A participant's end of the wire."""

    def __init__(self, wire: WebSocket, *, context: Context, participant: Participant, table: Mapping[type, Handler]):
        self.id = new_id()
        self.context = context
        self.hub: Hub = context.resources
        self.participant = participant
        self.booking_id: UUID = participant.booking_id
        self.role = participant.role
        self.told: Told
        self.seated = False
        self._wire = wire
        self._table = table
        self._inbox: asyncio.Queue[Any] = asyncio.Queue(MOST_WAITING)
        self._overrun = False
        self._departure = Departure.LOST
        self._session = SessionWatch(self.context.settings.session_check_seconds)

    def push(self, item: Notice | Snapshot | None) -> None:
        """From the hub; a socket too slow for what its room says is ended, and comes back to catch up."""
        try:
            self._inbox.put_nowait(item)
        except asyncio.QueueFull:
            self._overrun = True

    async def run(self) -> None:
        """Lives until either side ends it; afterwards the seat is left and the peer told."""
        reader = asyncio.create_task(self._read())
        ending = Ending("unforeseen", code=Close.UNFORESEEN)
        try:
            await self._converse()
        except Ending as said:
            ending = said
        except Exception:
            logger.exception("socket_failed", booking_id=str(self.booking_id), role=self.role)
        finally:
            reader.cancel()
            await self._depart()
            await self._close(ending)

    async def send(self, body: Body) -> None:
        """Told to this browser. Raises Gone when it does not take it."""
        text = to_json(body).decode()
        try:
            async with asyncio.timeout(WRITE_SECONDS):
                await self._wire.send({"type": "websocket.send", "text": text})
        except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError) as error:
            raise Gone("write", code=Close.UNFORESEEN) from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One message, one transaction; what was told in it is posted by its commit."""
        async with self.context.sessions.begin() as session:
            yield session

    def leave_in_words(self) -> None:
        """The person said so."""
        self._departure = Departure.CLOSED

    def ice_servers(self) -> list[dict[str, Any]]:
        """Good for an hour from now."""
        settings = self.context.settings
        user, until = f"{self.booking_id.hex}.{self.role}", now() + turn.LIFETIME
        return turn.ice_servers(settings.turn_urls, settings.turn_key, user=user, until=until)

    async def catch_up(self, seen: Snapshot | None = None) -> None:
        """The browser is told all it has missed."""
        if seen is None:
            async with self.transaction() as session:
                seen = await snapshot(session, self.booking_id, self.role)
        for body in self.told.catch_up(seen):
            await self._tell(body)
        if seen.last_seq > self.told.seq:
            await self._show_missed()

    async def _converse(self) -> None:
        await self.hub.join(self, self.context)
        await self._enter()
        while True:
            item = await self._inbox.get()
            if self._overrun:
                raise Ending("too_slow", code=Close.UNFORESEEN)
            if isinstance(item, Notice):
                await self._hear(item)
            elif isinstance(item, Snapshot):
                await self._check_session(item)
                await self.catch_up(item)
            elif item is None:
                raise Farewell("seat_taken", code=Close.SEAT_TAKEN)
            else:
                await self._take(item)

    async def _enter(self) -> None:
        async with self.transaction() as session:
            entry = await actions.enter(session, self.participant, self.id)
            seen = entry.seen
            if seen.closed_at is None:
                self.hub.tell(session, notices.joined(seen, socket_id=self.id, replaced=entry.replaced))
        self.told = Told.by(seen)
        self.seated = seen.closed_at is None
        logger.info("socket_opened", booking_id=str(self.booking_id), role=self.role)
        await self.send(notices.welcome(seen, self.participant, ice_servers=self.ice_servers()))
        for body in self.told.catch_up(seen):
            await self._tell(body)

    async def _check_session(self, seen: Snapshot) -> None:
        """The browser is asked for a sign of its session through the gateway; a socket without one is ended."""
        verdict = self._session.look(seen.confirmed_at)
        if verdict is Verdict.OVER or seen.session_over:
            raise Ending("session_over", code=Close.NOT_ALLOWED)
        if verdict is Verdict.ASK:
            await self.send({"type": "confirm_session"})

    async def _take(self, frame: dict[str, Any]) -> None:
        """From the browser: one message, its effect or its refusal."""
        if frame["type"] == "websocket.disconnect":
            if frame.get("code") == GOING_AWAY:
                self._departure = Departure.CLOSED
            raise Gone("disconnected", code=frame.get("code") or Close.DONE)
        try:
            said = messages.read(frame)
        except messages.Unfit as unfit:
            await self._refuse(unfit.refusal, about=unfit.about, client_id=unfit.client_id)
            return
        try:
            if not self.hub.messages.take(self.participant.person_id):
                raise TooFast
            await self._table[type(said)](self, said)
        except Refusal as refusal:
            client_id = str(said.client_id) if isinstance(said, messages.Say) else None
            await self._refuse(refusal, about=said.type, client_id=client_id)
        else:
            SAID.labels(said.type, "done").inc()

    async def _refuse(self, refusal: Refusal, *, about: str, client_id: str | None) -> None:
        """A person's mistake, or what their browser made of it: answered, and the socket stays."""
        SAID.labels(about, refusal.code).inc()
        body = {"type": "error", "code": refusal.code, "about": about}
        if client_id is not None:
            body["client_id"] = client_id
        await self.send(body)

    async def _hear(self, notice: Notice) -> None:
        """From the room: told once, in the order of versions; after a gap the truth is looked up."""
        if notice.replaced == self.id:
            raise Farewell("seat_taken", code=Close.SEAT_TAKEN)
        if notice.session_over == self.participant.session_id:
            raise Ending("session_over", code=Close.NOT_ALLOWED)
        if notice.version:
            if notice.version <= self.told.version:
                return
            if notice.version > self.told.version + 1:
                await self.catch_up()
                return
            self.told.follow(notice)
        body = notice.bodies.get(self.role)
        if body is not None:
            await self._tell(body)

    async def _tell(self, body: Body) -> None:
        kind = body["type"]
        if kind == "message":
            await self._show(body)
        elif kind in ("delivered", "read"):
            if self.told.marked(body):
                await self.send(body)
        elif kind == "call_accepted":
            await self.send({**body, "ice_servers": self.ice_servers()})
        else:
            await self.send(body)
        if kind == "room_closed":
            raise Farewell("room_closed", code=Close.ROOM_CLOSED)

    async def _show(self, body: Body) -> None:
        """A chat message, in the order of ``seq`` and once."""
        if body["seq"] == self.told.seq + 1:
            self.told.seq += 1
            await self.send(body)
        elif body["seq"] > self.told.seq:
            await self._show_missed()

    async def _show_missed(self) -> None:
        while True:
            after = self.told.seq
            async with self.transaction() as session:
                page = await actions.list_messages(session, self.booking_id, after=after, limit=CATCH_UP_AT_ONCE)
            for message in page.items:
                await self.send(notices.message_body(message))
                self.told.seq = message.seq
            if len(page.items) < CATCH_UP_AT_ONCE:
                return

    async def _read(self) -> None:
        """Waits for room in the loop's queue, so that a browser in a hurry is slowed down by its own connection."""
        frame: Mapping[str, Any] = {"type": "websocket.connect"}
        while frame["type"] != "websocket.disconnect":
            try:
                frame = await self._wire.receive()
            except (RuntimeError, OSError):
                frame = {"type": "websocket.disconnect", "code": 1006}
            await self._inbox.put(frame)

    async def _depart(self) -> None:
        await self.hub.part(self)
        try:
            async with self.transaction() as session:
                room = await actions.leave(session, self.participant, self.id)
                if room is not None:
                    self.hub.tell(session, notices.left(room, self.role, self._departure))
        except Exception:
            # The seat is emptied all the same, when its silence has lasted.
            logger.exception("seat_not_left", booking_id=str(self.booking_id), role=self.role)

    async def _close(self, ending: Ending) -> None:
        ENDINGS.labels(ending.code if ending.code in _KNOWN_CODES else "other").inc()
        logger.info("socket_closed", booking_id=str(self.booking_id), role=self.role, code=ending.code)
        if isinstance(ending, Gone):
            return
        with suppress(TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
            async with asyncio.timeout(WRITE_SECONDS):
                await self._wire.close(ending.code, ending.reason)
