"""The REST interface of Alfa-Bank's acquiring: forms in, JSON out, HTTP 200 whatever the verdict.

``errorCode`` is the verdict on a call; ``orderStatus`` and ``actionCode`` are the verdict on a payment.
"""

import asyncio
import json
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import structlog
from common.breaker import Breaker, BreakerOpen
from common.metrics import counter, gauge

from payment.domain import CURRENCY, BankReceipt, BankRefund, Snapshot
from payment.errors import BankRefused, BankSilent
from payment.gateways import Registered, Registration
from payment.gateways.alfabank.checksum import is_genuine
from payment.gateways.alfabank.receipts import bundle, read_receipts
from payment.settings import Settings

logger = structlog.get_logger()
WITHOUT_AMOUNTS = counter("payment_statuses_without_amounts_total", "Statuses of the bank without paymentAmountInfo")
BREAKER = gauge("payment_bank_breaker_open", "1 while the bank is not asked because it has been silent")
TIMEOUT = httpx.Timeout(8, connect=3)
LONGEST_SECONDS = 9
MISCONFIGURED = 5
SYSTEM_ERROR = 7
MONEY_MOVED = frozenset({2, 3, 4})  # deposited, reversed, refunded


class AlfaBank:
    """One merchant at the bank."""

    def __init__(self, settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        verify: ssl.SSLContext | bool = True
        if settings.alfabank_ca_file:
            verify = ssl.create_default_context(cafile=str(settings.alfabank_ca_file))
        self._breaker = Breaker(BankSilent, seconds=5, opened=BREAKER)
        self._client = httpx.AsyncClient(
            base_url=settings.alfabank_url, timeout=TIMEOUT, verify=verify, transport=transport, trust_env=False
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def register(self, order: Registration) -> Registered:
        """Registers a one-stage payment. The page it gives must be on the bank's own origin."""
        fields = {
            "orderNumber": order.order_number,
            "amount": str(order.amount_kopecks),
            "currency": CURRENCY,
            "returnUrl": order.return_url,
            "failUrl": order.return_url,
            "description": order.description,
            "language": "ru",
            "sessionTimeoutSecs": str(int(order.session.total_seconds())),
            "jsonParams": json.dumps({"backToShopUrl": order.return_url, "backToShopName": "Вернуться в Mila"}),
            "taxSystem": str(self._settings.tax_system),
            "orderBundle": json.dumps(bundle(order, tax_type=self._settings.tax_type), ensure_ascii=False),
        }
        if self._settings.callback_url:
            fields["dynamicCallbackUrl"] = self._settings.callback_url
        answer = await self._call("register.do", fields)
        try:
            registered = Registered(bank_order_id=answer["orderId"], form_url=answer["formUrl"])
        except (KeyError, TypeError) as error:
            raise BankSilent("register answered neither an order nor an error") from error
        parts = urlsplit(registered.form_url)
        if f"{parts.scheme}://{parts.netloc}" != self._settings.alfabank_public_url:
            raise BankSilent("the payment page is not on the bank's origin")
        return registered

    async def status(self, *, bank_order_id: str | None = None, order_number: str | None = None) -> Snapshot:
        """getOrderStatusExtended: the truth."""
        fields = {"orderId": bank_order_id} if bank_order_id else {"orderNumber": order_number or ""}
        answer = await self._call("getOrderStatusExtended.do", fields)
        try:
            return _snapshot(answer)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BankSilent("the status could not be read") from error

    async def decline(self, *, bank_order_id: str, order_number: str) -> None:
        """Closes an unpaid order."""
        await self._call("decline.do", {"orderId": bank_order_id, "orderNumber": order_number})

    async def refund(self, *, bank_order_id: str, amount_kopecks: int, refund_id: UUID, deposited_kopecks: int) -> None:
        """Returns money; safe to repeat with the same ``refund_id``."""
        fields = {
            "orderId": bank_order_id,
            "amount": str(amount_kopecks),
            "currency": CURRENCY,
            "externalRefundId": str(refund_id),
            "expectedDepositedAmount": str(deposited_kopecks),
        }
        await self._call("refund.do", fields)

    async def receipts(self, *, bank_order_id: str) -> tuple[BankReceipt, ...]:
        """getReceiptStatus: fiscal receipts of the payment and of refunds."""
        answer = await self._call("getReceiptStatus.do", {"orderId": bank_order_id})
        try:
            return read_receipts(answer)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
            raise BankSilent("the receipts could not be read") from error

    def genuine(self, parameters: list[tuple[str, str]]) -> bool:
        """Whether the checksum is the bank's."""
        return is_genuine(parameters, self._settings.alfabank_callback_secret.get_secret_value())

    async def _call(self, method: str, fields: dict[str, str]) -> dict[str, Any]:
        credentials = {
            "userName": self._settings.alfabank_user,
            "password": self._settings.alfabank_password.get_secret_value(),
        }
        try:
            with self._breaker.asking():
                answer = await self._answer(method, credentials | fields)
        except BreakerOpen as error:
            raise BankSilent("the bank has been silent lately") from error
        _raise_refusal(method, answer)
        return answer

    async def _answer(self, method: str, form: dict[str, str]) -> dict[str, Any]:
        try:
            # The timeout of the client is for each byte; this one is for the whole answer.
            async with asyncio.timeout(LONGEST_SECONDS):
                response = await self._client.post(method, data=form)
            answer = response.json() if response.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, ValueError, TimeoutError) as error:
            raise BankSilent(f"{method}: {type(error).__name__}") from error
        if not isinstance(answer, dict):
            raise BankSilent(f"{method}: HTTP {response.status_code}")
        return answer


def _raise_refusal(method: str, answer: dict[str, Any]) -> None:
    """errorCode may be text or number, in old versions with a capital letter, absent on success."""
    if answer.get("success") is True:
        return
    try:
        code = int(answer.get("errorCode", answer.get("ErrorCode", 0)) or 0)
    except (TypeError, ValueError) as error:
        raise BankSilent(f"{method}: an error code that is no number") from error
    if code == 0 and answer.get("success") is False:
        code = SYSTEM_ERROR
    if code == MISCONFIGURED:
        logger.error("bank_refused_access", method=method)
    if code:
        raise BankRefused(code)


def _snapshot(answer: dict[str, Any]) -> Snapshot:
    amounts, status = answer.get("paymentAmountInfo"), int(answer["orderStatus"])
    if not amounts or (status in MONEY_MOVED and "depositedAmount" not in amounts):
        # Without amounts nothing is known of the money (a merchant of a version below 3, or a fault of the bank).
        WITHOUT_AMOUNTS.inc()
        logger.error("bank_status_without_amounts", order_number=answer.get("orderNumber"))
        raise BankSilent("a status without paymentAmountInfo")
    attributes = {item["name"]: item["value"] for item in answer.get("attributes") or []}
    return Snapshot(
        bank_order_id=attributes.get("mdOrder", ""),
        order_number=answer["orderNumber"],
        order_status=status,
        action_code=int(answer.get("actionCode", -100)),
        amount_kopecks=int(answer["amount"]),
        currency=str(answer.get("currency", "")),
        approved_kopecks=int(amounts.get("approvedAmount", 0)),
        deposited_kopecks=int(amounts.get("depositedAmount", 0)),
        refunded_kopecks=int(amounts.get("refundedAmount", 0)),
        refunds=tuple(
            BankRefund(item.get("externalRefundId"), int(item["amount"])) for item in answer.get("refunds") or []
        ),
        charged_back=answer.get("chargeback") is True,
    )
