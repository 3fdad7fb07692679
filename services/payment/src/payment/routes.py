"""HTTP of payment. The only public door is the bank's; what comes through it is believed only after asking the bank."""

from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from common.auth import IdentifiedPatient, Patient
from common.errors import problems
from common.http import ContextDep, SessionDep
from common.idempotency import IdempotencyKey, IdempotencyKeyReused, once
from fastapi import APIRouter, Depends, Request

from payment import actions
from payment.errors import AlreadyPaid, BankUnavailable, OrderClosed, OrderNotFound
from payment.gateways import PaymentGateway
from payment.schemas import Checkout, CheckoutRequest, OrderView, ReceiptList

router = APIRouter(tags=["payment"])


async def the_bank(context: ContextDep) -> PaymentGateway:
    """The bank this room works with."""
    bank: PaymentGateway = context.resources
    return bank


Bank = Annotated[PaymentGateway, Depends(the_bank)]


@router.post(
    "/orders/{booking_id}/checkout",
    responses=problems(OrderNotFound, OrderClosed, AlreadyPaid, BankUnavailable, IdempotencyKeyReused),
)
async def start_checkout(
    session: SessionDep,
    context: ContextDep,
    bank: Bank,
    payer: IdentifiedPatient,
    *,
    booking_id: UUID,
    key: IdempotencyKey = None,
) -> Checkout:
    async def begin() -> Checkout:
        return await actions.begin_checkout(
            session,
            bank,
            booking_id=booking_id,
            payer_id=payer.person_id,
            identity=context.identity,
            settings=context.settings,
        )

    operation, body = f"checkout {booking_id}", CheckoutRequest()
    return await once(
        session, key=key, person_id=payer.person_id, operation=operation, body=body, answer=begin, model=Checkout
    )


@router.get("/orders/{booking_id}", responses=problems(OrderNotFound))
async def read_order(session: SessionDep, payer: Patient, booking_id: UUID) -> OrderView:
    return await actions.show_order(session, booking_id, payer.person_id)


@router.get("/orders/{booking_id}/receipts", responses=problems(OrderNotFound))
async def list_receipts(session: SessionDep, payer: Patient, booking_id: UUID) -> ReceiptList:
    return await actions.list_receipts(session, booking_id, payer.person_id)


@router.post("/orders/{booking_id}/status-check", responses=problems(OrderNotFound))
async def check_order(session: SessionDep, bank: Bank, payer: Patient, booking_id: UUID) -> OrderView:
    return await actions.check_now(session, bank, booking_id=booking_id, payer_id=payer.person_id)


@router.get("/callbacks/alfabank")
async def receive_callback(request: Request, session: SessionDep, bank: Bank) -> None:
    await actions.journal_callback(session, bank, _pairs(request.url.query))


@router.post("/callbacks/alfabank", openapi_extra={"x-cross-origin": True})
async def receive_posted_callback(request: Request, session: SessionDep, bank: Bank) -> None:
    body = (await request.body()).decode(errors="replace")
    await actions.journal_callback(session, bank, _pairs(request.url.query) + _pairs(body))


def _pairs(form: str) -> list[tuple[str, str]]:
    # PostgreSQL keeps no NUL, and the bank sends none: without it a stranger's call is journalled like any other.
    return parse_qsl(form.replace("\0", "").replace("%00", ""), keep_blank_values=True)
