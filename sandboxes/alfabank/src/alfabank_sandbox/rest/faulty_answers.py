"""The faults of the REST side, committed around an answer."""

import asyncio
import json
from typing import Any

from fastapi import Request, Response

from ..bank import Bank
from ..faults import Fault, RestFault
from .call import Call

POLL_SECONDS = 0.2
BROKEN_PAGE = "<html><head><title>{status}</title></head><body><h1>{status} Error</h1></body></html>"


def cut_connection(request: Request) -> Response:
    """Closes the connection without an answer. Only the sandbox's own server gives access to the connection."""
    transport = request.scope.get("state", {}).get("transport")
    if transport is None:
        raise ConnectionResetError("the stand hung up")
    transport.abort()
    return Response()


async def _hang(request: Request) -> Response:
    """Sends no answer until the shop disconnects."""
    while not await request.is_disconnected():  # noqa: ASYNC110 - a disconnection is seen only by polling
        await asyncio.sleep(POLL_SECONDS)
    return cut_connection(request)


def _take(bank: Bank, call: Call, kind: RestFault, seen: list[str]) -> Fault | None:
    fault = bank.faults.take(kind, endpoint=call.name, refs=call.refs)
    if fault:
        seen.append(kind)
    return fault


async def before(bank: Bank, request: Request, call: Call, seen: list[str]) -> Response | dict[str, Any] | None:
    """What replaces the work: a page instead of JSON, a broken line, or a refusal without a reason."""
    if fault := _take(bank, call, "delay", seen):
        await asyncio.sleep(fault.seconds)
    if _take(bank, call, "hang", seen):
        return await _hang(request)
    if fault := _take(bank, call, "http", seen):
        return Response(BROKEN_PAGE.format(status=fault.status), fault.status, media_type="text/html")
    if _take(bank, call, "reset_before", seen):
        return cut_connection(request)
    if _take(bank, call, "system_error", seen):
        return {"errorCode": "7", "errorMessage": "Системная ошибка"}
    return None


def after(bank: Bank, request: Request, call: Call, answer: dict[str, Any], seen: list[str]) -> Response | None:
    """What spoils a finished answer; smaller changes are made in place."""
    _distort(bank, call, answer, seen)
    if _take(bank, call, "reset_after", seen):
        return cut_connection(request)
    if _take(bank, call, "bad_json", seen):
        return Response(json.dumps(answer)[:-2], media_type="application/json")
    return None


def _distort(bank: Bank, call: Call, answer: dict[str, Any], seen: list[str]) -> None:
    if "paymentAmountInfo" in answer and _take(bank, call, "missing_payment_amount_info", seen):
        del answer["paymentAmountInfo"]
    if "amount" in answer and _take(bank, call, "amount_mismatch", seen):
        answer["amount"] += 100
        if "paymentAmountInfo" in answer:
            answer["paymentAmountInfo"]["depositedAmount"] = answer["amount"]
    if "orderStatus" in answer and _take(bank, call, "unknown_status", seen):
        answer["orderStatus"] = 9
    if "errorCode" in answer and _take(bank, call, "uppercase_key", seen):
        answer["ErrorCode"] = answer.pop("errorCode")
