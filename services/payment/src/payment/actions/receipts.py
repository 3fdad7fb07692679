"""Fiscal receipts (54-FZ): the basket goes with the registration; the bank makes the receipts and is asked for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from common.clock import now
from common.db.copies import upsert_replica
from common.errors import NotFound, Unavailable
from common.identity import IdentityClient
from common.metrics import counter
from contracts.catalog import OfferingPublished
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.orders import own_order
from payment.domain import (
    LEASE,
    LONGEST_EMAIL,
    LONGEST_ITEM_NAME,
    RECEIPT_FINAL,
    BankReceipt,
    ReceiptKind,
    ReceiptState,
    receipt_pause,
)
from payment.errors import BankRefused, BankSilent
from payment.gateways import Basket, PaymentGateway
from payment.models import Offering, Order, Receipt
from payment.queries import Sessions

logger = structlog.get_logger()
FAILED = counter("payment_receipts_failed_total", "Fiscal receipts that were refused or never came")
# The receipt of an offering whose event is still on its way.
PLAIN_TITLE, PLAIN_CODE = "Медицинская консультация", "consultation"


async def copy_offering(session: AsyncSession, event: OfferingPublished) -> None:
    """The service's title and code, for receipts."""
    values = {name: getattr(event, name) for name in ("offering_id", "service_code", "service_title")}
    await upsert_replica(session, Offering, values, version=event.aggregate_version)


@dataclass(frozen=True)
class Sold:
    """What is sold with an order, and to whom."""

    order_id: UUID
    payer_id: UUID
    amount_kopecks: int
    title: str
    code: str


async def describe_sale(session: AsyncSession, order: Order) -> Sold:
    """The title and code for the receipt, by the catalogue."""
    offering = await queries.get_offering(session, order.offering_id)
    return Sold(
        order_id=order.order_id,
        payer_id=order.patient_id,
        amount_kopecks=order.amount_kopecks,
        title=(offering.service_title if offering else PLAIN_TITLE)[:LONGEST_ITEM_NAME],
        code=(offering.service_code if offering else PLAIN_CODE)[:LONGEST_ITEM_NAME],
    )


async def build_basket(sold: Sold, *, identity: IdentityClient | None, receipt_email: str) -> Basket:
    """What the receipt will say, and where it goes: to the payer's address as it is now, else to the seller's own.

    A payer without an address, or an identity that does not answer, keeps nobody from paying: the receipt is then
    found in the record's card (ADR 0004). No transaction is open meanwhile.
    """
    email = None
    try:
        email = (await identity.contact(sold.payer_id)).email if identity else None
    except (NotFound, Unavailable) as error:
        logger.warning("payer_contact_unknown", order_id=str(sold.order_id), reason=type(error).__name__)
    return Basket(
        title=sold.title, code=sold.code, email=email if email and len(email) <= LONGEST_EMAIL else receipt_email
    )


def expect_receipt(session: AsyncSession, order: Order, kind: ReceiptKind, amount_kopecks: int) -> None:
    """Money came or went, so a receipt is due; an order registered without a basket has none."""
    if not order.fiscal:
        return
    pause = receipt_pause(0)
    session.add(
        Receipt(
            order_id=order.order_id,
            kind=kind,
            amount_kopecks=amount_kopecks,
            state=ReceiptState.AWAITED,
            next_check_at=now() + pause if pause else None,
        )
    )


async def follow_receipt(sessions: Sessions, bank: PaymentGateway) -> bool:
    """Asks about the receipt that has waited longest; False when none is due or the bank is silent."""
    async with sessions.begin() as session:
        due = await queries.lock_receipt_to_check(session, now())
        if due is None:
            return False
        receipt, order = due
        receipt.checks += 1
        receipt.next_check_at = now() + LEASE
    silent, listed = False, tuple[BankReceipt, ...]()
    try:
        listed = await bank.receipts(bank_order_id=order.bank_order_id or "")
    except (BankRefused, BankSilent) as error:
        silent = isinstance(error, BankSilent)
        logger.warning("bank_receipts_unknown", receipt_id=str(receipt.receipt_id), reason=type(error).__name__)
    async with sessions.begin() as session:
        await _apply_receipts(session, receipt.receipt_id, listed)
    return not silent


async def _apply_receipts(session: AsyncSession, receipt_id: UUID, listed: tuple[BankReceipt, ...]) -> None:
    receipt = await queries.lock_receipt(session, receipt_id)
    pause = receipt_pause(receipt.checks)
    receipt.next_check_at = now() + pause if pause else None
    found = _match_receipt(receipt, listed, await queries.list_receipts(session, receipt.order_id))
    if found:
        _save_receipt(receipt, found)
    if receipt.next_check_at is None and receipt.state not in RECEIPT_FINAL:
        receipt.state = ReceiptState.FAILED
    if receipt.state is ReceiptState.FAILED:
        FAILED.inc()
        logger.error("receipt_failed", receipt_id=str(receipt.receipt_id), order_id=str(receipt.order_id))


async def list_receipts(session: AsyncSession, booking_id: UUID, payer_id: UUID) -> Sequence[Receipt]:
    """The receipts of the payer's own order, oldest first. Raises OrderNotFound."""
    order = await own_order(session, booking_id, payer_id)
    return await queries.list_receipts(session, order.order_id)


def _match_receipt(
    receipt: Receipt, listed: tuple[BankReceipt, ...], siblings: Sequence[Receipt]
) -> BankReceipt | None:
    """The bank's receipt of this row: the one known already, else the first of its kind that no other row has."""
    if receipt.bank_receipt_id:
        return next((one for one in listed if one.bank_receipt_id == receipt.bank_receipt_id), None)
    taken = {row.bank_receipt_id for row in siblings}
    return next((one for one in listed if one.kind is receipt.kind and one.bank_receipt_id not in taken), None)


def _save_receipt(receipt: Receipt, found: BankReceipt) -> None:
    receipt.bank_receipt_id, receipt.state = found.bank_receipt_id, found.state
    receipt.document_number, receipt.drive_number = found.document_number, found.drive_number
    receipt.document_sign, receipt.issued_at, receipt.url = found.document_sign, found.issued_at, found.url
    if found.state in RECEIPT_FINAL:
        receipt.next_check_at = None
