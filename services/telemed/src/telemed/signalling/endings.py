"""How a socket ends. A person's mistake is no ending: it is a refusal, answered in the band."""

from enum import IntEnum


class Close(IntEnum):
    """Close codes, «The door»."""

    DONE = 1000
    PROTOCOL = 1002
    NOT_ALLOWED = 1008
    UNFORESEEN = 1011
    SEAT_TAKEN = 4001
    ROOM_CLOSED = 4002


class Ending(Exception):
    """The socket ends with this code; ``reason`` is a word for programs."""

    def __init__(self, reason: str, *, code: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = int(code)


class ProtocolBreach(Ending):
    """The browser does not speak the protocol: trying again would not help."""

    def __init__(self, reason: str, *, code: int = Close.PROTOCOL) -> None:
        super().__init__(reason, code=code)


class Farewell(Ending):
    """Nothing is wrong: the seat or the room is no longer this socket's."""


class Gone(Ending):
    """The other side is not there any more: there is nobody to say anything to."""
