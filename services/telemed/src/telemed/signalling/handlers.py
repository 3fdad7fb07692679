"""A table from message type to function: who may say it, and what it does."""

from typing import Any

from common.clock import now

from telemed import actions
from telemed.domain.rooms import Role
from telemed.errors import NoCall, NotAllowed, PeerAbsent
from telemed.signalling import messages as say
from telemed.signalling import notices
from telemed.signalling.endings import Close, Farewell
from telemed.signalling.notices import Notice
from telemed.signalling.socket import Handler, Socket


async def set_media(socket: Socket, said: say.Media) -> None:
    media = said.model_dump(exclude={"type"})
    async with socket.transaction() as session:
        room = await actions.set_media(session, socket.participant, media)
        if room is not None:
            socket.hub.tell(session, notices.media(room, socket.role, media))


async def ring(socket: Socket, said: say.Ring) -> None:
    async with socket.transaction() as session:
        rung = await actions.ring(session, socket.booking_id)
        if rung is not None:
            socket.hub.tell(session, notices.ringing(*rung))
    # Refused only now: that the doctor called stays recorded.
    if rung is None:
        raise PeerAbsent


async def cancel_call(socket: Socket, said: say.CancelCall) -> None:
    async with socket.transaction() as session:
        over = await actions.cancel_call(session, socket.booking_id, said.call_id)
        socket.hub.tell(session, notices.ended(*over))


async def accept(socket: Socket, said: say.Accept) -> None:
    async with socket.transaction() as session:
        answered = await actions.accept_call(session, socket.booking_id, said.call_id)
        socket.hub.tell(session, notices.accepted(*answered))


async def decline(socket: Socket, said: say.Decline) -> None:
    async with socket.transaction() as session:
        over = await actions.decline_call(session, socket.booking_id, said.call_id, reason=said.reason)
        socket.hub.tell(session, notices.ended(*over))


async def relay(socket: Socket, said: say.Description | say.Candidate) -> None:
    if not _in_call(socket, said):
        # The answer of the other end may have reached the browser before its notice came here.
        await socket.catch_up()
        if not _in_call(socket, said):
            raise NoCall
    to = socket.role.peer
    body = said.model_dump(mode="json", exclude_unset=True)
    socket.hub.relay(Notice(booking_id=socket.booking_id, bodies={to: body}), to)


async def report_connected(socket: Socket, said: say.Connected) -> None:
    async with socket.transaction() as session:
        both = await actions.report_connected(session, socket.booking_id, said.call_id, role=socket.role)
        if both is not None:
            socket.hub.tell(session, notices.started(*both))


async def hang_up(socket: Socket, said: say.HangUp | say.LeaveCall) -> None:
    async with socket.transaction() as session:
        over = await actions.hang_up(session, socket.booking_id, said.call_id)
        socket.hub.tell(session, notices.ended(*over))


async def end_visit(socket: Socket, said: say.EndVisit) -> None:
    async with socket.transaction() as session:
        room = await actions.end_visit(session, socket.booking_id)
        socket.hub.tell(session, notices.closed(room))


async def speak(socket: Socket, said: say.Say) -> None:
    async with socket.transaction() as session:
        message, new = await actions.say(session, socket.participant, client_id=said.client_id, content=said.text)
        if new:
            socket.hub.tell(session, notices.said(socket.booking_id, message))
    if not new:
        # The answer was lost on the way; the other end has the message, or will see the gap.
        await socket.send(notices.message_body(message))


async def mark(socket: Socket, said: say.Delivered | say.Read) -> None:
    read = isinstance(said, say.Read)
    async with socket.transaction() as session:
        seq = await actions.mark(session, socket.participant, seq=said.seq, read=read)
        if seq is not None:
            socket.hub.tell(session, notices.marked(socket.booking_id, socket.role, seq, read=read))


async def answer_ping(socket: Socket, said: say.Ping) -> None:
    await socket.send({"type": "pong", "server_time": now()})


async def leave(socket: Socket, said: say.Bye) -> None:
    socket.leave_in_words()
    raise Farewell("bye", code=Close.DONE)


def _in_call(socket: Socket, said: say.AboutCall) -> bool:
    told = socket.told
    return told.call_id == said.call_id and told.call_state is not None and told.call_state.running


def _only(role: Role, function: Handler) -> Handler:
    async def checked(socket: Socket, said: Any) -> None:
        if socket.role is not role:
            raise NotAllowed
        await function(socket, said)

    return checked


HANDLERS: dict[type, Handler] = {
    say.Media: set_media,
    say.Ring: _only(Role.DOCTOR, ring),
    say.CancelCall: _only(Role.DOCTOR, cancel_call),
    say.Accept: _only(Role.PATIENT, accept),
    say.Decline: _only(Role.PATIENT, decline),
    say.Description: relay,
    say.Candidate: relay,
    say.Connected: report_connected,
    say.HangUp: _only(Role.DOCTOR, hang_up),
    say.LeaveCall: _only(Role.PATIENT, hang_up),
    say.EndVisit: _only(Role.DOCTOR, end_visit),
    say.Say: speak,
    say.Delivered: mark,
    say.Read: mark,
    say.Ping: answer_ping,
    say.Bye: leave,
}
