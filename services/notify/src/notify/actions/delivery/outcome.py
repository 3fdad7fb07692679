"""What sending needs, and how one attempt ends."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime

import structlog
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient

from notify.actions.live import NoticeStreams
from notify.domain import UNREACHABLE, DeliveryState, next_pause, next_search
from notify.errors import RefusedForGood, RetryLater
from notify.gateways.mail import MailSender
from notify.gateways.push import PushSender
from notify.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Gateways:
    """What the running service holds open: who carries letters and pushes, and the streams of the bell."""

    mail: MailSender
    push: PushSender | None
    streams: NoticeStreams


@dataclass(frozen=True)
class DeliveryContext:
    """What sending needs: who knows addresses, who carries, where links lead."""

    identity: IdentityClient
    gateways: Gateways
    settings: Settings


class Skipped(Exception):
    """It must not be sent; says why in one word."""


class Deferred(Exception):
    """Quiet hours: not before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class DoctorUnreachable(Exception):
    """The doctor has no address yet, having never logged in; it is worth looking again ``until`` the visit begins."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


@dataclass(frozen=True)
class Result:
    """How an attempt ended. ``next_at``: it is tried again then; ``counted``: it was an attempt at all."""

    state: DeliveryState
    outcome: str
    next_at: datetime | None = None
    counted: bool = True


async def attempt(kind: str, attempts: int, sending: Awaitable[None]) -> Result:
    """One try, the ``attempts``-th, and what became of it: what fails for now is tried again with growing pauses."""
    try:
        await sending
        result = Result(DeliveryState.SENT, "sent")
    except Deferred as quiet:
        result = Result(DeliveryState.QUEUED, "quiet_hours", quiet.until, counted=False)
    except Skipped as reason:
        result = Result(DeliveryState.SKIPPED, str(reason))
    except RefusedForGood:
        result = Result(DeliveryState.FAILED, "refused")
    except DoctorUnreachable as nobody:
        result = _looked_for(attempts, nobody.until)
    except RetryLater as trouble:
        result = _put_off(attempts, trouble.outcome)
    except (Unavailable, NotFound):
        result = _put_off(attempts, "not_ready")
    except Exception:
        # What fails in a way nobody foresaw must not stand in the way of all the others.
        log.exception("delivery_failed", kind=kind)
        result = _put_off(attempts, "unforeseen")
    return result


def _put_off(attempts: int, outcome: str) -> Result:
    pause = next_pause(attempts)
    if pause is None:
        return Result(DeliveryState.FAILED, outcome)
    return Result(DeliveryState.QUEUED, outcome, now() + pause)


def _looked_for(attempts: int, until: datetime) -> Result:
    again = now() + next_search(attempts)
    if again >= until:
        return Result(DeliveryState.FAILED, UNREACHABLE)
    return Result(DeliveryState.QUEUED, UNREACHABLE, again)
