"""The refusals of telemed: `error` on the socket and problem+json over HTTP have the same codes."""

from common.errors import Refusal


class NotAllowed(Refusal):
    """Only the other role may send this."""

    status = 403


class NoCall(Refusal):
    """The call named is over, or not yet where this makes sense."""


class CallInProgress(Refusal):
    """One call at a time, and an accepted one is hung up, not cancelled."""


class PeerAbsent(Refusal):
    """The patient is not in the room; DoctorCalling is published."""


class NotStarted(Refusal):
    """A visit ends after it began; before that it is cancelled."""


class EmptyText(Refusal):
    """A chat message shows at least one character."""

    status = 422


class TooLong(Refusal):
    """A chat message has at most 4,000 characters."""

    status = 422


class TooFast(Refusal):
    """Over a rate limit."""

    status = 429
    headers = {"Retry-After": "10"}  # noqa: RUF012 - nobody changes it


class RoomClosed(Refusal):
    """The chat can be read; nothing can be added."""


class FileUnknown(Refusal):
    """There is no such file in this room."""

    status = 404


class FileTooLarge(Refusal):
    """A file has at most 20 MB."""

    status = 413


class FileTypeRefused(Refusal):
    """By its content this is none of the kinds of file a doctor needs."""

    status = 415
