"""The operator's side of the stand, at /__sandbox. Absent when no token was set."""

import hmac
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from pydantic import BaseModel, ConfigDict

from .bank import Bank
from .clock import moscow
from .faults import KINDS, Fault
from .operations import (
    CardEntry,
    NotPayable,
    Rejected,
    attempt,
    cancel_challenge,
    confirm_challenge,
    refresh,
    refund_in_cabinet,
    sweep,
    take_back,
    take_late,
)  # fmt: skip
from .orders import Order, Status
from .rest.status import describe
from .texts import error_text


async def _admitted_bank(request: Request, authorization: Annotated[str, Header()] = "") -> Bank:
    bank: Bank = request.app.state.bank
    token = bank.settings.admin_token
    if token is None:
        raise HTTPException(404)
    if not hmac.compare_digest(authorization.encode(), f"Bearer {token.get_secret_value()}".encode()):
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return bank


AdminBank = Annotated[Bank, Depends(_admitted_bank)]
router = APIRouter(prefix="/__sandbox")


class ClockMove(BaseModel):
    """Forward by seconds, or to a moment; neither returns to the machine's own time."""

    model_config = ConfigDict(extra="forbid")

    advance: float | None = None
    now: datetime | None = None


class HeadlessPayment(BaseModel):
    """Without a code a 3-D Secure card stops at the issuer's page; the code `cancel` presses «Отмена»."""

    model_config = ConfigDict(extra="forbid")

    card: str
    code: str | None = None
    cvc: str | None = None
    holder: str = ""


class Reversal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    callback: bool = True


class CabinetRefund(BaseModel):
    model_config = ConfigDict(extra="forbid")

    amount: int = 0
    callback: bool = True


def _order(bank: Bank, reference: str) -> Order:
    order = bank.book.find_any(reference)
    if order is None:
        raise HTTPException(404, "no such order")
    return refresh(bank, order)


def _full(bank: Bank, order: Order) -> dict[str, Any]:
    return {"order": order.model_dump(mode="json"), "status": describe(bank, order)}


@router.get("/faults")
async def list_faults(bank: AdminBank) -> dict[str, Any]:
    return {"kinds": KINDS, "faults": bank.faults.listing()}


@router.post("/faults", status_code=201)
async def add_fault(fault: Fault, bank: AdminBank) -> dict[str, int]:
    return {"id": bank.faults.add(fault)}


@router.delete("/faults", status_code=204)
async def remove_faults(bank: AdminBank, fault_id: int | None = None) -> Response:
    bank.faults.remove(fault_id)
    return Response(status_code=204)


def _time(bank: Bank) -> dict[str, Any]:
    now = bank.clock.now()
    return {"now": datetime.fromtimestamp(now, UTC).isoformat(), "moscow": moscow(now).isoformat()}


@router.get("/clock")
async def read_clock(bank: AdminBank) -> dict[str, Any]:
    return _time(bank)


@router.post("/clock")
async def move_clock(move: ClockMove, bank: AdminBank) -> dict[str, Any]:
    if move.advance is not None:
        bank.clock.move_to(bank.clock.now() + move.advance)
    else:
        bank.clock.move_to(move.now.timestamp() if move.now else None)
    sweep(bank)
    bank.outbox.news.set()
    return _time(bank)


@router.post("/reset", status_code=204)
async def reset(bank: AdminBank) -> Response:
    bank.store.wipe()
    bank.clock.move_to(None)
    return Response(status_code=204)


@router.get("/orders")
async def list_orders(bank: AdminBank, limit: int = 100) -> list[dict[str, Any]]:
    sweep(bank)
    return [describe(bank, order) for order in bank.book.recent(limit)]


@router.get("/orders/{reference}")
async def read_order(reference: str, bank: AdminBank) -> dict[str, Any]:
    order = _order(bank, reference)
    return _full(bank, order) | {"callbacks": bank.outbox.listing(order.id, 100)}


@router.post("/orders/{reference}/pay")
async def pay_headless(reference: str, payment: HeadlessPayment, bank: AdminBank) -> dict[str, Any]:
    order = _order(bank, reference)
    card = bank.cards.find(payment.card.replace(" ", ""))
    if card is None:
        raise HTTPException(422, "not a card of this stand")
    year = moscow(bank.clock.now()).year + 2
    cvc = bank.cards.cvc if payment.cvc is None else payment.cvc
    entry = CardEntry(card=card, expiration=f"{year}12", cvc=cvc, holder=payment.holder)
    try:
        with bank.store.transaction():
            order.visited = True
            attempt(bank, order, entry)
            _answer_challenge(bank, order, payment.code)
    except NotPayable:
        raise HTTPException(409, "the order cannot be paid now") from None
    return _full(bank, order)


def _answer_challenge(bank: Bank, order: Order, code: str | None) -> None:
    if order.status is not Status.ACS or code is None:
        return
    if code == "cancel":
        cancel_challenge(bank, order)
    else:
        confirm_challenge(bank, order, code)


@router.post("/orders/{reference}/late-capture")
async def capture_late(reference: str, payment: HeadlessPayment, bank: AdminBank) -> dict[str, Any]:
    """The money is taken after all, of a declined or an expired order too."""
    order = _order(bank, reference)
    card = bank.cards.find(payment.card.replace(" ", ""))
    if card is None:
        raise HTTPException(422, "not a card of this stand")
    try:
        with bank.store.transaction():
            take_late(bank, order, card)
    except NotPayable:
        raise HTTPException(409, "the order was paid already") from None
    return _full(bank, order)


@router.post("/orders/{reference}/reversal")
async def reverse_by_bank(reference: str, request: Reversal, bank: AdminBank) -> dict[str, Any]:
    """The bank reverses the payment on its own initiative, with or without a callback."""
    order = _order(bank, reference)
    try:
        with bank.store.transaction():
            take_back(bank, order, notify=request.callback)
    except Rejected as rejected:
        raise HTTPException(409, error_text(rejected.text, "en")) from None
    return _full(bank, order)


@router.post("/orders/{reference}/chargeback")
async def charge_back(reference: str, bank: AdminBank) -> dict[str, Any]:
    """The cardholder has disputed the payment at the issuer."""
    order = _order(bank, reference)
    if not order.paid:
        raise HTTPException(409, "only a paid order can be disputed")
    order.chargeback = True
    bank.save(order)
    return _full(bank, order)


@router.post("/orders/{reference}/refund-in-cabinet")
async def refund_by_hand(reference: str, request: CabinetRefund, bank: AdminBank) -> dict[str, Any]:
    order = _order(bank, reference)
    try:
        with bank.store.transaction():
            refund_in_cabinet(bank, order, request.amount, notify=request.callback)
    except Rejected as rejected:
        raise HTTPException(409, error_text(rejected.text, "en")) from None
    return _full(bank, order)


@router.get("/journal")
async def read_journal(bank: AdminBank, limit: int = 100) -> dict[str, Any]:
    return {"requests": bank.journal.recent(limit), "callbacks": bank.outbox.listing(None, limit)}


@router.post("/callbacks/{callback_id}/resend", status_code=202)
async def resend(callback_id: int, bank: AdminBank) -> dict[str, int]:
    if not bank.outbox.resend(callback_id):
        raise HTTPException(404, "no such callback")
    return {"id": callback_id}


@router.get("/callback-certificate")
async def callback_certificate(bank: AdminBank) -> Response:
    """What the shop checks RSA checksums with."""
    return Response(bank.signer.certificate(), media_type="application/x-pem-file")
