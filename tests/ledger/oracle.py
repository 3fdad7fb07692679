"""Where the money must be, said once more and in another way than the services do."""

from datetime import timedelta
from typing import Any

from common import clock

from ledger.world import PRICE, World

# Long enough for the daily questions to the bank, too short for the visits that only people decide.
LONGEST = timedelta(days=4)
LATER = (timedelta(minutes=17), timedelta(hours=1), timedelta(hours=27), timedelta(hours=53))
MOST_BOOKINGS = 4
BOOKINGS = """
    SELECT booking_id, status, cancel_reason, cancelled_at, refund_deadline_at, starts_at, paid_kopecks, prepaid
    FROM bookings ORDER BY created_at
"""
ORDERS = "SELECT order_id, booking_id, state, refunded_kopecks, promised_kopecks, bank_order_id FROM orders"
# What no booking and no wish may ever look like.
NEVER = {
    "two at one time": """
        SELECT doctor_id, starts_at FROM bookings WHERE status IN ('held', 'confirmed')
        GROUP BY doctor_id, starts_at HAVING count(*) > 1
    """,
    "confirmed after the start": "SELECT * FROM bookings WHERE confirmed_at >= starts_at",
    "bought back within the notice": """
        SELECT * FROM bookings JOIN outbox ON payload ->> 'booking_id' = CAST(booking_id AS text)
        WHERE type = 'booking.expired.v1' AND confirmed_at >= starts_at - interval '5 minutes'
    """,
    "confirmed after a no": """
        SELECT * FROM bookings JOIN outbox ON payload ->> 'booking_id' = CAST(booking_id AS text)
        WHERE type = 'booking.expired.v1' AND payload ->> 'reason' IN ('released', 'offer_declined')
            AND confirmed_at IS NOT NULL
    """,
    "taken away after it began": """
        SELECT * FROM bookings
        WHERE confirmed_at IS NOT NULL AND cancel_reason = 'payment_returned' AND cancelled_at >= starts_at
    """,
    "offered and not held": """
        SELECT * FROM waitlist_entries AS entry LEFT JOIN bookings USING (booking_id)
        WHERE entry.status = 'offered' AND bookings.status IS DISTINCT FROM 'held'
    """,
    "held for one who waits no more": """
        SELECT * FROM waitlist_entries AS entry JOIN bookings USING (booking_id)
        WHERE entry.status = 'left' AND bookings.status = 'held'
    """,
}
ANY_OF_THESE = " UNION ALL ".join(
    f"SELECT '{what}' AS what, to_jsonb(found) AS found FROM ({query}) AS found" for what, query in NEVER.items()
)


async def check_always(world: World) -> None:
    """True after every step, however much is on its way."""
    assert not world.bank.overdrafts
    for account in world.bank.accounts.values():
        assert 0 <= account.gone <= account.captured, account
    assert not (found := await world.rows("booking", ANY_OF_THESE)), found
    orders = {one["booking_id"]: one for one in await world.rows("payment", ORDERS)}
    for order in orders.values():
        known = world.bank.accounts.get(order["bank_order_id"] or "")
        assert order["refunded_kopecks"] <= (known.gone if known else 0), (order, known)
    for one in await world.rows("booking", BOOKINGS):
        if one["status"] == "confirmed" and one["prepaid"]:
            accounts = world.accounts_of(orders[one["booking_id"]]["order_id"])
            assert sum(account.captured for account in accounts) >= PRICE, (one, accounts)


async def check_quiet(world: World) -> None:
    """True whenever nothing is on its way: no visit is to come that payment knows to be without its money."""
    orders = {one["booking_id"]: one for one in await world.rows("payment", ORDERS)}
    for one in await world.rows("booking", BOOKINGS):
        if one["status"] == "confirmed" and one["prepaid"] and clock.now() < one["starts_at"]:
            assert orders[one["booking_id"]]["state"] == "paid", (one, orders)


async def check_settled(world: World) -> None:
    """True once everything has been said and done."""
    assert not world.post.waiting
    orders = {one["booking_id"]: one for one in await world.rows("payment", ORDERS)}
    for one in await world.rows("booking", BOOKINGS):
        assert one["status"] != "held", one
        if not one["prepaid"]:
            assert (one["paid_kopecks"], orders.get(one["booking_id"])) == (0, None), one
            continue
        _check_booking(world, one, orders[one["booking_id"]])


def _check_booking(world: World, one: Any, order: Any) -> None:
    accounts = world.accounts_of(order["order_id"])
    left, by_us = sum(account.left for account in accounts), sum(account.by_us for account in accounts)
    captured = sum(account.captured for account in accounts)
    story = (dict(one), dict(order), accounts)
    assert order["state"] != "refunding", story
    if not _kept(one):
        assert left == 0, story
        return
    # What went back without us is gone; we return nothing of a visit whose money is kept, but a second payment whole.
    own = next(account for account in accounts if account.key == order["bank_order_id"])
    assert own.captured == PRICE, story
    assert own.by_us == 0, story
    assert left == own.left, story
    assert by_us <= captured - PRICE, story
    if one["status"] == "confirmed":
        assert own.left > 0, story


def _kept(one: Any) -> bool:
    """A visit that takes place or took place, or that its patient missed, or cancelled too late."""
    too_late = one["cancel_reason"] == "patient_request" and one["cancelled_at"] > one["refund_deadline_at"]
    return one["status"] in ("confirmed", "completed") or (one["status"] == "cancelled" and too_late)
