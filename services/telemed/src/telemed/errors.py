"""What telemed refuses, on the socket in the band and over HTTP in the same words."""

from common.errors import Refusal


class NotAllowed(Refusal):
    """The other role may say this, not the caller's."""

    status = 403


class NoCall(Refusal):
    """The call named is over, or not yet where this makes sense."""


class CallInProgress(Refusal):
    """One call at a time, and an accepted one is hung up, not cancelled."""


class PeerAbsent(Refusal):
    """The patient is not in the room; they are told that the doctor called."""


class NotStarted(Refusal):
    """A visit ends after it began; before that it is cancelled."""


class EmptyText(Refusal):
    """A chat message shows at least one character."""

    status = 422


class TooLong(Refusal):
    """A chat message has at most 4,000 characters."""

    status = 422


class TooFast(Refusal):
    """More than a person says."""

    status = 429
    headers = {"Retry-After": "10"}  # noqa: RUF012 - nobody changes it


class RoomClosed(Refusal):
    """What was said can be read; nothing can be added."""


class FileUnknown(Refusal):
    """There is no such file in this room."""

    status = 404


class FileTooLarge(Refusal):
    """A file has at most 20 MB."""

    status = 413


class FileTypeRefused(Refusal):
    """By its content this is none of the kinds of file a doctor needs."""

    status = 415
