"""The payment page, the code page, and what is shown when there is nothing to pay."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ..bank import Bank
from ..operations import NotPayable, attempt, cancel_challenge, confirm_challenge, refresh
from ..orders import Order, Status
from ..orders.model import NO_ATTEMPT
from .form import CardForm, read_card
from .returning import finish, return_address, shop_address
from .views import show

router = APIRouter()

PAGE = "/payment/merchants/{login}/payment_{language}.html"


@router.get(PAGE)
async def payment_page(login: str, request: Request) -> Response:
    bank: Bank = request.app.state.bank
    order = _visited_order(bank, login, request)
    if order is None:
        return _unknown(request)
    if not order.open:
        return _closed(request, order)
    return _card_page(bank, request, order, CardForm(email=order.email or ""))


@router.post(PAGE)
async def pay(login: str, request: Request) -> Response:
    bank: Bank = request.app.state.bank
    order = _visited_order(bank, login, request)
    if order is None:
        return _unknown(request)
    if not order.open:
        return _closed(request, order)
    form = read_card(await _fields(request), bank.cards, bank.clock.now())
    if form.entry is None:
        return _card_page(bank, request, order, form, status=422)
    with bank.store.transaction():
        attempt(bank, order, form.entry)
    return await _go_on(bank, request, order)


@router.get("/acs/{tx}")
async def code_page(tx: str, request: Request) -> Response:
    bank: Bank = request.app.state.bank
    order = _challenged_order(bank, tx)
    if order is None:
        return _unknown(request)
    if order.status is not Status.ACS and not _may_pay_late(order):
        return await _go_on(bank, request, order)
    return _code_page(bank, request, order)


@router.post("/acs/{tx}")
async def answer_code(tx: str, request: Request) -> Response:
    bank: Bank = request.app.state.bank
    order = _challenged_order(bank, tx)
    if order is None:
        return _unknown(request)
    fields = await _fields(request)
    over = True
    try:
        with bank.store.transaction():
            if fields.get("action") == "cancel":
                cancel_challenge(bank, order)
            else:
                over = confirm_challenge(bank, order, fields.get("code", "").replace(" ", ""))
    except NotPayable:
        return await _go_on(bank, request, order)
    if not over:
        return _code_page(bank, request, order, status=422)
    return await _go_on(bank, request, order)


async def _go_on(bank: Bank, request: Request, order: Order) -> Response:
    """Where the payer belongs now: the code page, the card form again, or back in the shop."""
    if order.status is Status.ACS and order.challenge:
        return RedirectResponse(f"/acs/{order.challenge.tx}", 303)
    if order.open:
        return RedirectResponse(_page_address(order), 303)
    return await finish(bank, request, order)


def _page_address(order: Order) -> str:
    return f"/payment/merchants/{order.merchant}/payment_{order.language}.html?mdOrder={order.id}"


def _visited_order(bank: Bank, login: str, request: Request) -> Order | None:
    order = bank.book.find(request.query_params.get("mdOrder", ""))
    if order is None or order.merchant != login:
        return None
    refresh(bank, order)
    if not order.visited:
        order.visited = True
        bank.book.save(order)
    return order


def _challenged_order(bank: Bank, tx: str) -> Order | None:
    order = bank.book.find_challenge(tx)
    return None if order is None else refresh(bank, order)


def _may_pay_late(order: Order) -> bool:
    """The code page of an order given up meanwhile stays open, as it does at a real issuer's."""
    return order.status is Status.DECLINED and order.action_code == 4005


async def _fields(request: Request) -> dict[str, str]:
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


def _card_page(bank: Bank, request: Request, order: Order, form: CardForm, *, status: int = 200) -> Response:
    failed = order.action_code not in {0, NO_ATTEMPT} and not form.errors
    return show(
        request,
        "pay.html",
        status=status,
        order=order,
        form=form,
        failed=failed,
        attempts_left=bank.settings.attempts - order.attempts,
        seconds_left=max(0, int(order.expires - bank.clock.now())),
        shop_address=shop_address(order),
        shop_name=order.params.get("backToShopName") or "Вернуться в магазин",
        cards=bank.cards,
    )


def _code_page(bank: Bank, request: Request, order: Order, *, status: int = 200) -> Response:
    assert order.challenge is not None
    tries_left = bank.settings.code_tries - order.challenge.tries
    return show(
        request,
        "acs.html",
        status=status,
        order=order,
        challenge=order.challenge,
        wrong=order.challenge.tries > 0,
        tries_left=tries_left,
        hint=bank.cards.code,
        seconds_left=max(0, int(order.expires - bank.clock.now())),
    )


def _closed(request: Request, order: Order) -> Response:
    address = return_address(order, ok=order.paid)
    if order.paid:
        return show(request, "message.html", order=order, title="Заказ уже оплачен", address=address)
    title = "Время на оплату вышло" if order.action_code in {-2007, -2009, -2014} else "Заказ не оплачен"
    return show(request, "message.html", order=order, title=title, address=address, leave=True)


def _unknown(request: Request) -> Response:
    return show(request, "message.html", status=404, title="Заказ не найден", order=None)
