"""Background work: expiry of orders, late captures and callbacks."""

import asyncio
import logging

from .bank import Bank
from .operations import sweep

log = logging.getLogger(__name__)

# Real seconds between looks at the stand's clock, which the operator may move at any moment.
BEAT = 0.5


async def keep_running(bank: Bank) -> None:
    """Until cancelled. A slow shop holds up nobody else's callbacks."""
    deliveries: set[asyncio.Task[int]] = set()
    try:
        while True:
            try:
                sweep(bank)
            except Exception:
                log.exception("the sweep failed")
            task = asyncio.create_task(bank.courier.deliver_due())
            deliveries.add(task)
            task.add_done_callback(deliveries.discard)
            await _news_or_beat(bank)
    finally:
        for task in deliveries:
            task.cancel()


async def _news_or_beat(bank: Bank) -> None:
    try:
        async with asyncio.timeout(BEAT):
            await bank.outbox.news.wait()
    except TimeoutError:
        return
    bank.outbox.news.clear()
