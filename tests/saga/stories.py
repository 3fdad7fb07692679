"""What patients do with their money, each a story of one booking."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from saga.people import Bank, Patient

SLOW_CARD = "2200000001510191"  # times out; captured a minute later
POOR_CARD = "2200000000001168"


@dataclass(frozen=True)
class Scene:
    """Who acts, at which bank, with which luck."""

    patient: Patient
    bank: Bank
    dice: random.Random


Story = Callable[[Scene], Awaitable[None]]


async def _at_the_bank(scene: Scene) -> tuple[str, str | None]:
    booking_id: str = (await scene.patient.hold())["booking_id"]
    return booking_id, await scene.patient.checkout(booking_id)


async def _paid(scene: Scene) -> str:
    booking_id, page = await _at_the_bank(scene)
    if page:
        await scene.bank.pay(page)
        await scene.patient.come_back(booking_id)
        await scene.patient.becomes(booking_id, "confirmed", "cancelled")
    return booking_id


async def pays(scene: Scene) -> None:
    """Pays and comes back."""
    await _paid(scene)


async def pays_and_leaves(scene: Scene) -> None:
    """Pays and closes the tab: only the callback and the polling know."""
    _, page = await _at_the_bank(scene)
    if page:
        await scene.bank.pay(page)


async def presses_pay_many_times(scene: Scene) -> None:
    """Four presses of «Оплатить» at once lead to one page."""
    booking_id: str = (await scene.patient.hold())["booking_id"]
    pages = await asyncio.gather(*(scene.patient.checkout(booking_id) for _ in range(4)))
    found = [page for page in pages if page]
    if found:
        await scene.bank.pay(scene.dice.choice(found))
        await scene.patient.come_back(booking_id)


async def pays_with_another_card(scene: Scene) -> None:
    """The first card has no money."""
    booking_id, page = await _at_the_bank(scene)
    if page:
        await scene.bank.pay(page, POOR_CARD)
        await scene.patient.come_back(booking_id)
        await scene.bank.pay(page)


async def cancels_in_time(scene: Scene) -> None:
    """Pays, then cancels days ahead: everything goes back."""
    await scene.patient.cancel(await _paid(scene))


async def cancels_while_paying(scene: Scene) -> None:
    """Pays and cancels at the same moment."""
    booking_id, page = await _at_the_bank(scene)
    if page:
        await asyncio.gather(scene.bank.pay(page), scene.patient.cancel(booking_id))


async def cancels_before_it_is_known(scene: Scene) -> None:
    """Pays, then lets the hold expire before any event about the money."""
    booking_id, page = await _at_the_bank(scene)
    if page:
        await scene.bank.pay(page)
        await scene.patient.cancel(booking_id)


async def slow_card_and_gives_up(scene: Scene) -> None:
    """The card times out, the patient lets the time go, the money is taken a minute later."""
    booking_id, page = await _at_the_bank(scene)
    if page:
        await scene.bank.pay(page, SLOW_CARD)
        await scene.patient.cancel(booking_id)


async def slow_card_and_leaves(scene: Scene) -> None:
    """The card times out, nobody comes back, the money is taken a minute later."""
    _, page = await _at_the_bank(scene)
    if page:
        await scene.bank.pay(page, SLOW_CARD)


async def lets_go(scene: Scene) -> None:
    """Holds a time and lets it go."""
    await scene.patient.cancel((await scene.patient.hold())["booking_id"])


async def walks_away(scene: Scene) -> None:
    """Goes to the bank and never pays."""
    await _at_the_bank(scene)


async def part_by_hand_then_cancels(scene: Scene) -> None:
    """The accountant returns a part in the bank's cabinet without a callback, then the patient cancels."""
    booking_id, page = await _at_the_bank(scene)
    if not page:
        return
    await scene.bank.pay(page)
    await scene.patient.come_back(booking_id)
    if await scene.patient.becomes(booking_id, "confirmed"):
        await scene.bank.ask("POST", f"{_order(page)}/refund-in-cabinet", json={"amount": 30_000, "callback": False})
        await scene.patient.cancel(booking_id)


async def whole_by_hand(scene: Scene) -> None:
    """The accountant returns everything in the bank's cabinet although the visit stands."""
    booking_id, page = await _at_the_bank(scene)
    if not page:
        return
    await scene.bank.pay(page)
    await scene.patient.come_back(booking_id)
    if await scene.patient.becomes(booking_id, "confirmed"):
        await scene.bank.ask("POST", f"{_order(page)}/refund-in-cabinet", json={"amount": 0, "callback": True})


def _order(page: str) -> str:
    return "orders/" + page.rsplit("mdOrder=", 1)[1].split("&", 1)[0]


WEIGHTS: dict[Story, int] = {
    pays: 36,
    pays_and_leaves: 12,
    presses_pay_many_times: 6,
    pays_with_another_card: 6,
    cancels_in_time: 10,
    cancels_while_paying: 8,
    cancels_before_it_is_known: 6,
    slow_card_and_gives_up: 5,
    slow_card_and_leaves: 4,
    lets_go: 3,
    walks_away: 5,
    part_by_hand_then_cancels: 4,
    whole_by_hand: 3,
}
