"""What sending needs, and how one attempt ends."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime

import structlog
from common.clock import now
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient

from notify.actions.live import Bells
from notify.domain import DeliveryState, next_pause
from notify.errors import NotNow, RefusedForGood
from notify.gateways.mail import Postman
from notify.gateways.push import Pusher
from notify.models import Letter, Push
from notify.settings import Settings

log = structlog.get_logger()


@dataclass(frozen=True)
class Outside:
    """What the running room holds open: who carries letters and pushes, and the streams of the bell."""

    postman: Postman
    pusher: Pusher | None
    bells: Bells


@dataclass(frozen=True)
class Office:
    """What sending needs: who knows addresses, who carries, where links lead."""

    identity: IdentityClient
    outside: Outside
    settings: Settings


class NotWanted(Exception):
    """It must not be sent; says why in one word."""


class Held(Exception):
    """Quiet hours: not before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


async def attempt(waiting: Letter | Push, sending: Awaitable[None]) -> None:
    """One try, and what became of it. What fails for now is tried again with growing pauses, then given up."""
    waiting.attempts += 1
    try:
        await sending
        waiting.state, waiting.sent_at, waiting.outcome = DeliveryState.SENT, now(), "sent"
    except Held as quiet:
        waiting.attempts -= 1
        waiting.next_attempt_at, waiting.outcome = quiet.until, "quiet_hours"
    except NotWanted as reason:
        waiting.state, waiting.outcome = DeliveryState.SKIPPED, str(reason)
    except RefusedForGood:
        waiting.state, waiting.outcome = DeliveryState.FAILED, "refused"
    except NotNow as trouble:
        _put_off(waiting, trouble.outcome)
    except (Unavailable, NotFound):
        _put_off(waiting, "not_ready")
    except Exception:
        # What fails in a way nobody foresaw must not stand in the way of all the others.
        log.exception("delivery_failed", kind=waiting.__tablename__)
        _put_off(waiting, "unforeseen")


def _put_off(waiting: Letter | Push, outcome: str) -> None:
    pause = next_pause(waiting.attempts)
    waiting.outcome = outcome
    if pause is None:
        waiting.state = DeliveryState.FAILED
    else:
        waiting.next_attempt_at = now() + pause
