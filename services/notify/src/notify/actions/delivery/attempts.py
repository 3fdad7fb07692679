"""One attempt to deliver: what it needs, and its result."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime

import structlog
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient

from notify.actions.streams import NoticeStreams
from notify.domain.delivery import UNREACHABLE, DeliveryState, address_delay, retry_delay
from notify.errors import RefusedPermanently, RetryLater
from notify.gateways.mail import MailSender
from notify.gateways.push import PushSender
from notify.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Gateways:
    """What the running service keeps open: the senders of letters and pushes, and the notice streams."""

    mail_sender: MailSender
    push_sender: PushSender | None
    streams: NoticeStreams


@dataclass(frozen=True)
class DeliveryContext:
    """What deliveries need: identity for addresses and consents, the gateways, and the settings."""

    identity: IdentityClient
    gateways: Gateways
    settings: Settings


class Skipped(Exception):
    """The delivery must not be made; its message is the outcome in the log of deliveries."""


class Deferred(Exception):
    """Quiet hours: the delivery is not made before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class DoctorUnreachable(Exception):
    """The doctor has no address before the first login; worth another attempt ``until`` the visit begins."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


@dataclass(frozen=True)
class Result:
    """The result of an attempt. ``next_at``: the time of the next one; ``counted``: it used up an attempt."""

    state: DeliveryState
    outcome: str
    next_at: datetime | None = None
    counted: bool = True


async def attempt(kind: str, attempts: int, sending: Awaitable[None]) -> Result:
    """Makes the ``attempts``-th attempt; what may succeed later is attempted again after growing delays."""
    try:
        await sending
        result = Result(DeliveryState.SENT, "sent")
    except Deferred as deferred:
        result = Result(DeliveryState.QUEUED, "quiet_hours", deferred.until, counted=False)
    except Skipped as skipped:
        result = Result(DeliveryState.SKIPPED, str(skipped))
    except RefusedPermanently:
        result = Result(DeliveryState.FAILED, "refused")
    except DoctorUnreachable as unreachable:
        result = _await_address(attempts, unreachable.until)
    except RetryLater as failure:
        result = _retry(attempts, failure.outcome)
    except (Unavailable, NotFound):
        result = _retry(attempts, "not_ready")
    except Exception:
        # An unforeseen failure of one delivery must not block the others.
        log.exception("delivery_failed", kind=kind)
        result = _retry(attempts, "unforeseen")
    return result


def _retry(attempts: int, outcome: str) -> Result:
    delay = retry_delay(attempts)
    if delay is None:
        return Result(DeliveryState.FAILED, outcome)
    return Result(DeliveryState.QUEUED, outcome, now() + delay)


def _await_address(attempts: int, until: datetime) -> Result:
    next_at = now() + address_delay(attempts)
    if next_at >= until:
        return Result(DeliveryState.FAILED, UNREACHABLE)
    return Result(DeliveryState.QUEUED, UNREACHABLE, next_at)
