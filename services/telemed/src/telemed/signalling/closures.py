"""Close codes of a socket. A user's mistake closes nothing: it is answered by `error`."""

from enum import IntEnum


class Close(IntEnum):
    """The close codes of docs/signalling.md."""

    DONE = 1000
    PROTOCOL = 1002
    NOT_ALLOWED = 1008
    UNFORESEEN = 1011
    SEAT_TAKEN = 4001
    ROOM_CLOSED = 4002


class Closure(Exception):
    """The socket closes with this code; ``reason`` is a word for programs."""

    def __init__(self, reason: str, *, code: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = int(code)


class ProtocolBreach(Closure):
    """The browser does not follow the protocol; reconnecting would not help."""

    def __init__(self, reason: str, *, code: int = Close.PROTOCOL) -> None:
        super().__init__(reason, code=code)


class NormalClosure(Closure):
    """The seat or the room no longer belongs to this socket."""


class Disconnected(Closure):
    """The other side has gone; no close frame can reach it."""
