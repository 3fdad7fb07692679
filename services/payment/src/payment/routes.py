"""HTTP of payment. Only the bank's callback needs no session; it only makes payment ask the bank."""

from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from common.errors import IdentificationRequired, problems
from common.http import ContextDep, SessionDep
from common.metrics import counter
from common.rights import IdentifiedPatient
from fastapi import APIRouter, Depends, Request

from payment import actions
from payment.errors import AlreadyPaid, BankUnavailable, OrderClosed, OrderNotFound, OrderNotReady
from payment.gateways import PaymentGateway
from payment.schemas import CheckoutRead, OrderRead, ReceiptRead, ReceiptsRead
from payment.settings import Settings

router = APIRouter(tags=["payment"])
REFUSED_CALLBACKS = counter("payment_callbacks_refused_total", "Callbacks from addresses that are not the bank's")
LARGEST_CALLBACK_BYTES = 64 * 1024
MOST_PARAMETERS = 64


async def get_gateway(context: ContextDep) -> PaymentGateway:
    """The gateway of the bank, opened with the service."""
    bank: PaymentGateway = context.resources
    return bank


Bank = Annotated[PaymentGateway, Depends(get_gateway)]


@router.post(
    "/orders/{booking_id}/checkout",
    responses=problems(IdentificationRequired, OrderNotReady, OrderNotFound, OrderClosed, AlreadyPaid, BankUnavailable),
)
async def start_checkout(context: ContextDep, bank: Bank, payer: IdentifiedPatient, booking_id: UUID) -> CheckoutRead:
    """Sends the payer to the bank; the same page while it lives."""
    page = await actions.start_checkout(
        context.sessions,
        bank,
        booking_id=booking_id,
        payer_id=payer.person_id,
        identity=context.identity,
        settings=context.settings,
    )
    return CheckoutRead.model_validate(page)


@router.get("/orders/{booking_id}", responses=problems(OrderNotFound, IdentificationRequired))
async def read_order(session: SessionDep, payer: IdentifiedPatient, booking_id: UUID) -> OrderRead:
    """The payer's own order."""
    return OrderRead.model_validate(await actions.read_order(session, booking_id, payer.person_id))


@router.get("/orders/{booking_id}/receipts", responses=problems(OrderNotFound, IdentificationRequired))
async def list_receipts(session: SessionDep, payer: IdentifiedPatient, booking_id: UUID) -> ReceiptsRead:
    """The fiscal receipts of the payer's own order."""
    found = await actions.list_receipts(session, booking_id, payer.person_id)
    return ReceiptsRead(items=[ReceiptRead.model_validate(receipt) for receipt in found])


@router.post("/orders/{booking_id}/status-check", responses=problems(OrderNotFound, IdentificationRequired))
async def check_order(context: ContextDep, bank: Bank, payer: IdentifiedPatient, booking_id: UUID) -> OrderRead:
    """The order after asking the bank, which is spared repeated questions."""
    checked = await actions.check_order(context.sessions, bank, booking_id=booking_id, payer_id=payer.person_id)
    return OrderRead.model_validate(checked)


@router.get("/callbacks/alfabank")
async def receive_callback(request: Request, session: SessionDep, context: ContextDep, bank: Bank) -> None:
    if _may_call(request, context.settings):
        await actions.record_callback(session, bank, _pairs(request.scope["query_string"]))


@router.post("/callbacks/alfabank", openapi_extra={"x-cross-origin": True}, max_body_size=LARGEST_CALLBACK_BYTES)
async def receive_posted_callback(request: Request, session: SessionDep, context: ContextDep, bank: Bank) -> None:
    pairs = _pairs(request.scope["query_string"]) + _pairs(await request.body())
    if _may_call(request, context.settings):
        await actions.record_callback(session, bank, pairs)


def _may_call(request: Request, settings: Settings) -> bool:
    """True when the caller's address is one of the bank's; the answer is the same if not."""
    caller = request.client.host if request.client else ""
    allowed = settings.is_callback_network(caller)
    if not allowed:
        REFUSED_CALLBACKS.inc()
    return allowed


def _pairs(form: bytes) -> list[tuple[str, str]]:
    """The parameters as text, whatever the bytes. PostgreSQL keeps no NUL, and the bank sends none."""
    text = form.decode(errors="replace").replace("\0", "").replace("%00", "")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return []
