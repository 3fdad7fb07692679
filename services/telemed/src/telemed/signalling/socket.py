"""One socket: a reader that only receives, and an event loop that owns all state and alone answers."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

import structlog
from common.clock import now
from common.context import Context
from common.errors import Refusal
from common.ids import new_id
from common.metrics import counter
from starlette.websockets import WebSocket, WebSocketDisconnect

from telemed import actions
from telemed.actions import Participant, messages
from telemed.actions.notices import Notice
from telemed.domain import protocol, turn
from telemed.domain.rooms import Departure
from telemed.errors import NoCall, NotAllowed, TooFast
from telemed.queries.rooms import Snapshot, get_snapshot
from telemed.signalling.client_view import ClientView
from telemed.signalling.closures import Close, Closure, Disconnected, NormalClosure
from telemed.signalling.frames import RejectedMessage, read_frame
from telemed.signalling.handlers import HANDLERS
from telemed.signalling.hub import Hub
from telemed.signalling.sessions import SessionWatch, Verdict

MAX_QUEUED = 256
WRITE_SECONDS = 5
CATCH_UP_PAGE = 200
GOING_AWAY = 1001  # the page was left or reloaded
_KNOWN_CODES = frozenset({*Close, GOING_AWAY, 1005, 1006, 1009, 1012})

MESSAGES = counter("telemed_socket_messages_total", "Messages from browsers, by type and outcome", ("type", "outcome"))
ENDINGS = counter("telemed_socket_endings_total", "Sockets that ended, by close code", ("code",))

logger = structlog.get_logger(__name__)


class Socket:
    """The server's end of a participant's socket."""

    def __init__(self, wire: WebSocket, *, context: Context, participant: Participant):
        self.id = new_id()
        self.context = context
        self.hub: Hub = context.resources
        self.participant = participant
        self.booking_id: UUID = participant.booking_id
        self.role = participant.role
        self.view: ClientView
        self.seated = False
        self._wire = wire
        self._inbox: asyncio.Queue[Any] = asyncio.Queue(MAX_QUEUED)
        self._overrun = False
        self._departure = Departure.LOST
        self._session = SessionWatch(self.context.settings.session_check_seconds)

    def push(self, item: Notice | Snapshot | None) -> None:
        """Queue an item of the hub; a socket too slow for its room is closed, and catches up when it reconnects."""
        try:
            self._inbox.put_nowait(item)
        except asyncio.QueueFull:
            self._overrun = True

    async def run(self) -> None:
        """Run until either side closes; afterwards the seat is left and the peer notified."""
        reader = asyncio.create_task(self._read())
        closure = Closure("unforeseen", code=Close.UNFORESEEN)
        try:
            await self._event_loop()
        except Closure as raised:
            closure = raised
        except Exception:
            logger.exception("socket_failed", booking_id=str(self.booking_id), role=self.role)
        finally:
            reader.cancel()
            await self._cleanup()
            await self._close(closure)

    async def _event_loop(self) -> None:
        await self.hub.join(self, self.context)
        await self._enter()
        while True:
            item = await self._inbox.get()
            if self._overrun:
                raise Closure("too_slow", code=Close.UNFORESEEN)
            if isinstance(item, Notice):
                await self._handle_notice(item)
            elif isinstance(item, Snapshot):
                await self._check_session(item)
                await self._catch_up(item)
            elif item is None:
                raise NormalClosure("seat_taken", code=Close.SEAT_TAKEN)
            else:
                await self._handle_frame(item)

    async def _enter(self) -> None:
        async with self.context.sessions.begin() as session:
            seen = await actions.enter(session, self.participant, self.id)
        self.view = ClientView.of(seen)
        self.seated = seen.closed_at is None
        logger.info("socket_opened", booking_id=str(self.booking_id), role=self.role)
        person_id, full_name = self.participant.person_id, self.participant.full_name
        await self._write(
            messages.welcome(seen, person_id=person_id, full_name=full_name, ice_servers=self._ice_servers())
        )
        for message in self.view.catch_up(seen):
            await self._send(message)

    async def _check_session(self, seen: Snapshot) -> None:
        """Ask the browser to confirm its session through the gateway; close a socket whose session is not confirmed."""
        verdict = self._session.check(seen.confirmed_at)
        if verdict is Verdict.OVER or seen.session_over:
            raise Closure("session_over", code=Close.NOT_ALLOWED)
        if verdict is Verdict.ASK:
            await self._write(protocol.ConfirmSession())

    async def _handle_frame(self, frame: dict[str, Any]) -> None:
        """One message from the browser: its effect or its refusal."""
        if frame["type"] == "websocket.disconnect":
            if frame.get("code") == GOING_AWAY:
                self._mark_graceful_leave()
            raise Disconnected("disconnected", code=frame.get("code") or Close.DONE)
        try:
            message = read_frame(frame)
        except RejectedMessage as rejected:
            await self._refuse(rejected.refusal, about=rejected.about, client_id=rejected.client_id)
            return
        try:
            if not self.hub.messages.take(self.participant.person_id):
                raise TooFast
            if message.sender not in (None, self.role):
                raise NotAllowed
            await self._handle(message)
        except Refusal as refusal:
            client_id = str(message.client_id) if isinstance(message, protocol.Say) else None
            await self._refuse(refusal, about=message.type, client_id=client_id)
        else:
            MESSAGES.labels(message.type, "done").inc()

    async def _handle(self, message: protocol.BrowserMessage) -> None:
        if isinstance(message, protocol.Description | protocol.Candidate):
            await self._relay(message)
        elif isinstance(message, protocol.Ping):
            await self._write(protocol.Pong(server_time=now()))
        elif isinstance(message, protocol.Bye):
            self._mark_graceful_leave()
            raise NormalClosure("bye", code=Close.DONE)
        else:
            async with self.context.sessions.begin() as session:
                answer = await HANDLERS[type(message)](session, self.participant, message)
            if isinstance(answer, Refusal):
                raise answer
            if answer is not None:
                await self._write(answer)

    async def _relay(self, message: protocol.Description | protocol.Candidate) -> None:
        if not self.view.in_call(message.call_id):
            # The answer of the peer may have reached the browser before its notice came here.
            await self._catch_up()
            if not self.view.in_call(message.call_id):
                raise NoCall
        peer = self.role.peer
        self.hub.relay(Notice(booking_id=self.booking_id, messages={peer: message}), peer)

    async def _refuse(self, refusal: Refusal, *, about: str, client_id: str | None) -> None:
        """Answer a user's mistake, or a mistake of the browser; the socket stays."""
        MESSAGES.labels(about, refusal.code).inc()
        known = {} if client_id is None else {"client_id": client_id}
        await self._write(protocol.ErrorReply(code=refusal.code, about=about, **known))

    async def _handle_notice(self, notice: Notice) -> None:
        """Send a notice once, in the order of versions; after a gap the database is read."""
        if notice.replaced == self.id:
            raise NormalClosure("seat_taken", code=Close.SEAT_TAKEN)
        if notice.session_over == self.participant.session_id:
            raise Closure("session_over", code=Close.NOT_ALLOWED)
        if notice.version:
            if notice.version <= self.view.version:
                return
            if notice.version > self.view.version + 1:
                await self._catch_up()
                return
            self.view.apply(notice)
        message = notice.messages.get(self.role)
        if message is not None:
            await self._send(message)

    async def _catch_up(self, seen: Snapshot | None = None) -> None:
        """Send everything the browser has missed."""
        if seen is None:
            async with self.context.sessions.begin() as session:
                seen = await get_snapshot(session, self.booking_id, self.role)
        for message in self.view.catch_up(seen):
            await self._send(message)
        if seen.last_seq > self.view.seq:
            await self._send_missed_chat()

    async def _send(self, message: protocol.Message) -> None:
        """Send a message of the room: chat in order, marks that only grow, fresh ICE servers with each call."""
        if isinstance(message, protocol.ChatMessage):
            await self._send_chat(message)
        elif isinstance(message, protocol.Delivered | protocol.Read):
            if self.view.advance_marks(message):
                await self._write(message)
        elif isinstance(message, protocol.CallAccepted):
            await self._write(message.model_copy(update={"ice_servers": self._ice_servers()}))
        else:
            await self._write(message)
        if isinstance(message, protocol.RoomClosed):
            raise NormalClosure("room_closed", code=Close.ROOM_CLOSED)

    async def _send_chat(self, message: protocol.ChatMessage) -> None:
        """Send a chat message in the order of ``seq``, once."""
        if message.seq == self.view.seq + 1:
            self.view.seq += 1
            await self._write(message)
        elif message.seq > self.view.seq:
            await self._send_missed_chat()

    async def _send_missed_chat(self) -> None:
        while True:
            async with self.context.sessions.begin() as session:
                page = await actions.list_messages(session, self.booking_id, after=self.view.seq, limit=CATCH_UP_PAGE)
            for message in page:
                await self._write(message)
                self.view.seq = message.seq
            if len(page) < CATCH_UP_PAGE:
                return

    async def _write(self, message: protocol.Message) -> None:
        """Send to this browser. Raises Disconnected when it does not receive."""
        try:
            async with asyncio.timeout(WRITE_SECONDS):
                await self._wire.send({"type": "websocket.send", "text": message.to_json()})
        except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError) as error:
            raise Disconnected("write", code=Close.UNFORESEEN) from error

    async def _read(self) -> None:
        """Wait for space in the queue of the event loop, so that TCP slows a fast sender down."""
        frame: Mapping[str, Any] = {"type": "websocket.connect"}
        while frame["type"] != "websocket.disconnect":
            try:
                frame = await self._wire.receive()
            except (RuntimeError, OSError):
                frame = {"type": "websocket.disconnect", "code": 1006}
            await self._inbox.put(frame)

    async def _cleanup(self) -> None:
        await self.hub.leave(self)
        try:
            async with self.context.sessions.begin() as session:
                await actions.leave(session, self.participant, self.id, how=self._departure)
        except Exception:
            # The seat is vacated all the same, after 45 s without a heartbeat.
            logger.exception("seat_not_left", booking_id=str(self.booking_id), role=self.role)

    async def _close(self, closure: Closure) -> None:
        ENDINGS.labels(closure.code if closure.code in _KNOWN_CODES else "other").inc()
        logger.info("socket_closed", booking_id=str(self.booking_id), role=self.role, code=closure.code)
        if isinstance(closure, Disconnected):
            return
        with suppress(TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
            async with asyncio.timeout(WRITE_SECONDS):
                await self._wire.close(closure.code, closure.reason)

    def _mark_graceful_leave(self) -> None:
        self._departure = Departure.CLOSED

    def _ice_servers(self) -> list[protocol.IceServer]:
        """Relay credentials, valid for an hour."""
        settings = self.context.settings
        user, until = f"{self.booking_id.hex}.{self.role}", now() + turn.LIFETIME
        return turn.ice_servers(settings.turn_urls, settings.turn_key, user=user, until=until)
