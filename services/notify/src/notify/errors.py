"""What goes wrong on the way to a person, and what is refused to one."""

from typing import ClassVar

from common.errors import Refusal


class RefusedForGood(Exception):
    """The other side said no; trying again would say the same."""


class RetryLater(Exception):
    """The other side is away or said "later"; ``outcome`` is the word for the log."""

    outcome: ClassVar[str]


class LetterRefused(RefusedForGood):
    """The mail server said no for good (5xx)."""


class MailUnavailable(RetryLater):
    """The mail server is away or said "later" (4xx)."""

    outcome = "mail_unavailable"


class PushRefused(RefusedForGood):
    """The push service takes no such message."""


class DeviceGone(Exception):
    """The browser no longer has this subscription: it is to be forgotten."""


class PushUnavailable(RetryLater):
    """The push service is away or said "later"."""

    outcome = "push_unavailable"


class PushServiceUnknown(Refusal):
    """The browser's push service is not one of those we call."""

    status = 422
