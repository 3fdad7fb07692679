"""How a delivery fails, and what is refused to a client."""

from typing import ClassVar

from common.errors import Refusal


class RefusedPermanently(Exception):
    """The receiving server refused; another attempt would be refused too."""


class RetryLater(Exception):
    """The receiving server is unavailable or asked to retry; ``outcome`` is recorded in the log of deliveries."""

    outcome: ClassVar[str]


class LetterRefused(RefusedPermanently):
    """The mail server refused permanently (5xx)."""


class MailUnavailable(RetryLater):
    """The mail server is unavailable or asked to retry (4xx)."""

    outcome = "mail_unavailable"


class PushRefused(RefusedPermanently):
    """The push service does not accept this message."""


class DeviceGone(Exception):
    """The browser has dropped this subscription, which is to be deleted."""


class PushUnavailable(RetryLater):
    """The push service is unavailable or asked to retry."""

    outcome = "push_unavailable"


class PushServiceUnknown(Refusal):
    """The browser's push service is not among those notify may call."""

    status = 422
